"""A desk that exists in tests only: its reaction is slow and would show at once if it ran twice."""

from enum import StrEnum

from django.db import connection
from django.utils import timezone

from pasocial.office.messaging.notices.operations import write_mail
from pasocial.office.record.registry import Desk, Reaction
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.record.trail.operations import record


class SlowEvent(StrEnum):
    HAPPENED = "slow.thing.happened"
    FOLLOWED = "slow.thing.followed"
    BROKEN = "slow.thing.broken"


def follow(entry: Entry) -> None:
    """Leaves one more entry each time it takes effect, and one mail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.03)")
    record(event=SlowEvent.FOLLOWED, about=entry.about, by=Actor.system("slow"), at=timezone.now())
    write_mail(
        key=f"entry:{entry.pk}:followed",
        about=entry.about,
        template="office/account_notice",
        to=f"{entry.about.replace(':', '.')}@example.org",
        language="it",
        context={"what": entry.about},
        at=timezone.now(),
    )


def break_down(entry: Entry) -> None:
    """Leaves something behind and then fails: what it left must not stay."""
    record(event=SlowEvent.FOLLOWED, about=entry.about, by=Actor.system("slow"), at=timezone.now())
    raise RuntimeError("the reaction broke down")


DESK = Desk(
    code="slow",
    name="Lenta",
    promise="Solo per le prove.",
    events=SlowEvent,
    has_members=False,
    reactions=(
        Reaction(SlowEvent.HAPPENED, "tests.office.record.trail.slow_desk.desk.follow"),
        Reaction(SlowEvent.BROKEN, "tests.office.record.trail.slow_desk.desk.break_down"),
    ),
)
