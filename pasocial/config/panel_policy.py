"""What a browser may do inside Wagtail's admin: as strict as the admin allows, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The admin's own pages carry inline scripts and styles (Telepath, Draftail); its previews are framed by itself.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)


class PanelPolicy:
    """Puts the admin's policy on every answer below /admin/; django-csp leaves those addresses to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            # Also over the policy of a previewed page, which the admin shows in a frame of its own.
            response.headers["Content-Security-Policy"] = POLICY
        return response
