"""Sets what the coordinator may set; what the law says is code and never appears here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.settings_store.known import reason_against_value
from pasocial.office.record.settings_store.models import Setting
from pasocial.office.record.settings_store.queries import forget
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def change_setting(*, key: str, value: Any, by: Actor, at: datetime) -> None:
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
    forget()
    transaction.on_commit(forget, robust=True)


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default
