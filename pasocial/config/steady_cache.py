"""Django's Redis cache with one client per server: Django makes a new one, three hundred steps, for every command."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import ConnectionPool, Redis


class SteadyCacheClient(RedisCacheClient):
    """The client of Django, kept with its pool of connections; both may be shared between threads."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]  # its stubs do not say so
        known: dict[ConnectionPool, Redis] = self.__dict__.setdefault("_clients", {})
        client = known.get(pool)
        if client is None:
            client = known[pool] = Redis(connection_pool=pool)
        return client


class SteadyCache(RedisCache):
    client = SteadyCacheClient

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = self.client
