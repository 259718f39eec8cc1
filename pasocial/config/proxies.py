"""Behind our own reverse proxies the connection's address is the proxy's: this puts the reader's address back.

Limits per address (filing, wrong codes, the API) then count each reader apart, and a header that a reader
wrote herself is never believed.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ReaderAddress:
    """Takes the address that the outermost of our TRUSTED_PROXIES saw from X-Forwarded-For; does nothing with 0."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.proxies = int(settings.ALLAUTH_TRUSTED_PROXY_COUNT)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.proxies:
            seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
            if len(seen) >= self.proxies and is_address(seen[-self.proxies]):
                request.META["REMOTE_ADDR"] = seen[-self.proxies]
        return self.get_response(request)


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
