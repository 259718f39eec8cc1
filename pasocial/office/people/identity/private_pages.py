"""What a signed-in person reads stays in no cache, not even in her browser's after she signed out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PRIVATE = ("/redazione/", "/admin/", "/account/")


class PrivatePages:
    """One rule for all staff addresses, so that a new view cannot forget it; a view that says otherwise is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PRIVATE):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
