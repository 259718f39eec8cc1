"""What Django must be told about an engine that is known by its address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from redis.backoff import NoBackoff
from redis.retry import Retry

from pasocial.embedded.trouble import Trouble


def database_from(url: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://user:password@host:port/name?options` address."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    pooled = options.pop("pgbouncer", "") in {"1", "true"}
    host = options.pop("host", "") or unquote(parts.hostname or "")
    options.setdefault("connect_timeout", 5)
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise Trouble(
            "DATABASE_URL has a port that is no number from 1 to 65535: write "
            "postgresql://user:password@host:5432/name."
        ) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        # Behind pgbouncer in transaction mode a server connection changes between two transactions:
        # neither kept connections of ours nor named cursors survive that.
        "CONN_MAX_AGE": 0 if pooled else 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
    }


def redis_cache_from(url: str) -> dict[str, Any]:
    """Django's cache settings for a `redis://` address."""
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "pasocial",
        # A server that is away or stuck costs a page a moment, not a minute; a connection it closed is opened again.
        "OPTIONS": {
            "SOCKET_CONNECT_TIMEOUT": 2,
            "SOCKET_TIMEOUT": 3,
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1)},
        },
    }
