"""Refusals speak, in the reader's language, and insist() passes all of them on."""

from datetime import UTC, date, datetime

import pytest

from pasocial.refusal import Refusal, Refused, Sentence, insist, show_plainly

LATE = Refusal("late", "Entro {day} servono {count} firme.", "day", {"day": date(2026, 4, 7), "count": 2})


def test_refusal_fills_its_gaps_in_italian() -> None:
    assert LATE.text() == "Entro martedì 7 aprile 2026 servono 2 firme."


def test_refusal_is_translated_before_it_is_filled() -> None:
    english = {"Entro {day} servono {count} firme.": "{count} signatures are needed by {day}."}
    assert LATE.text(english.__getitem__, lambda value: f"<{value}>") == (
        "<2> signatures are needed by <2026-04-07>."
    )


def test_sentence_inside_a_sentence_is_translated_too() -> None:
    outer = Sentence("È «{state}».", {"state": Sentence("Ricevuta")})
    words = {"È «{state}».": "It is “{state}”.", "Ricevuta": "Received"}
    assert outer.text(words.__getitem__) == "It is “Received”."


def test_sentence_without_values_keeps_its_braces() -> None:
    assert Sentence("Scrivi {così}.").text() == "Scrivi {così}."


def test_empty_sentence_never_asks_the_catalogue() -> None:
    assert Sentence("").text({}.__getitem__) == ""


def test_moment_is_shown_with_its_time() -> None:
    assert show_plainly(datetime(2026, 3, 1, 23, 50, tzinfo=UTC)) == "domenica 1° marzo 2026, ore 23:50"


def test_insist_lets_pass_what_has_no_reason_against_it() -> None:
    insist(None)
    insist([])


def test_insist_raises_with_the_one_reason() -> None:
    with pytest.raises(Refused) as raised:
        insist(LATE)
    assert (raised.value.refusal, raised.value.refusals) == (LATE, (LATE,))


def test_insist_raises_with_every_reason_in_order() -> None:
    other = Refusal("other", "Altro.")
    with pytest.raises(Refused) as raised:
        insist([LATE, other])
    assert raised.value.refusals == (LATE, other)
    assert str(raised.value) == "Entro martedì 7 aprile 2026 servono 2 firme. Altro."


def test_refusal_can_be_kept_in_a_set() -> None:
    assert len({LATE, LATE}) == 1
