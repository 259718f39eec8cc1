"""What people and programs read when the body they sent was not received: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from pasocial.cleaning import whole_number
from pasocial.config.doorway.bounds import MEBIBYTE
from pasocial.config.doorway.receiving import BEGINNING_KEY, MOST_BYTES_KEY, REFUSED_KEY, Refused
from pasocial.rest.problems import problem_response

STATUS = {Refused.TOO_LARGE: 413, Refused.TOO_SLOW: 408, Refused.NO_ROOM: 503}
COME_BACK_SECONDS = 60


class RefusedBody:
    """Before the CSRF check, which would read a body that is not there and speak of something else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        said = request.META.get(REFUSED_KEY)
        if said is None:
            return None
        why, most = Refused(said), whole_number(request.META[MOST_BYTES_KEY]) or 0
        # A view of files has a page of its own for it, which knows what was kept.
        speaks_itself = getattr(view, "csrf_exempt", False) and not request.path.startswith("/api/")
        if why is Refused.TOO_LARGE and most >= settings.REST_MOST_BYTES and speaks_itself:
            request.nothing_received = BEGINNING_KEY not in request.META  # type: ignore[attr-defined]
            request.META["CONTENT_LENGTH"] = str(max(_announced(request), most + 1))
            return None
        return refusal(request, why, most)


def refusal(request: HttpRequest, why: Refused, most: int) -> HttpResponse:
    """The same in both forms: a page, or a problem document below /api/."""
    come_back = {"Retry-After": str(COME_BACK_SECONDS)} if why is Refused.NO_ROOM else {}
    if request.path.startswith("/api/"):
        return problem_response(STATUS[why], why.value, words(why, most), come_back)
    page = render(request, "413.html", {"words": words(why, most)}, status=STATUS[why])
    page["Cache-Control"] = "no-store"
    for name, value in come_back.items():
        page[name] = value
    return page


def words(why: Refused, most: int) -> str:
    if why is Refused.TOO_SLOW:
        return _(
            "L'invio è durato troppo a lungo ed è stato interrotto: non abbiamo ricevuto nulla. Riprova con una rete "
            "migliore o con file più piccoli."
        )
    if why is Refused.NO_ROOM:
        return _(
            "In questo momento arrivano troppi invii insieme: non abbiamo ricevuto il tuo. Riprova fra un minuto."
        )
    return _(
        "L'invio è troppo grande: qui si possono mandare al massimo %(size)s MB in tutto. Non abbiamo ricevuto nulla."
    ) % {"size": max(1, most // MEBIBYTE)}


def _announced(request: HttpRequest) -> int:
    return whole_number(request.META.get("CONTENT_LENGTH")) or 0
