"""The staff's door to a stored file: the desk it belongs to decides who may open it."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from pasocial.office.files.attachments import queries, serving
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.views.doors import may_open_stored, signed_in
from pasocial.office.people.access_log.operations import FILE, note_opening


@signed_in("file_policy")
def open_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Permission: the desk's `file_policy`; a desk without one opens nothing."""
    stored = queries.by_public_id(public_id)
    if stored is None:
        raise Http404
    if not may_open(request, stored):
        raise PermissionDenied("file")
    if serving.refused_for_malware(stored):
        return render(request, "office/file_infected.html", {"file": stored}, status=403)
    if stored.access != "public":
        note_opening(
            user_id=cast(int, request.user.pk),
            about=stored.about,
            at=timezone.now(),
            door=FILE,
            part=str(stored.public_id),
        )
    try:
        return serving.file_response(stored)
    except FileNotFoundError:
        return render(request, "office/file_missing.html", {"file": stored}, status=410)


def may_open(request: HttpRequest, stored: StoredFile) -> bool:
    return may_open_stored(request.user, stored)
