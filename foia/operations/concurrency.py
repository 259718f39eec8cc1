"""What an operation holds of a case, of a line of the register and of a topic, and how it moves their states."""

from __future__ import annotations

from foia.models import AccessRequest, RegisterEntry, Topic
from foia.rules.states import State, Verb, next_state, reason_against_transition
from foia.rules.visibility import (
    STORED,
    VisibilityVerb,
    next_visibility,
    reason_against_visibility,
    visibility_of,
)
from pasocial.office.record.versions.operations import Stale as Stale
from pasocial.office.record.versions.operations import hold as hold_row
from pasocial.office.record.versions.operations import keep as keep
from pasocial.refusal import insist


def hold(*, request_id: int, version: int | None = None) -> AccessRequest:
    """The case with its applicant, without the text-search column, which no operation reads."""
    rows = AccessRequest.objects.select_related("applicant").defer("search")
    return hold_row(rows, request_id, version)


def hold_entry(*, entry_id: int, version: int | None = None) -> RegisterEntry:
    """A line of the register; what changed it stands in the history of its case."""
    rows = RegisterEntry.objects.defer("search")
    return hold_row(rows, entry_id, version, lambda entry: entry.request.about)


def hold_topic(topic_id: int, version: int | None = None) -> Topic:
    return hold_row(Topic.objects.defer("search"), topic_id, version)


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
