"""What people and programs read while a part of ours is away: 503, when to come back, and nothing of our inside."""

from __future__ import annotations

import logging
import sys
from threading import Lock
from time import monotonic

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

from pasocial.rest.outages import STORAGE, Outage, outage_in, words
from pasocial.rest.problems import problem_response

log = logging.getLogger(__name__)


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this for whatever a view or a middleware raised."""
    outage = outage_in(sys.exc_info()[1])
    if outage is None:
        return server_error(request)
    return away(request, outage)


def away(request: HttpRequest, outage: Outage) -> HttpResponse:
    """The page stands alone: it asks neither database nor cache."""
    come_back = {"Retry-After": str(outage.seconds)}
    if request.path.startswith("/api/"):
        return problem_response(503, "unavailable", words(outage), come_back, retry_after=outage.seconds)
    page = loader.get_template("503.html").render({"full": outage is STORAGE})
    return HttpResponse(page, status=503, headers=come_back | {"Cache-Control": "no-store"})


class OncePerOutage(logging.Filter):
    """While a part is away each request would leave its traceback: one line every half minute says as much."""

    SECONDS = 30.0

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        outage = outage_in(record.exc_info[1]) if record.exc_info else None
        if outage is None or record.exc_info is None:
            return True
        now = monotonic()
        with self._lock:
            if now - self._said.get(outage.part, -self.SECONDS) < self.SECONDS:
                return False
            self._said[outage.part] = now
        reason = str(record.exc_info[1]).strip().splitlines()
        record.msg, record.args = "The %s is away: %s", (outage.part, reason[0] if reason else "")
        record.exc_info = record.exc_text = None
        return True
