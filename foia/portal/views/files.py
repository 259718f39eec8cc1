"""Files leave only through here: after a permission check, as a download, never as a page of ours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foia.models import Message, Request
from foia.portal.answers import personal
from foia.portal.door import opened_case, to_the_door
from foia.queries.decisions import case_references
from pasocial.office.attachments import queries as stored_files

# What a citizen handed in herself; all else of a case is the office's until a decision releases it.
HER_OWN = frozenset({"filed"})
RELEASED = frozenset({"requester", "public"})
BLOCKED = frozenset({"waiting", "infected"})


def may_download(request: Request, stored: Any) -> bool:
    """Whether whoever may open this case may have this file: released to her or all, or sent by her."""
    if stored.about not in case_references(request):
        return False
    if stored.access in RELEASED:
        return True
    if stored.about == request.about:
        return stored.purpose in HER_OWN
    hers = Message.objects.filter(request=request, direction=Message.Direction.FROM_CITIZEN)
    return any(stored.about == message.about for message in hers.only("pk"))


def served(http_request: HttpRequest, stored: Any) -> HttpResponse:
    """The file as a download that no browser opens inside our site; blocked while its scan is open or bad."""
    if stored.scan in BLOCKED:
        status = 409 if stored.scan == "waiting" else 403
        return render(http_request, "foia/portal/file_blocked.html", {"stored": stored}, status=status)
    response = FileResponse(
        stored_files.opened(stored), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@personal
@require_safe
def file(http_request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """One file of a case. A file of another case does not exist here."""
    request = opened_case(http_request, code)
    if request is None:
        return to_the_door(http_request)
    stored = stored_files.by_public_id(public_id)
    if stored is None or not may_download(request, stored):
        raise Http404
    return served(http_request, stored)


@require_safe
def public_file(http_request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A file released to everyone, as published answers and the register link it."""
    stored = stored_files.by_public_id(public_id)
    if stored is None or stored.access != "public":
        raise Http404
    return served(http_request, stored)
