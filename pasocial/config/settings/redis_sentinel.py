"""One address for a watched pair of Redis-protocol servers, said to Django's cache and to Celery alike.

`sentinel://:password@host-a:26379,host-b:26379/0?master=pasocial`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

DEFAULT_PORT = 26379
TIMEOUT_SECONDS = 3


@dataclass(frozen=True)
class Watched:
    """The sentinels, and the name under which they know the pair."""

    sentinels: tuple[tuple[str, int], ...]
    master: str
    password: str
    number: int


def watched_from(url: str) -> Watched:
    parts = urlsplit(url)
    credentials, _, hosts = parts.netloc.rpartition("@")
    pairs = []
    for host in hosts.split(","):
        name, _, port = host.partition(":")
        pairs.append((name, int(port or DEFAULT_PORT)))
    return Watched(
        sentinels=tuple(pairs),
        master=parse_qs(parts.query).get("master", ["mymaster"])[0],
        password=unquote(credentials.partition(":")[2]),
        number=int(parts.path.strip("/") or 0),
    )


def is_watched(url: str) -> bool:
    return url.startswith("sentinel://")


def broker_from(url: str) -> tuple[str, dict[str, Any]]:
    """Celery's broker address and the transport options that go with it."""
    if not is_watched(url):
        return url, {}
    pair = watched_from(url)
    secret = f":{quote(pair.password, safe='')}@" if pair.password else ""
    addresses = ";".join(f"sentinel://{secret}{host}:{port}/{pair.number}" for host, port in pair.sentinels)
    return addresses, {"master_name": pair.master}


def sentinel_cache_from(url: str) -> dict[str, Any]:
    """Django's cache settings for the pair: the sentinels are asked for the master at each new connection.

    Writes and reads alike go to the master: a replica may not yet know a counter or a session.
    """
    pair = watched_from(url)
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": f"redis://{pair.master}/{pair.number}",
        "KEY_PREFIX": "pasocial",
        "OPTIONS": {
            "CONNECTION_FACTORY": "django_redis.pool.SentinelConnectionFactory",
            "SENTINELS": list(pair.sentinels),
            "SENTINEL_KWARGS": {"socket_timeout": TIMEOUT_SECONDS},
            "SOCKET_TIMEOUT": TIMEOUT_SECONDS,
            **({"PASSWORD": pair.password} if pair.password else {}),
        },
    }
