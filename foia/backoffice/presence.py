"""Who else has a case open right now, and who is writing in it.

Kept only in the cache and only for half a minute after the last sign of life: presence is a courtesy between
colleagues, never a record of who worked when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

# The page beats every 15 s; two missed beats and the person is gone.
SECONDS = 30
INDEX_SECONDS = 600


@dataclass(frozen=True)
class Person:
    """A colleague seen on the same case."""

    pk: int
    name: str
    writing: bool


def _index(case: str) -> str:
    return f"foia:presence:{case}"


def _sign(case: str, user_id: int, what: str) -> str:
    return f"foia:presence:{case}:{user_id}:{what}"


def beat(*, case: str, user: Any, writing: bool = False) -> None:
    """A sign of life of `user` on `case`.

    Two beats at the same moment may lose one name from the index; that person's next beat puts it back.
    """
    cache.set(_sign(case, user.pk, "here"), str(user), SECONDS)
    if writing:
        cache.set(_sign(case, user.pk, "writing"), True, SECONDS)
    known = cache.get(_index(case)) or ()
    if user.pk not in known:
        cache.set(_index(case), (*known, user.pk)[-50:], INDEX_SECONDS)


def stop_writing(*, case: str, user: Any) -> None:
    cache.delete(_sign(case, user.pk, "writing"))


def others(*, case: str, user: Any) -> list[Person]:
    """Everyone seen on the case in the last half minute, but not the one who asks; writers first."""
    known = [pk for pk in cache.get(_index(case)) or () if pk != user.pk]
    if not known:
        return []
    signs = cache.get_many([_sign(case, pk, what) for pk in known for what in ("here", "writing")])
    found = [
        Person(pk, signs[_sign(case, pk, "here")], bool(signs.get(_sign(case, pk, "writing"))))
        for pk in known
        if _sign(case, pk, "here") in signs
    ]
    return sorted(found, key=lambda person: (not person.writing, person.name))
