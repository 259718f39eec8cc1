"""The cache when its server may be away: reading goes on without it, counting goes on in this process.

What is only kept to be quick (pages, settings, statistics) is simply made again. What slows somebody down (limits of the
portal and of the API, wrong passwords) is counted in each process, so a limit is at most that many times larger while
the outage lasts. What must never be tried at speed (codes of cases, keys) is counted by the strict cache `counters`,
which fails; the reader is then told when to come back (pasocial.rest.outages).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from redis.exceptions import RedisError

from pasocial import rate_limit

log = logging.getLogger(__name__)

# Keys that count: every limit of the house, and django-allauth's of sign-in.
COUNTED = (rate_limit.KEY, "allauth:")
# After a failure the server is left alone for a moment, so that a page does not wait for it at every line.
LEFT_ALONE_SECONDS = 2.0

Answer = TypeVar("Answer")


class Outage:
    """Whether the server is away, for all threads of this process; said once when it goes and once when it is back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until = 0.0
        self._said = False

    def lasts(self) -> bool:
        return monotonic() < self._until

    def begin(self, problem: Exception) -> None:
        with self._lock:
            self._until = monotonic() + LEFT_ALONE_SECONDS
            first, self._said = not self._said, True
        if first:
            log.warning("The cache server is away; pages go on without it: %s", problem)

    def end(self) -> None:
        if not self._said:
            return
        with self._lock:
            was, self._said = self._said, False
        if was:
            log.warning("The cache server answers again.")


outage = Outage()
counted_here = LocMemCache("counted while the cache server is away", {})


def counts(key: str) -> bool:
    return key.startswith(COUNTED)


class Forgiving(RedisCache):
    """A Redis cache that answers as an empty one while its server is away.

    django-redis can ignore an outage too, but then a limit counts nothing and each line of a page waits for the server.
    """

    def _ask(self, command: Callable[[], Answer], otherwise: Callable[[], Answer]) -> Answer:
        if outage.lasts():
            return otherwise()
        try:
            answer = command()
        except (RedisError, OSError) as problem:
            outage.begin(problem)
            return otherwise()
        outage.end()
        return answer

    def add(self, key: str, value: Any, *given: Any, **named: Any) -> bool:
        return self._ask(
            lambda: super(Forgiving, self).add(key, value, *given, **named),
            lambda: counted_here.add(key, value, *given, **named) if counts(key) else True,
        )

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        return self._ask(
            lambda: super(Forgiving, self).get(key, default, version),
            lambda: counted_here.get(key, default, version) if counts(key) else default,
        )

    def set(self, key: str, value: Any, *given: Any, **named: Any) -> None:
        self._ask(
            lambda: super(Forgiving, self).set(key, value, *given, **named),
            lambda: counted_here.set(key, value, *given, **named) if counts(key) else None,
        )

    def incr(self, key: str, delta: int = 1, version: Any = None) -> int:
        """As for every cache, ValueError for a key that is not there."""

        def without() -> int:
            if not counts(key):
                raise ValueError(key)
            return counted_here.incr(key, delta, version)

        return self._ask(lambda: super(Forgiving, self).incr(key, delta, version), without)

    def delete(self, key: str, version: Any = None) -> bool:
        return self._ask(
            lambda: super(Forgiving, self).delete(key, version),
            lambda: counted_here.delete(key, version) if counts(key) else False,
        )

    def touch(self, key: str, *given: Any, **named: Any) -> bool:
        return self._ask(lambda: super(Forgiving, self).touch(key, *given, **named), lambda: False)

    def has_key(self, key: str, version: Any = None) -> bool:
        return self._ask(lambda: super(Forgiving, self).has_key(key, version), lambda: False)

    def get_many(self, keys: Iterable[str], version: Any = None) -> dict[str, Any]:
        wanted = list(keys)
        return self._ask(lambda: super(Forgiving, self).get_many(wanted, version), dict)

    def set_many(self, data: dict[Any, Any], *given: Any, **named: Any) -> list[str]:
        return self._ask(lambda: super(Forgiving, self).set_many(data, *given, **named), lambda: list(data))

    def delete_many(self, keys: Iterable[str], version: Any = None) -> None:
        wanted = list(keys)
        self._ask(lambda: super(Forgiving, self).delete_many(wanted, version), lambda: None)

    def clear(self) -> None:
        counted_here.clear()
        self._ask(lambda: super(Forgiving, self).clear(), lambda: None)
