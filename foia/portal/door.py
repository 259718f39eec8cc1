"""Who may come in: a session that filed the request, gave code and e-mail, or followed a signed link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foia import access
from foia.models import Request


def opened_case(http_request: HttpRequest, code: str) -> Request | None:
    """The case with this code if this session was let in; unknown and forbidden look the same."""
    wanted = access.normal_code(code)
    if not wanted:
        return None
    found = Request.objects.select_related("applicant").defer("search").filter(code=wanted).first()
    return found if found is not None and access.granted(http_request, found) else None


def to_the_door(http_request: HttpRequest) -> HttpResponse:
    """Whoever is not let in is asked for code and e-mail, and learns nothing about the code she tried."""
    messages.info(http_request, _("Per aprire una richiesta scrivi il suo codice e la tua e-mail."))
    return redirect("foia:find")
