"""Who may come in (a session that filed, gave code and e-mail, or followed a link) and take which file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foia import access
from foia.models import AccessRequest, Message
from foia.queries.decisions import case_references

# What a citizen handed in herself; all else of a case is the office's until a decision releases it.
HER_OWN = frozenset({"filed"})
RELEASED = frozenset({"requester", "public"})
BLOCKED = frozenset({"waiting", "infected"})


def opened_case(request: HttpRequest, code: str) -> AccessRequest | None:
    """The case with this code if this session was let in; unknown and forbidden look the same."""
    wanted = access.normal_code(code)
    if not wanted:
        return None
    found = AccessRequest.objects.select_related("applicant").defer("search").filter(code=wanted).first()
    return found if found is not None and access.granted(request, found) else None


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Whoever is not let in is asked for code and e-mail, and learns nothing about the code she tried."""
    messages.info(request, _("Per aprire una richiesta scrivi il suo codice e la tua e-mail."))
    return redirect("foia:find")


def may_download(access_request: AccessRequest, stored: Any) -> bool:
    """Whether whoever may open this case may have this file: released to her or all, or sent by her."""
    if stored.about not in case_references(access_request):
        return False
    if stored.access in RELEASED:
        return True
    if stored.about == access_request.about:
        return stored.purpose in HER_OWN
    hers = Message.objects.filter(request=access_request, direction=Message.Direction.FROM_CITIZEN)
    return any(stored.about == message.about for message in hers.only("pk"))
