"""The ways out of a stored file: as a download, never shown inside a page of ours; outside without its metadata."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from pasocial.office.files.attachments import queries
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.outgoing import parcel_of
from pasocial.outgoing import file_name


def file_response(stored: StoredFile) -> FileResponse:
    """The download of the original, for the office. The caller has already checked who may have it.

    A browser that ignored the disposition would still find a sandbox without scripts and a type it must not guess.
    """
    answer = FileResponse(
        queries.opened(stored),
        as_attachment=True,
        filename=file_name(stored.name),
        content_type=stored.media_type,
    )
    _guard(answer)
    answer["Cache-Control"] = "private, no-store"
    return answer


def outside_response(stored: StoredFile) -> FileResponse:
    """The download for whoever is not of the office: what leaves carries no metadata. Raises NotForOutside."""
    parcel = parcel_of(stored)
    answer = FileResponse(
        parcel.opened(), as_attachment=True, filename=file_name(stored.name), content_type=stored.media_type
    )
    answer["Content-Length"] = str(parcel.size)
    _guard(answer)
    answer["Cache-Control"] = "private, no-store"
    return answer


def public_response(stored: StoredFile, request: HttpRequest) -> HttpResponseBase:
    """The same for everybody, so that browsers and proxies may keep it; they ask each time whether it still stands."""
    parcel = parcel_of(stored)
    tag = f'"{parcel.sha256}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    answer = FileResponse(
        parcel.opened(), as_attachment=True, filename=file_name(stored.name), content_type=stored.media_type
    )
    answer["Content-Length"] = str(parcel.size)
    _guard(answer)
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _guard(answer: FileResponse) -> None:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"


def refused_for_malware(stored: StoredFile) -> bool:
    """What a scanner found infected is given to nobody, whoever asks."""
    return stored.scan == StoredFile.Scan.INFECTED
