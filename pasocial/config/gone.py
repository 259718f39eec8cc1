"""Answers 410 at whichever door a file is asked for whose content is gone; programs get theirs from pasocial.rest."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from pasocial.gone import ContentGone

Answer = Callable[[HttpRequest], HttpResponseBase]


class GoneContent:
    """A view opens the file it serves; that it could not is said here, not in each of them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ContentGone):
            return None
        answer = render(request, "410.html", {"name": exception.name}, status=410)
        answer["Cache-Control"] = "no-store, private"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer
