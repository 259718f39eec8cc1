"""Asks the clock: what is due when, for one request and for the whole desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from foia.models import Fact, Request, Review
from foia.rules import facts as legal
from foia.rules.clock import Clock, DutyClock, ReviewClock, read_clock, read_duty_clock, read_review_clock
from foia.rules.kinds import AccessKind
from foia.rules.states import OPEN, State
from pasocial.office import settings_store

# The office still owes an answer. Granted over an opposition it was given: only the documents come later.
OWED = frozenset({*OPEN, State.APPROVED})


def legal_facts(rows: Iterable[Fact]) -> list[legal.Fact]:
    """Stored facts as the rules read them; a voided fact and the one that voids it say nothing.

    `detail["reference"]` says which one a fact is about. A remedy that a party served is named by its own row, or by
    the row it corrects, so that a closing recorded before the correction still finds it.
    """
    known = list(rows)
    void = {row.voids_id for row in known if row.voids_id}
    corrected = {row.pk: row.voids_id for row in known if row.voids_id}

    def reference(row: Fact) -> str:
        if row.kind != legal.FactKind.PARTY_REMEDY_SERVED:
            return str(row.detail.get("reference", ""))
        first = row.pk
        while first in corrected:
            first = corrected[first]
        return str(row.detail.get("reference", first))

    return [
        legal.Fact(legal.FactKind(row.kind), row.on, str(row.party_id or ""), reference(row))
        for row in known
        if row.pk not in void and row.kind in legal.FactKind._value2member_map_
    ]


def facts_of(request: Request) -> list[legal.Fact]:
    """The facts of one request; uses what was prefetched."""
    return legal_facts(request.facts.all())


def reading(request: Request, today: date) -> Clock:
    """The clock of one request as the law reads it today. ValueError when no fact says it was received."""
    facts = legal.of_this_round(facts_of(request))
    return read_clock(AccessKind(request.kind), facts, today, settings_store.patron_day())


def duty(request: Request, today: date) -> DutyClock | None:
    """The clock of the decision that is owed again, or was; None for a case that was never reopened."""
    return read_duty_clock(facts_of(request), today, settings_store.patron_day())


def review_reading(review: Review, today: date) -> ReviewClock:
    """The clock of a review, from the review's own facts; one not stored yet is the last."""
    earlier = sum(review.pk is None or one.pk < review.pk for one in review.request.reviews.all())
    return review_clock_of(facts_of(review.request), earlier, today)


def review_clock_of(known: Iterable[legal.Fact], earlier: int, today: date) -> ReviewClock:
    """The clock of the review that came after `earlier` others, from all the facts of its request."""
    facts = legal.of_each_review(known)[earlier]
    return read_review_clock(facts, today, settings_store.patron_day())


def owed() -> QuerySet[Request]:
    """Requests the office still has to answer, most urgent first; tests are no debt."""
    return Request.objects.filter(state__in=OWED, is_test=False).defer("search").order_by("due_on", "id")


def late(today: date) -> QuerySet[Request]:
    """Owed although the term has passed."""
    return owed().filter(due_on__lt=today)


def due_within(days: int, today: date) -> QuerySet[Request]:
    """Owed from today to that many days ahead, both included."""
    return owed().filter(due_on__gte=today, due_on__lte=today + timedelta(days=days))
