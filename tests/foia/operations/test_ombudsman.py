"""The ombudsman's two clocks: asked, found unlawful, then confirmed in time or granted because nobody did."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from foia.models import RecordedFact
from foia.operations import appeals, correcting, ombudsman, reopening, review
from foia.operations.concurrency import Stale
from foia.queries.deadlines import facts_of, ombudsman_reading
from foia.rules.ombudsman import Stage, stage_of
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import REFUSED_ITEM, ROME

US = Actor.system("foia")
FOUND = "Il danno ai prezzi non è spiegato per ogni documento."
WHY = "I prezzi unitari svelerebbero ai concorrenti come lavora il fornitore."


def moment(day: int, month: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=ROME)


@pytest.fixture
def refused(answered_request):
    return answered_request(at=moment(20, 4), outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))


@pytest.fixture
def asked(refused, desk):
    """Presented to the ombudsman on 5 May 2026: she decides by 4 June."""
    ombudsman.record_appeal(request_id=refused.pk, on=date(2026, 5, 5), by=desk.by_head, at=moment(6, 5))
    return refused


@pytest.fixture
def found(asked, desk):
    """She told us on 1 June that the refusal is unlawful: to be confirmed by 1 July."""
    ombudsman.record_ruling(
        request_id=asked.pk, why=FOUND, on=date(2026, 6, 1), by=desk.by_head, at=moment(2, 6)
    )
    return asked


def open_items(request) -> list[tuple[str, date]]:
    return [(item.kind, item.due_on) for item in about(request.about) if item.state != "done"]


def test_both_clocks_and_the_work_they_open(asked, desk):
    clock = ombudsman_reading(asked)
    assert (clock.due_on, clock.confirm_by, open_items(asked)) == (date(2026, 6, 4), None, [])
    assert history_of(asked.about).last().note == {"on": "2026-05-05", "due_on": "2026-06-04"}
    ombudsman.record_ruling(
        request_id=asked.pk, why=FOUND, on=date(2026, 6, 1), by=desk.by_head, at=moment(2, 6)
    )
    clock = ombudsman_reading(asked)
    assert (clock.confirm_by, clock.granted_from) == (date(2026, 7, 1), date(2026, 7, 2))
    assert open_items(asked) == [("ombudsman", date(2026, 7, 1))]
    assert history_of(asked.about).last().note == {"on": "2026-06-01", "confirm_by": "2026-07-01"}


def test_refusal_confirmed_on_the_last_day_stands(found, desk):
    message = ombudsman.confirm_refusal(request_id=found.pk, why=WHY, by=desk.by_head, at=moment(1, 7, 23))
    found.refresh_from_db()
    assert (message.purpose, message.body, found.state) == ("refusal_confirmed", WHY, State.ANSWERED)
    assert (stage_of(facts_of(found)), open_items(found)) == (Stage.CONFIRMED, [])
    assert ombudsman.grant_all_for_silence(by=US, at=moment(2, 7)) == 0


def test_silence_grants_access_on_the_day_after(found, desk):
    assert ombudsman.grant_all_for_silence(by=US, at=moment(1, 7, 23)) == 0
    assert ombudsman.grant_all_for_silence(by=US, at=moment(2, 7, 6)) == 1
    assert ombudsman.grant_all_for_silence(by=US, at=moment(2, 7, 7)) == 0
    found.refresh_from_db()
    assert (found.state, found.due_on, stage_of(facts_of(found))) == (
        State.IN_PROGRESS,
        date(2026, 8, 1),
        Stage.GRANTED,
    )
    [fact] = found.facts.filter(kind="reopened_by_ombudsman")
    assert fact.on == date(2026, 7, 2)
    last = history_of(found.about).last()
    assert (last.event, last.actor_kind, last.note) == (
        "foia.request.reopened",
        "system",
        {"basis": "ombudsman", "due_on": "2026-08-01", "silence": True},
    )
    assert open_items(found) == [("request", date(2026, 8, 1))]


def test_confirmation_after_its_day_is_refused(found, desk):
    with pytest.raises(Refused) as caught:
        ombudsman.confirm_refusal(request_id=found.pk, why=WHY, by=desk.by_head, at=moment(2, 7))
    assert (caught.value.refusal.code, RecordedFact.objects.filter(kind="refusal_confirmed").count()) == (
        "confirmation_late",
        0,
    )


def test_we_may_yield_before_the_term(found, desk):
    reopening.reopen_case(
        request_id=found.pk,
        basis="ombudsman",
        why=FOUND,
        on=date(2026, 6, 10),
        by=desk.by_head,
        at=moment(10, 6),
    )
    assert stage_of(facts_of(found)) is Stage.GRANTED
    assert ombudsman.grant_all_for_silence(by=US, at=moment(3, 7)) == 0


def test_lost_appeal_ends_it_and_a_finding_without_appeal_is_refused(asked, desk):
    appeals.record_rejected_appeal(
        request_id=asked.pk,
        judge="ombudsman",
        why="Il rifiuto era motivato, dice.",
        on=date(2026, 6, 1),
        by=desk.by_head,
        at=moment(2, 6),
    )
    with pytest.raises(Refused) as caught:
        ombudsman.record_ruling(request_id=asked.pk, why=FOUND, by=desk.by_head, at=moment(3, 6))
    assert caught.value.refusal.code == "ombudsman_not_asked"


def test_case_is_not_closed_while_the_ombudsman_is_awaited(asked, desk):
    assert review.close_expired(by=US, at=moment(25, 6)) == 0
    correcting.correct_fact(
        fact_id=asked.facts.get(kind="ombudsman_filed").pk,
        on=None,
        why="Era il ricorso di un altro caso.",
        by=desk.by_head,
        at=moment(25, 6),
    )
    assert review.close_expired(by=US, at=moment(25, 6)) == 1


def test_mistyped_day_of_the_finding_moves_the_day_of_confirmation(found, desk):
    correcting.correct_fact(
        fact_id=found.facts.get(kind="ombudsman_told_us").pk,
        on=date(2026, 6, 3),
        why="La PEC è del 3 giugno.",
        by=desk.by_head,
        at=moment(4, 6),
    )
    assert ombudsman_reading(found).confirm_by == date(2026, 7, 3)
    assert open_items(found) == [("ombudsman", date(2026, 7, 3))]


def test_stale_page_records_nothing(refused, desk):
    with pytest.raises(Stale):
        ombudsman.record_appeal(
            request_id=refused.pk, on=date(2026, 5, 5), by=desk.by_head, at=moment(6, 5), version=1
        )
    assert RecordedFact.objects.filter(kind="ombudsman_filed").count() == 0
