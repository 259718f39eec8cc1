"""Every file of the case, by where it came from, with who may open it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foia.backoffice.presenters import file_row
from foia.backoffice.views.case import CasePage, tab
from pasocial.office.files.attachments.queries import is_blocked, readable
from pasocial.sentences import moment


@tab("documenti", "foia/backoffice/case_documents.html")
def documents(page: CasePage) -> dict[str, Any]:
    titles = {
        "filed": _("Allegati alla richiesta"),
        "review": _("Allegati alla domanda di riesame"),
        "message": _("Allegati ai messaggi"),
        "collected": _("Documenti raccolti dall'ufficio"),
        "consultation": _("Ricevuti da altri uffici"),
        "redacted": _("Copie oscurate"),
        "release": _("Documenti della decisione"),
        "letter": _("Lettere"),
    }
    groups: dict[str, list[Any]] = {}
    for stored in page.case.files:
        kind = "consultation" if stored.about.startswith("foia.consultation:") else stored.purpose
        note = moment(stored.stored_at)
        row = file_row(stored, page.access_request.pk, note)
        if kind == "redacted":
            row = replace(
                row, more_url=reverse("office:redaction", args=[stored.public_id]), more=_("Com'è fatta")
            )
        elif page.works and readable(stored) and not is_blocked(stored):
            row = replace(
                row,
                more_url=reverse("office:redact", args=[stored.public_id]),
                more=_("Fai una copia oscurata"),
            )
        groups.setdefault(kind, []).append(row)
    order = [*titles, *(kind for kind in groups if kind not in titles)]
    return {
        "forms": {"carica": page.form("carica")} if page.works else {},
        "file_groups": [
            {"title": titles.get(kind, _("Altri")), "files": groups[kind]} for kind in order if kind in groups
        ],
    }
