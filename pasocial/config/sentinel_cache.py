"""Django's Redis cache on a pair watched by sentinels: asks them for the master at each new connection."""

from __future__ import annotations

from typing import Any

from redis import ConnectionPool
from redis.sentinel import Sentinel, SentinelConnectionPool

from pasocial.config.settings.redis_sentinel import watched_from
from pasocial.config.steady_cache import SteadyCache, SteadyCacheClient

TIMEOUT_SECONDS = 3


class SentinelCacheClient(SteadyCacheClient):
    """The client of Django with another way to find the server."""

    # The base class sets both; its type stubs do not say so.
    _pools: dict[int, ConnectionPool]
    _servers: list[str]

    def _get_connection_pool(self, write: bool) -> ConnectionPool:
        # Writes and reads alike go to the master: a replica may not yet know a counter or a session.
        if 0 not in self._pools:
            pair = watched_from(self._servers[0])
            watch = Sentinel(list(pair.sentinels), socket_timeout=TIMEOUT_SECONDS)
            options: dict[str, Any] = {"db": pair.number, "socket_timeout": TIMEOUT_SECONDS}
            if pair.password:
                options["password"] = pair.password
            self._pools[0] = SentinelConnectionPool(pair.master, watch, **options)
        return self._pools[0]


class SentinelCache(SteadyCache):
    client = SentinelCacheClient

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__("redis://unused", params)
        self._servers = [server]  # the base class would cut a sentinel address at its commas
