"""Two people never overwrite one another silently: every operation locks its case and adds one to its version."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy

from foia.models import AccessRequest, RegisterEntry
from foia.rules.concurrency import reason_against_stale_case
from foia.rules.states import State, Verb, next_state, reason_against_transition
from foia.rules.visibility import (
    STORED,
    VisibilityVerb,
    next_visibility,
    reason_against_visibility,
    visibility_of,
)
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused, Words, insist


class Stale(Refused):
    """The case changed since the page was opened. `current` is the case as it is now.

    `changed_by` is who did it, in words; `changed_at` the moment; `event` the last thing recorded.
    """

    def __init__(
        self,
        current: AccessRequest | RegisterEntry,
        event: str = "",
        changed_by: Words = "",
        changed_at: datetime | None = None,
    ) -> None:
        self.current = current
        self.event = event
        self.changed_by = changed_by
        self.changed_at = changed_at
        super().__init__(reason_against_stale_case(changed_by, changed_at))


def hold_entry(*, entry_id: int, version: int | None = None) -> RegisterEntry:
    """A line of the register under its row lock. Raises Stale when `version` is not the row's."""
    entry = RegisterEntry.objects.select_for_update(of=("self",)).defer("search").get(pk=entry_id)
    if version is not None and version != entry.version:
        raise _stale(entry, entry.request.about)
    return entry


def hold(*, request_id: int, version: int | None = None) -> AccessRequest:
    """The case under its row lock, with its applicant. Raises Stale when `version` is not the row's.

    The text-search column is left behind: no operation reads it.
    """
    request = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("applicant")
        .defer("search")
        .get(pk=request_id)
    )
    if version is not None and version != request.version:
        raise _stale(request, request.about)
    return request


def keep(request: AccessRequest, *fields: str) -> None:
    """Saves the named fields and adds one to the version; the last step of every operation on a case."""
    request.version += 1
    request.save(update_fields=[*dict.fromkeys(fields), "version"])


def move(request: AccessRequest, verb: Verb) -> State:
    """Follows the table of states or raises Refused; returns the state left. The caller keeps the row."""
    before = State(request.state)
    insist(reason_against_transition(before, verb))
    request.state = next_state(before, verb)
    return before


def move_entry(entry: RegisterEntry, verb: VisibilityVerb) -> None:
    """Follows the register's table or raises Refused. The caller keeps the row; a new line starts from nothing."""
    before = visibility_of(entry.state if entry.pk else "")
    insist(reason_against_visibility(before, verb))
    entry.state = STORED[next_visibility(before, verb)]


_SOMEONE = {
    "citizen": gettext_lazy("Il richiedente"),
    "system": gettext_lazy("Il sistema"),
}


def _stale(current: AccessRequest | RegisterEntry, about: str) -> Stale:
    last = history_of(about).last()
    if last is None:
        return Stale(current)
    user = get_user_model().objects.filter(pk=last.user_id).first() if last.user_id else None
    who: Words = str(user) if user else _SOMEONE.get(last.actor_kind, gettext_lazy("Un'altra persona"))
    return Stale(current, last.event, who, last.happened_at)
