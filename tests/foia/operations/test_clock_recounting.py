"""A new holiday of the town: page, list and check agree again, whoever waits first, and nothing is lost half way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from foia.models import AccessRequest, ClockRecount, Decision, Review
from foia.operations import answering, ombudsman, parties, review
from foia.operations import clock_recounting as recounting
from foia.queries.recounts import clock_recount_tile
from foia.rules.outcomes import Outcome
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from tests import fixtures
from tests.foia.conftest import MONDAY, REFUSED_ITEM, ROME, a_party

BY = Actor.system("test")
SOON = MONDAY + timedelta(days=1)
LATER = SOON + recounting.SETTINGS_REMEMBERED_FOR
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settings_forgotten() -> Iterator[None]:
    yield
    settings_store.forget()


def patron_on(day: tuple[int, int] | None) -> None:
    change_setting(key="patron_day", value=day, by=BY, at=SOON)


def recount() -> ClockRecount:
    run = recounting.begin_recount(by=BY, at=SOON)
    while recounting.recompute_next(by=BY, at=LATER):
        pass
    run.refresh_from_db()
    return run


def checked() -> str:
    out = StringIO()
    try:
        call_command("check_clocks", stdout=out)
    except CommandError as differs:
        return str(differs)
    return out.getvalue().strip()


def test_new_patron_day_moves_every_clock_that_ends_on_it(
    filed_request: Callable[..., AccessRequest], answered_request: Callable[..., AccessRequest]
) -> None:
    waiting, other = filed_request(), filed_request(at=MONDAY + timedelta(days=1))
    answered = answered_request(subject="Spesa per le fontane")
    assert [one.due_on for one in (waiting, other, answered)] == [
        date(2026, 4, 1),
        date(2026, 4, 2),
        date(2026, 4, 1),
    ]
    patron_on((4, 1))
    assert checked() == "4 differences in 3 clocks."  # the due day and the target of two requests
    run = recount()
    for one in (waiting, other, answered):
        one.refresh_from_db()
    assert [one.due_on for one in (waiting, other, answered)] == [date(2026, 4, 2)] * 3
    assert checked() == "3 clocks agree with their facts."
    assert (run.state, run.requests, run.counted, run.moved) == ("done", 3, 3, 2)
    assert [item.due_on for item in about(waiting.about)] == [date(2026, 4, 2)]
    last = history_of(waiting.about).last()
    assert (last.event, last.note) == (
        "foia.request.clock_recomputed",
        {"due_from": "2026-04-01", "due_to": "2026-04-02"},
    )
    assert history_of(other.about).last().event == "foia.request.filed"
    patron_on(None)
    recount()
    waiting.refresh_from_db()
    assert (waiting.due_on, checked()) == (date(2026, 4, 1), "3 clocks agree with their facts.")


def test_reviews_and_the_ombudsmans_work_follow(answered_request, desk) -> None:
    reviewed = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    review.ask_review(
        request_id=reviewed.pk, grounds="Il danno non è spiegato affatto.", by=desk.by_rpct, at=MONDAY
    )
    appealed = answered_request(subject="Spesa delle fontane", outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    ombudsman.record_appeal(request_id=appealed.pk, by=desk.by_head, at=MONDAY)
    ombudsman.record_ruling(
        request_id=appealed.pk, why="Il danno non è spiegato affatto.", by=desk.by_head, at=MONDAY
    )
    assert (Review.objects.get().due_on, about(appealed.about).last().due_on) == (
        date(2026, 3, 23),
        date(2026, 4, 1),
    )
    patron_on((3, 23))
    recount()
    assert Review.objects.get().due_on == date(2026, 3, 24)
    assert [item.due_on for item in about(reviewed.about) if item.kind == "review"] == [date(2026, 3, 24)]
    patron_on((4, 1))
    recount()
    assert [item.due_on for item in about(appealed.about) if item.kind == "ombudsman"] == [date(2026, 4, 2)]
    assert checked() == "3 clocks agree with their facts."


def test_who_still_waits_comes_first_and_a_lost_worker_loses_one_batch(
    filed_request: Callable[..., AccessRequest], answered_request: Callable[..., AccessRequest]
) -> None:
    answered = answered_request()
    first, second = filed_request(subject="Spesa per le fontane"), filed_request(subject="Spesa per le mense")
    patron_on((4, 1))
    run = recounting.begin_recount(by=BY, at=SOON)
    assert recounting.recompute_next(by=BY, at=SOON, at_once=1) is True
    sid = transaction.savepoint()
    recounting.recompute_next(by=BY, at=SOON, at_once=1)
    transaction.savepoint_rollback(sid)  # the worker was killed before it could commit
    run.refresh_from_db()
    for one in (answered, first, second):
        one.refresh_from_db()
    assert (run.counted, run.moved, run.last_request) == (1, 1, first.pk)
    assert [one.due_on.day for one in (first, second, answered)] == [2, 1, 1]
    while recounting.recompute_next(by=BY, at=SOON, at_once=1):
        pass
    run.refresh_from_db()
    second.refresh_from_db()
    answered.refresh_from_db()
    # All is read; what somebody may have written with the former day is looked at once more, a little later.
    assert (run.state, run.phase, run.missing) == ("running", "again", 0)
    assert [one.due_on.day for one in (second, answered)] == [2, 2]
    AccessRequest.objects.filter(pk=first.pk).update(due_on=date(2026, 4, 1))
    while recounting.recompute_next(by=BY, at=LATER):
        pass
    run.refresh_from_db()
    first.refresh_from_db()
    assert (run.state, run.ended_at, first.due_on) == ("done", LATER, date(2026, 4, 2))


def test_recount_goes_by_the_day_stored_and_not_by_what_a_worker_remembers(
    filed_request: Callable[..., AccessRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    request = filed_request()
    patron_on((4, 1))
    monkeypatch.setattr(settings_store, "patron_day", lambda: None)
    recount()
    request.refresh_from_db()
    assert request.due_on == date(2026, 4, 2)


def test_newer_day_replaces_a_recount_that_was_going_on(filed_request: Callable[..., AccessRequest]) -> None:
    request = filed_request()
    patron_on((4, 1))
    old = recounting.begin_recount(by=BY, at=SOON)
    patron_on((4, 2))
    recount()
    old.refresh_from_db()
    request.refresh_from_db()
    assert (old.state, old.counted, request.due_on) == ("replaced", 0, date(2026, 4, 1))


def test_held_decision_leaves_on_the_next_working_day(taken_request, desk) -> None:
    request = taken_request()
    party = a_party(request, desk)
    parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
    step = {"party_id": party.pk, "on": MONDAY.date(), "by": desk.by_editor, "at": MONDAY}
    parties.record_notice_received(**step)
    parties.record_opposition(text="Svelerebbe i nostri prezzi.", **step)
    answering.draft_decision(
        request_id=request.pk,
        outcome=Outcome.GRANTED,
        reasons="La spesa è pubblica: prezzi complessivi, non unitari.",
        items=(),
        answer_text="La spesa è di 24.300 euro.",
        by=desk.by_editor,
        at=SOON,
    )
    answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=SOON)
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=SOON)
    answering.send_decision(request_id=request.pk, by=BY, at=SOON + timedelta(seconds=20))
    parties.record_grant_received(**{**step, "on": SOON.date(), "at": LATER})
    decision = Decision.objects.get(request=request)
    # Told on Tuesday 3 March: from Thursday the 19th.
    assert decision.leaves_at.astimezone(ROME) == datetime(2026, 3, 19, 9, 0, tzinfo=ROME)
    patron_on((3, 19))
    assert recount().moved == 1
    decision.refresh_from_db()
    assert decision.leaves_at.astimezone(ROME) == datetime(2026, 3, 20, 9, 0, tzinfo=ROME)
    assert [item.due_on for item in about(request.about)] == [date(2026, 3, 20)]


def test_coordinator_sees_how_far_it_is(filed_request: Callable[..., AccessRequest]) -> None:
    filed_request()
    filed_request(subject="Spesa per le fontane")
    who, other = fixtures.coordinator(), fixtures.user_with("newsroom", "viewer")
    assert clock_recount_tile(who) is None
    patron_on((4, 1))
    recounting.begin_recount(by=BY, at=SOON)
    recounting.recompute_next(by=BY, at=SOON, at_once=1)
    tile = clock_recount_tile(who)
    assert tile is not None
    assert (tile["count"], tile["note"]) == (1, "1 di 2 ricalcolate, 1 cambiate")
    assert clock_recount_tile(other) is None
    while recounting.recompute_next(by=BY, at=LATER):
        pass
    assert clock_recount_tile(who) is None
