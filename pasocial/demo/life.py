"""The clock and the people of the demonstration town: what is done, and what follows from it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from foia.models import AccessRequest
from pasocial.demo.clock import at_the_moment
from pasocial.demo.town import Ask
from pasocial.office.record.trail import operations as trail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of, pending_deliveries
from pasocial.timekeeping import ROME, local_date

US = Actor.system("demo")
# A worker is quick, but not there at once.
REACTION_TIME = timedelta(seconds=2)


class Life:
    """A story told to `now`, the moment it ends; `say` tells how far it is."""

    def __init__(self, now: datetime, say: Callable[[str], None]) -> None:
        self.now = now
        self.today = local_date(now)
        self.say = say
        self.staff: dict[str, Any] = {}
        self.requests: list[tuple[Ask, AccessRequest]] = []

    def actor(self, label: str) -> Actor:
        return Actor.staff(self.staff[label])

    def moment(self, days_ago: float, hour: int = 10, minute: int = 12) -> datetime:
        """A working moment of that day, never later than now."""
        day = self.today - timedelta(days=int(days_ago))
        return min(datetime.combine(day, time(hour, minute), tzinfo=ROME), self.now)

    def then(self, act: Callable[..., Any], **given: Any) -> Any:
        """Does one thing and what follows from it, before the next one happens; never earlier than the last one."""
        if "request_id" in given:
            given["at"] = self.after(f"foia.request:{given['request_id']}", given["at"])
        done = act(**given)
        self.deliver_reactions()
        return done

    def deliver_reactions(self) -> None:
        """Delivers here what a worker would, at the moment of its cause, so that every history reads in order."""
        for _round in range(20):
            owed = list(pending_deliveries().order_by("pk").values_list("pk", "entry__happened_at")[:2000])
            if not owed:
                return
            for pk, happened_at in owed:
                moment = min(happened_at + REACTION_TIME, self.now)
                with at_the_moment(moment):
                    trail.deliver(delivery_id=pk, at=moment)

    def after(self, about: str, moment: datetime) -> datetime:
        """That moment, or just after the last thing that happened there."""
        last = history_of(about).last()
        return moment if last is None else min(max(moment, last.happened_at + REACTION_TIME), self.now)
