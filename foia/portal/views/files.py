"""Files leave only through here: after a permission check, as a download, never as a page of ours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foia.portal.answers import personal
from foia.portal.door import BLOCKED, may_download, opened_case, to_the_door
from pasocial.office.attachments import queries as stored_files


def served(http_request: HttpRequest, stored: Any) -> HttpResponseBase:
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
def file(http_request: HttpRequest, code: str, public_id: UUID) -> HttpResponseBase:
    """One file of a case. A file of another case does not exist here."""
    request = opened_case(http_request, code)
    if request is None:
        return to_the_door(http_request)
    stored = stored_files.by_public_id(public_id)
    if stored is None or not may_download(request, stored):
        raise Http404
    return served(http_request, stored)


@require_safe
def public_file(http_request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file released to everyone, as published answers and the register link it."""
    stored = stored_files.by_public_id(public_id)
    if stored is None or stored.access != "public":
        raise Http404
    return served(http_request, stored)
