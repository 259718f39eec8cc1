"""From another body, something missing, before the court: the days of the law, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from foia.models import Message
from foia.operations import appeals, legal_steps, publication, review, triage
from foia.operations.concurrency import Stale
from foia.queries.deadlines import facts_of, reading, standing
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from tests.foia.conftest import REFUSED_ITEM, ROME

US = Actor.system("foia")
WORDS = "Manca la spiegazione del tuo interesse al documento."


def moment(day: int, month: int) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=ROME)


def facts(request) -> list[tuple[str, date]]:
    return [(row.kind, row.on) for row in standing(request.facts.all())]


@contextmanager
def refused_with(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.refusal.code == code


def test_request_presented_elsewhere_is_due_from_the_day_it_came_here(taken_request, desk):
    # Presented to another administration on 4 May 2026, here on the 11th: due 10 June.
    request = taken_request(at=moment(4, 5))
    assert request.due_on == date(2026, 6, 3)
    legal_steps.record_arrival(
        request_id=request.pk,
        from_body=" Provincia  di Esempio ",
        on=date(2026, 5, 11),
        by=desk.by_editor,
        at=moment(12, 5),
    )
    request.refresh_from_db()
    [item] = about(request.about)
    assert (request.received_on, request.due_on, item.due_on) == (
        date(2026, 5, 4),
        date(2026, 6, 10),
        date(2026, 6, 10),
    )
    [fact] = request.facts.filter(kind="received_from_other_body")
    assert (fact.on, fact.detail) == (date(2026, 5, 11), {"from": "Provincia di Esempio"})
    last = history_of(request.about).last()
    assert (last.event, last.note) == (
        "foia.request.received_from_other_body",
        {
            "on": "2026-05-11",
            "presented_on": "2026-05-04",
            "due_from": "2026-06-03",
            "due_to": "2026-06-10",
        },
    )


def test_case_registered_on_arrival_gets_its_first_day_back(taken_request, desk):
    request = taken_request(at=moment(11, 5))
    legal_steps.record_arrival(
        request_id=request.pk,
        from_body="Provincia di Esempio",
        on=date(2026, 5, 11),
        presented_on=date(2026, 5, 4),
        by=desk.by_editor,
        at=moment(12, 5),
    )
    request.refresh_from_db()
    assert (request.received_on, request.received_at.astimezone(ROME).date(), request.due_on) == (
        date(2026, 5, 4),
        date(2026, 5, 4),
        date(2026, 6, 10),
    )
    assert facts(request) == [
        ("filed", date(2026, 5, 4)),
        ("received_from_other_body", date(2026, 5, 11)),
    ]
    assert request.facts.filter(kind="filed").count() == 2
    assert [line.code for line in reading(request, date(2026, 5, 12)).lines][:2] == [
        "misdirected",
        "received",
    ]


def test_wrong_office_of_ours_moves_nothing(taken_request, desk):
    request = taken_request(at=moment(4, 5))
    triage.set_holder(request_id=request.pk, holder="Ufficio cultura", by=desk.by_editor, at=moment(11, 5))
    request.refresh_from_db()
    assert request.due_on == date(2026, 6, 3)


def test_gap_starts_the_term_again_when_completed(taken_request, desk):
    request = taken_request(at=moment(1, 9), kind="documentary", motive="Ho partecipato al concorso.")
    assert request.due_on == date(2026, 10, 1)
    message = legal_steps.notice_gap(request_id=request.pk, words=WORDS, by=desk.by_editor, at=moment(11, 9))
    assert (message.purpose, message.direction, message.body) == ("gap", "out", WORDS)
    request.refresh_from_db()
    # Incomplete it has no day: it is late in no list.
    assert (reading(request, date(2026, 9, 15)).paused, request.due_on) == (True, None)
    legal_steps.complete_gap(request_id=request.pk, on=date(2026, 9, 20), by=desk.by_editor, at=moment(21, 9))
    request.refresh_from_db()
    [item] = about(request.about)
    assert (request.due_on, item.due_on) == (date(2026, 10, 20), date(2026, 10, 20))
    assert history_of(request.about).last().note == {
        "on": "2026-09-20",
        "due_from": None,
        "due_to": "2026-10-20",
    }


def test_gap_pointed_out_too_late_sends_nothing(taken_request, desk):
    request = taken_request(at=moment(1, 9), kind="documentary", motive="Ho partecipato al concorso.")
    with refused_with("gap_notice_late"):
        legal_steps.notice_gap(request_id=request.pk, words=WORDS, by=desk.by_editor, at=moment(12, 9))
    # On paper in time, recorded later.
    legal_steps.notice_gap(
        request_id=request.pk, words=WORDS, on=date(2026, 9, 11), by=desk.by_editor, at=moment(14, 9)
    )
    assert Message.objects.filter(purpose="gap").count() == 1
    with refused_with("gap_noticed"):
        legal_steps.notice_gap(request_id=request.pk, words=WORDS, by=desk.by_editor, at=moment(14, 9))


def test_other_kinds_have_no_gap_and_nothing_to_complete(taken_request, desk):
    request = taken_request()
    with refused_with("no_gap_notice"):
        legal_steps.notice_gap(request_id=request.pk, words=WORDS, by=desk.by_editor, at=moment(3, 3))
    with refused_with("no_gap_open"):
        legal_steps.complete_gap(request_id=request.pk, by=desk.by_editor, at=moment(3, 3))


def test_environmental_request_is_extended_within_its_first_thirty_days(taken_request, desk):
    words = "La richiesta è ampia e complessa: rispondiamo entro sessanta giorni."
    request = taken_request(at=moment(1, 10), kind="environmental")
    assert request.due_on == date(2026, 10, 31)
    late = taken_request(at=moment(1, 10), kind="environmental", subject="Misure delle centraline")
    triage.extend(request_id=request.pk, words=words, by=desk.by_editor, at=moment(31, 10))
    request.refresh_from_db()
    assert request.due_on == date(2026, 11, 30)
    with refused_with("extension_useless"):
        triage.extend(request_id=late.pk, words=words, by=desk.by_editor, at=moment(1, 11))
    assert "extension_notified" not in dict(facts(late))


def test_appeal_to_the_court_waits_for_its_outcome_and_keeps_the_case(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    entry = publication.propose_entry(request_id=request.pk, by=US, at=moment(3, 3))
    why = "TAR Piemonte, R.G. 123/2026, notificato per PEC."
    fact = legal_steps.record_court_appeal(
        request_id=request.pk, why=why, on=date(2026, 4, 1), by=desk.by_head, at=moment(2, 4)
    )
    assert (fact.kind, fact.on, fact.detail) == ("court_served", date(2026, 4, 1), {"why": why})
    with refused_with("court_pending"):
        legal_steps.record_court_appeal(request_id=request.pk, why=why, by=desk.by_head, at=moment(3, 4))
    # The time for remedies is over, and the court has not spoken yet.
    assert review.close_expired(by=US, at=moment(1, 6)) == 0
    appeals.record_rejected_appeal(
        request_id=request.pk,
        judge="court",
        why="TAR Piemonte, sentenza 55/2026: infondato.",
        on=date(2026, 6, 10),
        by=desk.by_head,
        at=moment(10, 6),
    )
    entry.refresh_from_db()
    assert (entry.court_outcome, entry.court_notified_on) == ("refused", date(2026, 6, 10))
    assert review.close_expired(by=US, at=moment(20, 7)) == 1


def test_stale_page_records_no_step(taken_request, desk):
    request = taken_request()
    with pytest.raises(Stale):
        legal_steps.record_arrival(
            request_id=request.pk,
            from_body="Regione",
            on=date(2026, 3, 3),
            by=desk.by_editor,
            at=moment(3, 3),
            version=1,
        )
    assert ([fact.kind for fact in facts_of(request)], request.state) == (["filed"], State.IN_PROGRESS)
