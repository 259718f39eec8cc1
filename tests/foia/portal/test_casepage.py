"""What the citizen's page shows of corrected facts and of an appeal to the ombudsman."""

from __future__ import annotations

from datetime import date, timedelta

from foia.operations import correcting, ombudsman
from foia.portal.casepage import case_page
from foia.rules.outcomes import Outcome
from tests.foia.conftest import MONDAY, REFUSED_ITEM


def timeline(request, at):
    return [
        (entry.title, entry.when, entry.state, entry.text) for entry in case_page(request, at)["timeline"]
    ]


def test_corrected_day_says_what_it_was_and_a_voided_fact_is_struck_through(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    later = MONDAY + timedelta(days=70)
    step = {"by": desk.by_head, "at": later}
    correcting.correct_fact(
        fact_id=request.facts.get(kind="filed").pk,
        on=date(2026, 2, 27),
        why="Nota riservata ai colleghi.",
        **step,
    )
    ombudsman.record_appeal(request_id=request.pk, on=date(2026, 5, 5), **step)
    asked = request.facts.get(kind="ombudsman_filed")
    correcting.correct_fact(fact_id=asked.pk, on=None, why="Nota riservata ai colleghi.", **step)
    request.refresh_from_db()
    assert timeline(request, later) == [
        (
            "Hai presentato la richiesta",
            "venerdì 27 febbraio 2026",
            "done",
            "Giorno corretto: prima risultava lunedì 2 marzo 2026.",
        ),
        ("Ti abbiamo risposto", "lunedì 2 marzo 2026", "done", ""),
        (
            "Sei andato dal difensore civico",
            "martedì 5 maggio 2026",
            "void",
            "Registrato per errore: non è accaduto.",
        ),
    ]


def test_second_clock_is_hers_then_ours(answered_request, desk):
    request = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
    later = MONDAY + timedelta(days=95)  # 5 June 2026
    step = {"request_id": request.pk, "by": desk.by_head, "at": later}
    assert case_page(request, later)["second_clock"] is None
    ombudsman.record_appeal(on=date(2026, 5, 5), **step)
    assert case_page(request, later)["second_clock"]["due_on"] == date(2026, 6, 4)
    ombudsman.record_ruling(why="Il danno non è spiegato affatto.", on=date(2026, 6, 1), **step)
    ours = case_page(request, later)["second_clock"]
    assert (ours["due_on"], ours["days_left"], len(ours["lines"]) > 3) == (date(2026, 7, 1), 26, True)
    assert case_page(request, later + timedelta(days=27))["second_clock"] is None
