"""Asks the clock: what is due when, for one request and for the whole desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import EllipsisType

from django.db.models import QuerySet

from foia.models import AccessRequest, RecordedFact, Review
from foia.models.recorded_fact import VOIDED
from foia.rules import facts as legal
from foia.rules.clock import (
    Clock,
    DutyClock,
    OmbudsmanClock,
    ReviewClock,
    read_clock,
    read_duty_clock,
    read_ombudsman_clock,
    read_review_clock,
)
from foia.rules.kinds import AccessKind
from foia.rules.states import OPEN, State
from pasocial.office.record.settings_store import queries as settings_store

# The office still owes an answer. Granted over an opposition it was given: only the documents come later.
OWED = frozenset({*OPEN, State.APPROVED})
# Month and day of the patron saint, None when it does not count. Not given, it is what the settings say.
Patron = tuple[int, int] | None


def standing(rows: Iterable[RecordedFact]) -> list[RecordedFact]:
    """The stored facts that hold, in the order they were recorded; one put right stands where the wrong one stood.

    The rules read what came before a reopening, and which review a fact belongs to, by this order.
    """
    known = list(rows)
    void = {row.voids_id for row in known if row.voids_id}
    if not void:
        return known
    first = _first_of(known)
    return sorted(
        (row for row in known if row.pk not in void and row.kind != VOIDED), key=lambda row: first[row.pk]
    )


def _first_of(known: Iterable[RecordedFact]) -> dict[int, int]:
    """Of each fact the one that was recorded first in its place."""
    first: dict[int, int] = {}
    for row in sorted(known, key=lambda row: row.pk):
        first[row.pk] = first.get(row.voids_id, row.pk) if row.voids_id else row.pk
    return first


def as_legal(row: RecordedFact, first: int) -> legal.Fact:
    """A stored fact as the rules read it. `first`: the id that was first recorded in its place.

    `detail["reference"]` says which one a fact is about. A remedy that a party served is named by its own row, or by
    the row it corrects, so that a closing recorded before the correction still finds it.
    """
    given = first if row.kind == legal.FactKind.PARTY_REMEDY_SERVED else ""
    reference = str(row.detail.get("reference", given))
    return legal.Fact(legal.FactKind(row.kind), row.on, str(row.party_id or ""), reference)


def legal_facts(rows: Iterable[RecordedFact]) -> list[legal.Fact]:
    """Stored facts as the rules read them; a voided fact and the one that voids it say nothing."""
    known = list(rows)
    first = _first_of(known)
    return [
        as_legal(row, first[row.pk])
        for row in standing(known)
        if row.kind in legal.FactKind._value2member_map_
    ]


def facts_of(request: AccessRequest) -> list[legal.Fact]:
    """The facts of one request; uses what was prefetched."""
    return legal_facts(request.facts.all())


def fact_of(request: AccessRequest, fact_id: int) -> RecordedFact | None:
    """One fact of this request as it was recorded, with its party."""
    return request.facts.select_related("party").filter(pk=fact_id).first()


def reading(request: AccessRequest, today: date, patron: Patron | EllipsisType = ...) -> Clock:
    """The clock of one request as the law reads it today. ValueError when no fact says it was received."""
    return reading_of(AccessKind(request.kind), facts_of(request), today, patron)


def reading_of(
    kind: AccessKind, facts: Sequence[legal.Fact], today: date, patron: Patron | EllipsisType = ...
) -> Clock:
    """The same from facts that were asked already."""
    return read_clock(kind, legal.of_this_round(facts), today, _patron(patron))


def duty(request: AccessRequest, today: date, patron: Patron | EllipsisType = ...) -> DutyClock | None:
    """The clock of the decision that is owed again, or was; None for a case that was never reopened."""
    return duty_of(facts_of(request), today, patron)


def duty_of(
    facts: Sequence[legal.Fact], today: date, patron: Patron | EllipsisType = ...
) -> DutyClock | None:
    """The same from facts that were asked already."""
    return read_duty_clock(facts, today, _patron(patron))


def review_reading(review: Review, today: date, patron: Patron | EllipsisType = ...) -> ReviewClock:
    """The clock of a review, from the review's own facts; one not stored yet is the last."""
    earlier = sum(review.pk is None or one.pk < review.pk for one in review.request.reviews.all())
    return review_clock_of(facts_of(review.request), earlier, today, patron)


def review_clock_of(
    known: Iterable[legal.Fact], earlier: int, today: date, patron: Patron | EllipsisType = ...
) -> ReviewClock:
    """The clock of the review that came after `earlier` others, from all the facts of its request."""
    facts = legal.of_each_review(known)[earlier]
    return read_review_clock(facts, today, _patron(patron))


def ombudsman_reading(request: AccessRequest, patron: Patron | EllipsisType = ...) -> OmbudsmanClock | None:
    """The two clocks of the last appeal to the ombudsman; None when there was none."""
    return ombudsman_clock_of(facts_of(request), patron)


def ombudsman_clock_of(
    facts: Iterable[legal.Fact], patron: Patron | EllipsisType = ...
) -> OmbudsmanClock | None:
    """The same from facts that were asked already."""
    appeals = legal.of_each_ombudsman(facts)
    return read_ombudsman_clock(appeals[-1], _patron(patron)) if appeals else None


def _patron(given: Patron | EllipsisType) -> Patron:
    return settings_store.patron_day() if given is ... else given


def reading_if(
    request: AccessRequest, fact_id: int, on: date | None, today: date
) -> tuple[Clock, DutyClock | None]:
    """Both clocks as they would be if one fact were of another day, or (`on=None`) had never happened."""
    rows = standing(request.facts.all())
    known = [
        RecordedFact(pk=row.pk, kind=row.kind, on=on, party_id=row.party_id, detail=row.detail)
        if row.pk == fact_id and on
        else row
        for row in rows
        if row.pk != fact_id or on is not None
    ]
    facts, patron = legal_facts(known), settings_store.patron_day()
    clock = read_clock(AccessKind(request.kind), legal.of_this_round(facts), today, patron)
    return clock, read_duty_clock(facts, today, patron)


def owed() -> QuerySet[AccessRequest]:
    """Requests the office still has to answer, most urgent first; tests are no debt."""
    return (
        AccessRequest.objects.filter(state__in=OWED, is_test=False).defer("search").order_by("due_on", "id")
    )


def late(today: date) -> QuerySet[AccessRequest]:
    """Owed although the term has passed."""
    return owed().filter(due_on__lt=today)


def due_within(days: int, today: date) -> QuerySet[AccessRequest]:
    """Owed from today to that many days ahead, both included."""
    return owed().filter(due_on__gte=today, due_on__lte=today + timedelta(days=days))
