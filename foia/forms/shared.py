"""What the contact of another office fills in about a case shared with her."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.forms.base import CaseForm, Words
from foia.forms.case import LIMITS
from pasocial.design.widgets import ManyFiles, SeveralUploads
from pasocial.office.files.attachments.intake import ACCEPT_ATTRIBUTE


class ReplyToConsultation(CaseForm):
    action = "risposta"
    reply = Words(
        label=_("La tua risposta"),
        rows=6,
        help_text=_("La legge solo l'ufficio accesso civico. Se non avete i documenti, scrivilo qui."),
    )
    files = ManyFiles(
        label=_("Documenti"), required=False, widget=SeveralUploads(accept=ACCEPT_ATTRIBUTE, limits=LIMITS)
    )
