"""Who else has a thing open right now, and who is writing in it.

Kept in Valkey only and only for half a minute after the last sign of life: presence is a courtesy between
colleagues, never a record of who worked when. Without Valkey nobody is seen and nothing fails.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from time import time
from typing import Any

from redis.exceptions import RedisError

from pasocial.office.record.broadcast import PRESENCE, hint, valkey

log = logging.getLogger(__name__)

# A page without an open stream beats every 15 s; two missed beats and the person is gone.
SECONDS = 30
# Names of who came by stay no longer than this.
NAMES_SECONDS = 600


@dataclass(frozen=True)
class Person:
    """A colleague seen on the same thing."""

    pk: int
    name: str
    writing: bool


def _key(case: str, what: str) -> str:
    return f"pasocial:presence:{case}:{what}"


def beat(*, case: str, user: Any, writing: bool = False) -> None:
    """A sign of life of `user` on `case`; the others are told when she has just come or begun to write."""
    renew([(case, user.pk, str(user))], writing=writing)


def renew(signs: Iterable[tuple[str, int, str]], *, writing: bool = False) -> None:
    """Signs of life of many at once, as (reference, person's id, name), in one exchange with the server."""
    known = list(signs)
    if not known:
        return
    now = time()
    try:
        with valkey().pipeline(transaction=False) as asking:
            for case, pk, name in known:
                for what in ("here", "writing") if writing else ("here",):
                    asking.zremrangebyscore(_key(case, what), "-inf", now)
                    asking.zadd(_key(case, what), {str(pk): now + SECONDS})
                    asking.expire(_key(case, what), NAMES_SECONDS)
                asking.hset(_key(case, "names"), str(pk), name)
                asking.expire(_key(case, "names"), NAMES_SECONDS)
            answers = asking.execute()
    except (RedisError, OSError) as problem:
        log.warning("Presence is not kept: %s", problem)
        return
    step = len(answers) // len(known)
    news = {
        case
        for place, (case, _pk, _name) in enumerate(known)
        if any(answers[place * step + at] for at in ((1, 4) if writing else (1,)))
    }
    hint(PRESENCE, *sorted(news))


def stop_writing(*, case: str, user: Any) -> None:
    _remove(case, user.pk, "writing")


def leave(*, case: str, user_id: int) -> None:
    """She closed her page; the others need not wait for her sign to fade."""
    _remove(case, user_id, "here", "writing")


def _remove(case: str, user_id: int, *what: str) -> None:
    try:
        with valkey().pipeline(transaction=False) as asking:
            for each in what:
                asking.zrem(_key(case, each), str(user_id))
            removed = asking.execute()
    except (RedisError, OSError) as problem:
        log.warning("Presence is not kept: %s", problem)
        return
    if any(removed):
        hint(PRESENCE, case)


def others(*, case: str, user: Any) -> list[Person]:
    """Everyone seen on the case in the last half minute, but not the one who asks; writers first."""
    now = time()
    try:
        with valkey().pipeline(transaction=False) as asking:
            asking.zrangebyscore(_key(case, "here"), now, "+inf")
            asking.zrangebyscore(_key(case, "writing"), now, "+inf")
            asking.hgetall(_key(case, "names"))
            here, writing, names = asking.execute()
    except (RedisError, OSError):
        return []
    found = [
        Person(int(pk), names[pk].decode(), pk in writing)
        for pk in here
        if int(pk) != user.pk and pk in names
    ]
    return sorted(found, key=lambda person: (not person.writing, person.name))
