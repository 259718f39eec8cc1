"""One way out for every stored file: as a download, never shown inside a page of ours."""

from __future__ import annotations

from django.http import FileResponse

from pasocial.office.attachments import queries
from pasocial.office.attachments.models import StoredFile


def file_response(stored: StoredFile) -> FileResponse:
    """The download. The caller has already checked who may have it.

    A browser that ignored the disposition would still find a sandbox without scripts and a type it must not guess.
    """
    answer = FileResponse(
        queries.opened(stored), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def refused_for_malware(stored: StoredFile) -> bool:
    """What a scanner found infected is given to nobody, whoever asks."""
    return stored.scan == StoredFile.Scan.INFECTED
