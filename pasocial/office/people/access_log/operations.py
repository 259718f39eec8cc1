"""Notes who opens a person's data, and lets go what is older than the body keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from pasocial.office.people.access_log.models import AccessRecord
from pasocial.office.people.access_log.rules import slot_of
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.settings_store.queries import value
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record

PAGE, FILE, API, LOG = AccessRecord.Door.values
# One statement and no object: it stands on the pages opened most.
_INSERT = (
    f"INSERT INTO {AccessRecord._meta.db_table} (user_id, about, part, door, slot, opened_at)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


def note_opening(*, user_id: int, about: str, at: datetime, door: str = PAGE, part: str = "") -> None:
    """One insert; none is added while the same person has the same thing open (ten minutes).

    Reading is no act of the office: it leaves this row and no trail entry.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [user_id, about, part, door, slot_of(at), at])


@transaction.atomic
def forget_old_openings(*, at: datetime) -> int:
    """Removes what is older than the days that the coordinator set; returns how many, and records it if there were."""
    oldest = at - timedelta(days=value("access_log_days"))
    gone, _rows = AccessRecord.objects.filter(opened_at__lt=oldest).delete()
    if gone:
        record(
            event=OfficeEvent.ACCESS_LOG_CLEARED,
            about="office.access_log",
            by=Actor.system("office.access_log"),
            at=at,
            note={"rows": gone, "before": oldest.isoformat()},
        )
    return gone
