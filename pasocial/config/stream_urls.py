"""The addresses of the ASGI process: event streams and its own liveness, never a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from pasocial.config.health import healthz
from pasocial.office.record import registry

streams = [path("", include(desk.stream_urls)) for desk in registry.desks().values() if desk.stream_urls]

urlpatterns = [
    path("streams/", include(streams)),
    path("healthz", healthz),
]


def refused(status: int, words: str) -> HttpResponse:
    """A line of text: the site's own pages for errors ask for a session, which is not read here."""
    answer = HttpResponse(words + "\n", status=status, content_type="text/plain; charset=utf-8")
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(400, "Bad request.")


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(403, "Not allowed.")


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(404, "Only event streams are here.")


def handler500(request: HttpRequest) -> HttpResponse:
    return refused(500, "Something failed here.")
