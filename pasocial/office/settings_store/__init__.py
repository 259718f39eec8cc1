"""What the coordinator may set, read through the cache: `patron_day()`, `value(key)`, `change(key=…)`.

The law is code and never appears here; only what the law or the circulars leave to the administration does.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import transaction
from redis.exceptions import RedisError

from pasocial.office import registry
from pasocial.office.events import OfficeEvent
from pasocial.office.models import Setting
from pasocial.office.settings_store.known import (
    CHOICE,
    EMAIL,
    LINES,
    NUMBER,
    PHONE,
    TEXT,
    WHOLE,
    YEARLY_DAY,
    YES_NO,
    reason_against_value,
)
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.refusal import insist

__all__ = [
    "CHOICE",
    "EMAIL",
    "LINES",
    "NUMBER",
    "PHONE",
    "TEXT",
    "WHOLE",
    "YEARLY_DAY",
    "YES_NO",
    "change",
    "patron_day",
    "reason_against_value",
    "stored_values",
    "value",
    "values",
]

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


@transaction.atomic
def change(*, key: str, value: Any, by: Actor, at: datetime) -> None:
    """Sets one value; one trail entry that names the key only, since a value may be a person's address."""
    insist(reason_against_value(key, value))
    new = list(value) if isinstance(value, tuple) else value
    before = Setting.objects.select_for_update().filter(key=key).first()
    if (before.value if before else _plain(registry.declared_settings()[key].default)) == new:
        return
    Setting.objects.update_or_create(
        key=key, defaults={"value": new, "changed_at": at, "user_id": by.user_id}
    )
    record(event=OfficeEvent.SETTING_CHANGED, about=f"office.setting:{key}", by=by, at=at, note={"key": key})
    _forget()
    transaction.on_commit(_forget, robust=True)


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


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


def _forget() -> None:
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
