"""The appeal to the ombudsman: its table, its two clocks and what may be recorded when (D.Lgs. 33/2013 art. 5(8))."""

from __future__ import annotations

from datetime import date

import pytest

from foia.rules.clock import read_ombudsman_clock
from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.ombudsman import (
    STAGE_LABELS,
    STEPS,
    Stage,
    draw_ombudsman,
    of_each_appeal,
    pending,
    reasons_against_appeal,
    reasons_against_confirming,
    reasons_against_ruling,
    stage_of,
)
from foia.rules.states import State

K = FactKind
BASE = [Fact(K.FILED, date(2026, 3, 2)), Fact(K.ANSWERED, date(2026, 4, 20))]
ASKED = [*BASE, Fact(K.OMBUDSMAN_FILED, date(2026, 5, 5))]
FOUND = [*ASKED, Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1))]
WHY = "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."
TODAY = date(2026, 7, 10)


def codes(reasons):
    return [one.code for one in reasons]


def clock_of(facts):
    return read_ombudsman_clock(of_each_appeal(facts)[-1])


def test_two_clocks_in_a_row():
    assert clock_of(ASKED).due_on == date(2026, 6, 4)
    clock = clock_of(FOUND)
    assert (clock.due_on, clock.confirm_by, clock.granted_from) == (
        date(2026, 6, 4),
        date(2026, 7, 1),
        date(2026, 7, 2),
    )
    assert [clock.granted_on(day) for day in (date(2026, 7, 1), date(2026, 7, 2))] == [False, True]


@pytest.mark.parametrize(
    ("more", "stage"),
    [
        ([], Stage.ASKED),
        ([Fact(K.REJECTED_BY_OMBUDSMAN, date(2026, 6, 1))], Stage.REJECTED),
        ([Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1))], Stage.FOUND),
        (
            [
                Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1)),
                Fact(K.REFUSAL_CONFIRMED, date(2026, 6, 20)),
            ],
            Stage.CONFIRMED,
        ),
        (
            [
                Fact(K.OMBUDSMAN_TOLD_US, date(2026, 6, 1)),
                Fact(K.REOPENED_BY_OMBUDSMAN, date(2026, 7, 2)),
            ],
            Stage.GRANTED,
        ),
        ([Fact(K.REOPENED_BY_OMBUDSMAN, date(2026, 6, 1))], Stage.GRANTED),
    ],
)
def test_facts_lead_along_the_table(more, stage):
    assert stage_of([*ASKED, *more]) is stage
    assert pending([*ASKED, *more]) == (stage in (Stage.ASKED, Stage.FOUND))


def test_end_without_a_beginning_is_no_appeal_of_ours_to_read():
    assert stage_of([*BASE, Fact(K.REJECTED_BY_OMBUDSMAN, date(2026, 6, 1))]) is None


def test_second_appeal_has_its_own_clocks():
    facts = [
        *FOUND,
        Fact(K.REOPENED_BY_OMBUDSMAN, date(2026, 6, 10)),
        Fact(K.ANSWERED_AGAIN, date(2026, 6, 20)),
        Fact(K.OMBUDSMAN_FILED, date(2026, 7, 1)),
    ]
    clock = clock_of(facts)
    assert (stage_of(facts), clock.filed_on, clock.due_on, clock.confirm_by) == (
        Stage.ASKED,
        date(2026, 7, 1),
        date(2026, 7, 31),
        None,
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"kind": AccessKind.DOCUMENTARY}, []),
        ({"kind": AccessKind.SIMPLE_CIVIC}, ["no_ombudsman"]),
        ({"on": date(2026, 4, 19)}, ["day_too_early"]),
        ({"on": date(2026, 7, 11)}, ["day_in_future"]),
        ({"state": State.WITHDRAWN}, ["nothing_to_appeal"]),
        ({"facts": ASKED}, ["ombudsman_asked"]),
        ({"facts": FOUND}, ["ombudsman_asked"]),
        ({"facts": [*ASKED, Fact(K.REJECTED_BY_OMBUDSMAN, date(2026, 5, 6))]}, []),
        # No answer came: only after its day.
        ({"facts": BASE[:1], "state": State.IN_PROGRESS, "on": date(2026, 4, 1)}, ["still_in_time"]),
        ({"facts": BASE[:1], "state": State.IN_PROGRESS, "on": date(2026, 4, 2)}, []),
    ],
)
def test_appeal_is_recorded_against_an_answer_or_its_absence(changes, expected):
    given = {
        "kind": AccessKind.GENERALISED,
        "state": State.ANSWERED,
        "facts": BASE,
        "on": date(2026, 5, 5),
        **changes,
    }
    reasons = reasons_against_appeal(
        given["kind"],
        given["state"],
        given["facts"],
        on=given["on"],
        due_on=date(2026, 4, 1),
        today=TODAY,
    )
    assert codes(reasons) == expected


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        (ASKED, date(2026, 6, 1), []),
        (ASKED, date(2026, 5, 4), ["day_too_early"]),
        (ASKED, date(2026, 7, 11), ["day_in_future"]),
        (BASE, date(2026, 6, 1), ["ombudsman_not_asked"]),
        (FOUND, date(2026, 6, 2), ["ombudsman_not_asked"]),
    ],
)
def test_finding_follows_an_appeal(facts, on, expected):
    assert codes(reasons_against_ruling(facts, on=on, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("facts", "on", "why", "expected"),
    [
        (FOUND, date(2026, 7, 1), WHY, []),
        (FOUND, date(2026, 7, 2), WHY, ["confirmation_late"]),
        (FOUND, date(2026, 5, 31), WHY, ["day_too_early"]),
        (FOUND, date(2026, 7, 1), "no", ["text_length"]),
        (ASKED, date(2026, 7, 1), WHY, ["nothing_to_confirm"]),
    ],
)
def test_refusal_is_confirmed_in_time_and_with_reasons(facts, on, why, expected):
    assert codes(reasons_against_confirming(facts, clock_of(facts), why, on=on, today=TODAY)) == expected


def test_every_stage_is_drawn_and_named():
    drawn = draw_ombudsman()
    assert set(STAGE_LABELS) == set(Stage)
    assert all(f"{step.source} --> {step.target}: {step.fact}" in drawn for step in STEPS if step.source)


def test_reasons_that_are_too_short_are_told_at_their_field():
    on = date(2026, 6, 20)
    found = reasons_against_confirming(FOUND, clock_of(FOUND), "x", on=on, today=TODAY)
    assert [(one.code, one.field) for one in found] == [("text_length", "why")]
