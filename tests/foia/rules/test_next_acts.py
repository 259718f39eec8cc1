"""What the office has to do next on a case, said with its day."""

from __future__ import annotations

from datetime import date

from foia.rules.clock import read_clock, read_duty_clock
from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.next_acts import next_acts
from foia.rules.states import State

FILED = Fact(FactKind.FILED, date(2026, 3, 2))


def said(
    *facts, state=State.IN_PROGRESS, today=date(2026, 3, 10), kind=AccessKind.GENERALISED, answered=None
):
    known = [FILED, *facts]
    clock, again = read_clock(kind, known, today, None), read_duty_clock(known, today, None)
    return [sentence.text() for sentence in next_acts(state, clock, again, today, answered)]


def test_answer_that_is_owed_says_its_day_and_a_late_one_that_it_is_late():
    assert said() == ["Rispondi entro mercoledì 1° aprile 2026."]
    assert said(today=date(2026, 4, 2)) == [
        "La risposta era dovuta entro mercoledì 1° aprile 2026 ed è in ritardo: decidi e inviala ora."
    ]


def test_parties_window_says_when_it_closes_and_that_it_closed():
    sent = Fact(FactKind.PARTY_NOTICE_SENT, date(2026, 3, 4), "1")
    received = Fact(FactKind.PARTY_NOTICE_RECEIVED, date(2026, 3, 4), "1")
    waiting = said(sent, received, state=State.AWAITING_PARTIES)
    assert waiting == [
        "I controinteressati possono opporsi fino a sabato 14 marzo 2026; poi decidi e rispondi entro sabato 11 aprile 2026."
    ]
    over = said(sent, received, state=State.AWAITING_PARTIES, today=date(2026, 3, 16))
    assert over == [
        "Il tempo dei controinteressati è finito sabato 14 marzo 2026: decidi e rispondi entro sabato 11 aprile 2026."
    ]


def test_extension_says_until_when_it_can_be_announced():
    assert said(kind=AccessKind.ENVIRONMENTAL) == [
        "Rispondi entro mercoledì 1° aprile 2026.",
        "Puoi comunicare la proroga fino a mercoledì 1° aprile 2026.",
    ]
    announced = Fact(FactKind.EXTENSION_NOTIFIED, date(2026, 3, 9))
    assert said(announced, kind=AccessKind.ENVIRONMENTAL) == [
        "Rispondi entro sabato 2 maggio 2026."
    ]  # the first of May is a holiday


def test_reopened_case_says_the_day_of_the_new_decision():
    facts = (
        Fact(FactKind.ANSWERED, date(2026, 3, 20)),
        Fact(FactKind.REOPENED_BY_US, date(2026, 3, 30)),
    )
    assert said(*facts) == ["Prendi la nuova decisione e inviala entro mercoledì 29 aprile 2026."]
    assert said(*facts, today=date(2026, 4, 30)) == [
        "La nuova decisione era dovuta entro mercoledì 29 aprile 2026: prendila e inviala ora."
    ]


def test_nothing_is_owed_on_a_case_that_is_over():
    assert said(Fact(FactKind.ANSWERED, date(2026, 3, 20)), state=State.ANSWERED) == []


def test_answer_of_another_office_is_the_next_act_with_its_day_until_something_else_is_owed_first():
    day = date(2026, 3, 9)
    assert said(answered=day) == [
        "L'ufficio interpellato ha risposto lunedì 9 marzo 2026: leggi che cosa dice e rispondi entro "
        "mercoledì 1° aprile 2026."
    ]
    assert said(answered=day, today=date(2026, 4, 2)) == [
        "L'ufficio interpellato ha risposto lunedì 9 marzo 2026. La risposta era dovuta entro "
        "mercoledì 1° aprile 2026: decidi e inviala ora."
    ]
    assert said(answered=day, state=State.AWAITING_APPROVAL) == said(state=State.AWAITING_APPROVAL)
