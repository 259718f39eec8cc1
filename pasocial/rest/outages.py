"""Which errors mean that a part of ours is away for now: nobody's mistake, worth trying again, told as 503."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _
from redis.exceptions import RedisError


@dataclass(frozen=True)
class Outage:
    """The part that is missing, and the seconds after which to come back."""

    part: str
    seconds: int


DATABASE, CACHE, STORAGE = Outage("database", 15), Outage("cache", 15), Outage("storage", 300)
# SQLSTATE: connection exceptions; shutdown, crash, not yet started; too many connections, out of memory.
GONE = ("08", "57P", "53")
DISK_FULL = "53100"


def outage_in(error: BaseException | None) -> Outage | None:
    """What is away according to this error or to what caused it; None for every other error."""
    for each in chain(error):
        if isinstance(each, RedisError):
            return CACHE
        if isinstance(each, OSError) and each.errno in (errno.ENOSPC, errno.EDQUOT):
            return STORAGE
        if isinstance(each, DatabaseError | InterfaceError):
            code = getattr(each.__cause__, "pgcode", None)
            if code == DISK_FULL:
                return STORAGE
            if code is None and isinstance(each, OperationalError | InterfaceError):
                return DATABASE
            if code is not None and code.startswith(GONE):
                return DATABASE
    return None


def chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def words(outage: Outage) -> str:
    if outage is STORAGE:
        return _("Lo spazio per i file è finito: non abbiamo salvato nulla. Riprova più tardi.")
    return _("Una parte del sistema non risponde: non abbiamo salvato nulla. Riprova fra poco.")
