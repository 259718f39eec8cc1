"""Files of a case, only after asking who opens them; always as a download, never shown inside the page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs_case
from foia.models import AccessRequest
from foia.queries import decisions
from pasocial.office.files.attachments import queries as files
from pasocial.outgoing import file_name


def serve(public_id: UUID, references: Iterable[str]) -> HttpResponseBase:
    """The file, if it hangs on one of these things; 404 otherwise, whether it exists or not."""
    stored = files.by_public_id(public_id)
    if stored is None or stored.about not in set(references) or files.is_blocked(stored):
        raise Http404(f"file {public_id}")
    response = FileResponse(
        files.opened(stored),
        as_attachment=True,
        filename=file_name(stored.name),
        content_type=stored.media_type,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response


@require_GET
@needs_case("foia.read")
def file(request: HttpRequest, access_request: AccessRequest, public_id: UUID) -> HttpResponseBase:
    return serve(public_id, decisions.case_references(access_request))
