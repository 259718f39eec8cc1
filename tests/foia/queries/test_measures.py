"""Yearly figures: true, and about nobody."""

from __future__ import annotations

from datetime import timedelta

from foia.operations import answering
from foia.queries.measures import figures, late_answers, pace, years
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY, REFUSED_ITEM


def test_figures_of_a_year(answered_request, filed_request, django_assert_num_queries):
    for _number in range(6):
        answered_request()
    for _number in range(5):
        answered_request(outcome="refused", items=(REFUSED_ITEM,))
    filed_request()
    filed_request(is_test=True)
    with django_assert_num_queries(6):
        found = figures(2026)
    assert (found.received, found.answered, found.still_open) == (12, 11, None)
    assert found.by_outcome["granted"] == 6
    assert found.by_outcome["refused"] == 5
    assert found.by_kind["generalised"] == 12
    assert found.by_ground == {"economic_interests": 5}
    assert (found.median_days, found.slowest_tenth_days, found.on_time_share) == (0.0, 0, 1.0)
    assert found.per_month == [0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert (found.reviews, found.overturned_share, found.average_face) == (0, None, None)
    assert (found.appeals, found.appeals_won_share) == (0, None)
    assert years() == [2026]


def test_few_answers_show_no_days_and_no_opinion(answered_request):
    for _number in range(4):
        request = answered_request()
        answering.rate(request_id=request.pk, face=1, by=Actor.citizen(), at=MONDAY)
    found = figures(2026)
    assert (found.answered, found.median_days, found.on_time_share) == (None, None, None)
    assert (found.ratings, found.average_face) == (None, None)


def test_an_empty_year_is_a_year(db):
    assert figures(2020).received == 0


def test_desk_sees_how_it_stands(filed_request, answered_request):
    filed_request()
    answered_request()
    later = MONDAY.date() + timedelta(days=31)
    assert pace(MONDAY.date()) == {"owed": 1, "late": 0, "next_due_on": MONDAY.date() + timedelta(days=30)}
    assert pace(later) == {"owed": 1, "late": 1, "next_due_on": None}
    assert late_answers(2026) == 0
