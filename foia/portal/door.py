"""Who may come in: a session that filed, gave code and e-mail, or followed a link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foia import access
from foia.models import AccessRequest
from foia.queries.own_case import case_with_code
from pasocial.office.people.private_access.rules import normal_code


def opened_case(request: HttpRequest, code: str) -> AccessRequest | None:
    """The case with this code if this session was let in; unknown and forbidden look the same."""
    wanted = normal_code(code)
    found = case_with_code(wanted) if wanted else None
    return found if found is not None and access.granted(request, found) else None


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Whoever is not let in is asked for code and e-mail, and learns nothing about the code she tried."""
    messages.info(request, _("Per aprire una richiesta scrivi il suo codice e la tua e-mail."))
    return redirect("foia:find")
