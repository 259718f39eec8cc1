"""Notes when each open session was last used, so that a person can close those she does not know.

Once a minute is enough for that: allauth's own middleware writes a row, with its commit, for every page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.usersessions import app_settings
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

NOTED_SECONDS = 60


class SessionActivity:
    """Stands in for `allauth.usersessions.middleware.UserSessionsMiddleware`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            app_settings.TRACK_ACTIVITY
            and request.session.session_key
            and request.user.is_authenticated
            and _is_due(request)
        ):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_due(request: HttpRequest) -> bool:
    """Whether this session was not noted from this browser and address within the last minute.

    The key is a digest: a session's name in the cache server's key list would open it.
    """
    browser = request.META.get("HTTP_USER_AGENT", "")
    seen = f"{request.session.session_key}\n{get_adapter().get_client_ip(request)}\n{browser}"
    try:
        return bool(
            cache.add("office.seen." + hashlib.sha256(seen.encode()).hexdigest(), True, NOTED_SECONDS)
        )
    except (RedisError, OSError):
        return True
