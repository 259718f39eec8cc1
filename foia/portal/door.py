"""Who may come in: a session that filed, gave code and e-mail, followed a link, or proved who she is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia import access
from foia.queries.own_case import case_with_code
from pasocial.office.screens.answers import for_whom_was_let_in

hers = for_whom_was_let_in(
    find=case_with_code,
    granted=access.granted,
    words=_("Per aprire una richiesta scrivi il suo codice e la tua e-mail."),
    elsewhere="foia:find",
)
