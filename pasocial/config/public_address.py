"""Every whole address that we write is the office's public one, whichever name the request came by."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri


class PublicAddress:
    """Answers `request.build_absolute_uri` with SITE_URL: links in mails, feeds, the API and libraries follow it.

    A reader chooses the Host header. ALLOWED_HOSTS refuses strangers, yet a second allowed name would still find its
    way into a link that another person receives.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def build_absolute_uri(location: str | None = None) -> str:
            return absolute(request, location)

        request.build_absolute_uri = build_absolute_uri  # type: ignore[method-assign]
        return self.get_response(request)


def absolute(request: HttpRequest, location: str | None = None) -> str:
    """As Django's own: a location that names a host stays what it is, none is the request's."""
    base = settings.SITE_URL.rstrip("/")
    if location is None:
        return str(iri_to_uri(base + request.get_full_path()))
    said = str(location)
    if urlsplit(said).netloc or urlsplit(said).scheme:
        return str(iri_to_uri(said))
    return str(iri_to_uri(urljoin(base + request.path, said)))
