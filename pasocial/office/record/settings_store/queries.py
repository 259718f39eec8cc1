"""What the coordinator has set or left as it was, read through the cache: `patron_day()`, `value(key)`.

The law is code and never appears here; only what the law or the circulars leave to the administration does.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from redis.exceptions import RedisError

from pasocial.office.record import registry
from pasocial.office.record.settings_store.models import Setting

CACHE_KEY = "office.settings"
# A reader that fetched the rows just before a change could put the old ones back: this is how long they stay.
CACHE_SECONDS = 60
# What this request has already read: a page asks for eight settings and should hear one answer, in one reading.
_read: ContextVar[dict[str, Mapping[str, Any]] | None] = ContextVar("office_settings_read", default=None)


def value(key: str) -> Any:
    """The setting's value or its default; KeyError for a key nobody declared."""
    known = registry.declared_settings()[key]
    return _stored().get(key, known.default)


def values(*keys: str) -> dict[str, Any]:
    """Several settings (all of them when none is named), read at once."""
    stored, known = _stored(), registry.declared_settings()
    return {key: stored.get(key, known[key].default) for key in keys or known}


def stored_values(*keys: str) -> dict[str, Any]:
    """Several settings as the database has them now: for what must not go by a value that was just changed."""
    stored = dict(Setting.objects.filter(key__in=keys).values_list("key", "value"))
    known = registry.declared_settings()
    return {key: stored.get(key, known[key].default) for key in keys}


def patron_day() -> tuple[int, int] | None:
    """Month and day of the patron saint as `pasocial.timekeeping` takes it; None when it does not count."""
    day = value("patron_day")
    return (int(day[0]), int(day[1])) if day else None


def _stored() -> Mapping[str, Any]:
    read = _read.get()
    if read is None:
        return _cached()
    if CACHE_KEY not in read:
        read[CACHE_KEY] = _cached()
    return read[CACHE_KEY]


def _cached() -> Mapping[str, Any]:
    try:
        known: dict[str, Any] | None = cache.get(CACHE_KEY)
        if known is None:
            known = _rows()
            cache.set(CACHE_KEY, known, CACHE_SECONDS)
    except (RedisError, OSError):  # without the cache server pages still know their settings
        return _rows()
    return known


def _rows() -> dict[str, Any]:
    return dict(
        Setting.objects.filter(key__in=list(registry.declared_settings())).values_list("key", "value")
    )


def forget() -> None:
    """The next reader asks the database again."""
    read = _read.get()
    if read is not None:
        read.clear()
    cache.delete(CACHE_KEY)


def _begin(**_: object) -> None:
    _read.set({})


def _end(**_: object) -> None:
    _read.set(None)


request_started.connect(_begin, dispatch_uid="office.settings.begin")
request_finished.connect(_end, dispatch_uid="office.settings.end")
