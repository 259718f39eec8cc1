"""Sets what the coordinator may set; what the law says is code and never appears here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.settings_store.known import IMPERSONAL, reason_against_value
from pasocial.office.record.settings_store.models import Setting
from pasocial.office.record.settings_store.queries import forget
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def change_setting(*, key: str, value: Any, by: Actor, at: datetime) -> None:
    """Sets one value; one trail entry. It tells old and new where they are numbers, days or choices: a text may be a
    person's name or address, and the trail holds none."""
    insist(reason_against_value(key, value))
    new = list(value) if isinstance(value, tuple) else value
    before = Setting.objects.select_for_update().filter(key=key).first()
    known = registry.declared_settings()[key]
    old = before.value if before else _plain(known.default)
    if old == new:
        return
    Setting.objects.update_or_create(
        key=key, defaults={"value": new, "changed_at": at, "user_id": by.user_id}
    )
    changed = {"changed": {key: [old, new]}} if known.kind in IMPERSONAL else {}
    record(
        event=OfficeEvent.SETTING_CHANGED,
        about=f"office.setting:{key}",
        by=by,
        at=at,
        note={"key": key} | changed,
    )
    forget()
    transaction.on_commit(forget, robust=True)


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default
