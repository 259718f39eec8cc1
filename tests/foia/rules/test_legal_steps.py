"""When the rarer steps may be recorded; the days are those of the law."""

from __future__ import annotations

from datetime import date

import pytest

from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.legal_steps import (
    court_pending,
    gap_notice_by,
    gap_open,
    reasons_against_arrival,
    reasons_against_court_appeal,
    reasons_against_gap_completion,
    reasons_against_gap_notice,
)
from foia.rules.states import State

K = FactKind
FILED = [Fact(K.FILED, date(2026, 5, 4))]
DOCUMENTARY = [Fact(K.FILED, date(2026, 9, 1))]
TODAY = date(2026, 9, 30)


def codes(reasons):
    return [one.code for one in reasons]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"on": date(2026, 5, 4)}, []),
        ({"on": date(2026, 5, 3)}, ["day_too_early"]),
        ({"on": date(2026, 10, 1)}, ["day_in_future"]),
        ({"from_body": " R"}, ["body_missing"]),
        ({"presented_on": date(2026, 4, 20)}, []),
        ({"presented_on": date(2026, 5, 12)}, ["day_too_early"]),
        ({"presented_on": date(2026, 10, 2)}, ["day_too_early", "day_in_future"]),
        ({"state": State.ANSWERED}, ["not_open"]),
        ({"facts": [*FILED, Fact(K.RECEIVED_FROM_OTHER_BODY, date(2026, 5, 6))]}, ["arrival_known"]),
    ],
)
def test_arrival_from_another_body(changes, expected):
    given = {
        "state": State.IN_PROGRESS,
        "facts": FILED,
        "from_body": "Regione",
        "on": date(2026, 5, 11),
        "presented_on": None,
        **changes,
    }
    state, facts, body = given.pop("state"), given.pop("facts"), given.pop("from_body")
    assert codes(reasons_against_arrival(state, facts, body, **given, today=TODAY)) == expected


def test_day_of_presentation_is_not_after_what_happened_since():
    facts = [*FILED, Fact(K.IDENTIFIED, date(2026, 5, 5))]
    reasons = reasons_against_arrival(
        State.IN_PROGRESS, facts, "Regione", on=date(2026, 5, 11), presented_on=date(2026, 5, 6), today=TODAY
    )
    assert codes(reasons) == ["day_too_late"]


def test_gap_is_pointed_out_within_ten_days_of_receipt():
    # Received 1 September 2026: notice by the 11th (DPR 184/2006 art. 6(5)).
    assert gap_notice_by(DOCUMENTARY) == date(2026, 9, 11)
    # Came from another body: from the day it reached us. 12 September + 10 = Tuesday 22.
    assert gap_notice_by([*DOCUMENTARY, Fact(K.RECEIVED_FROM_OTHER_BODY, date(2026, 9, 12))]) == date(
        2026, 9, 22
    )
    # 4 October 2026 is a Sunday and the national feast: the tenth day moves to Monday.
    assert gap_notice_by([Fact(K.FILED, date(2026, 9, 24))]) == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"on": date(2026, 9, 12)}, ["gap_notice_late"]),
        ({"on": date(2026, 8, 31)}, ["day_too_early"]),
        ({"kind": AccessKind.GENERALISED}, ["no_gap_notice"]),
        ({"state": State.ANSWERED}, ["not_open"]),
        ({"facts": [*DOCUMENTARY, Fact(K.GAP_NOTICE, date(2026, 9, 3))]}, ["gap_noticed"]),
    ],
)
def test_gap_notice(changes, expected):
    given = {
        "kind": AccessKind.DOCUMENTARY,
        "state": State.IN_PROGRESS,
        "facts": DOCUMENTARY,
        "on": date(2026, 9, 11),
        **changes,
    }
    kind, state, facts = (given.pop(name) for name in ("kind", "state", "facts"))
    assert codes(reasons_against_gap_notice(kind, state, facts, **given, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ([], date(2026, 9, 20), ["no_gap_open"]),
        ([Fact(K.GAP_NOTICE, date(2026, 9, 10))], date(2026, 9, 20), []),
        ([Fact(K.GAP_NOTICE, date(2026, 9, 10))], date(2026, 9, 9), ["day_too_early"]),
        (
            [Fact(K.GAP_NOTICE, date(2026, 9, 10)), Fact(K.GAP_COMPLETED, date(2026, 9, 12))],
            date(2026, 9, 20),
            ["no_gap_open"],
        ),
    ],
)
def test_gap_is_completed_once_after_its_notice(facts, on, expected):
    known = [*DOCUMENTARY, *facts]
    assert codes(reasons_against_gap_completion(State.IN_PROGRESS, known, on=on, today=TODAY)) == expected
    assert (gap_open(known) is None) == ("no_gap_open" in expected)


def test_one_court_at_a_time_and_its_end_frees_the_next():
    served = Fact(K.COURT_SERVED, date(2026, 6, 1))
    why = "TAR Piemonte, R.G. 123/2026"

    def against(facts, state=State.ANSWERED, text=why):
        return codes(
            reasons_against_court_appeal(state, [*FILED, *facts], text, on=date(2026, 6, 20), today=TODAY)
        )

    assert against([]) == against([], State.IN_PROGRESS) == []
    assert against([served]) == ["court_pending"]
    for end in (K.REJECTED_BY_COURT, K.REOPENED_BY_COURT):
        assert against([served, Fact(end, date(2026, 6, 10))]) == []
    assert court_pending([served]) == served
    assert against([], State.WITHDRAWN) == ["nothing_to_appeal"]
    assert against([], text="TAR") == ["text_length"]
