"""Two people never overwrite one another silently: an operation holds its row, and adds one to its version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy

from pasocial.office.record.trail.queries import history_of
from pasocial.office.record.versions.rules import reason_against_stale
from pasocial.refusal import Refusal, Refused, Words

Row = TypeVar("Row", bound=Model)

_SOMEONE = {
    "citizen": gettext_lazy("il richiedente"),
    "system": gettext_lazy("il sistema"),
}


class Stale(Refused):
    """The thing changed since the page was opened. `current` is the row as it is now.

    `changed_by` is who did it, in words; `changed_at` the moment; `event` the last thing recorded.
    """

    def __init__(
        self,
        refusal: Refusal,
        current: Any,
        event: str = "",
        changed_by: Words = "",
        changed_at: datetime | None = None,
    ) -> None:
        self.current = current
        self.event = event
        self.changed_by = changed_by
        self.changed_at = changed_at
        super().__init__(refusal)


def hold(
    rows: QuerySet[Row],
    pk: int,
    version: int | None = None,
    about: Callable[[Row], str] = attrgetter("about"),
) -> Row:
    """One of `rows` under its row lock. Raises Stale when `version` is not the row's, DoesNotExist for none.

    `about`: the reference by which the trail knows it. Only the row itself is locked, not what it is selected with.
    """
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    if version is not None:
        now: int = row.version  # type: ignore[attr-defined]
        if version != now:
            raise _stale(row, version, now, about(row))
    return row


def keep(row: Model, *fields: str) -> None:
    """Saves the named fields and adds one to the version; the last step of every operation on a thing."""
    row.version += 1  # type: ignore[attr-defined]
    row.save(update_fields=[*dict.fromkeys(fields), "version"])


def _stale(row: Model, seen: int, now: int, about: str) -> Stale:
    last = history_of(about).last()
    who: Words = ""
    if last is not None:
        user = get_user_model().objects.filter(pk=last.user_id).first() if last.user_id else None
        who = str(user) if user else _SOMEONE.get(last.actor_kind, gettext_lazy("un'altra persona"))
    at = last.happened_at if last is not None else None
    refusal = reason_against_stale(seen, now, changed_by=who, changed_at=at)
    assert refusal is not None
    return Stale(refusal, row, last.event if last is not None else "", who, at)
