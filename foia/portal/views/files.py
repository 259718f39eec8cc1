"""Files leave only through here: after a permission check, as a download, never as a page of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foia.models import AccessRequest
from foia.portal.door import hers
from foia.queries import public_files
from foia.queries.own_case import own_file
from pasocial.office.files.attachments import queries as stored_files
from pasocial.office.files.attachments.outgoing import NotForOutside
from pasocial.office.files.attachments.serving import outside_response, public_response
from pasocial.office.screens.answers import personal


def served(request: HttpRequest, stored: Any, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The file as a download that no browser opens inside our site; blocked while its scan is open or bad."""
    if stored_files.is_blocked(stored):
        status = 409 if stored.scan == "waiting" else 403
        return render(request, "foia/portal/file_blocked.html", {"stored": stored}, status=status)
    try:
        return answer()
    except NotForOutside:
        return render(
            request, "foia/portal/file_blocked.html", {"stored": stored, "unclean": True}, status=409
        )


def gone(request: HttpRequest, stored: Any) -> HttpResponseBase:
    return render(request, "foia/portal/file_gone.html", {"stored": stored}, status=410)


@personal
@require_safe
@hers
def file(request: HttpRequest, access_request: AccessRequest, public_id: UUID) -> HttpResponseBase:
    """One file of a case. A file of another case does not exist here."""
    stored = own_file(access_request, public_id)
    if stored is None:
        raise Http404
    return served(request, stored, lambda: outside_response(stored))


@require_safe
def public_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file released to everyone, while the register or a published answer shows it.

    404 for what never was public, 410 for what was and is not any more (a line taken off, a decision replaced).
    """
    stored = stored_files.by_public_id(public_id)
    if stored is None or not public_files.was_ever_public(stored):
        raise Http404
    if not public_files.is_shown(stored):
        return gone(request, stored)
    return served(request, stored, lambda: public_response(stored, request))
