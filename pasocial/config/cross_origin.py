"""Lets the pages of this office, and no others, read streams from the second port of `make up`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


class StreamOriginMiddleware:
    """Answers with credentials only to an origin named exactly in STREAM_ORIGINS; production names none."""

    sync_capable = False
    async_capable = True

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = await self.get_response(request)
        origin = request.headers.get("Origin", "")
        patch_vary_headers(response, ["Origin"])
        if origin and origin in settings.STREAM_ORIGINS:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Allow-Credentials"] = "true"
        return response
