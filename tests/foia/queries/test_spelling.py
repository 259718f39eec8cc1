"""What somebody who searches probably meant, in the office's own words."""

from __future__ import annotations

import pytest

from foia.queries import spelling
from foia.rules.likeness import read
from pasocial.likeness import statistics_of

TEXTS = ["Costi della mensa scolastica", "Affitti degli immobili comunali", "Appalto della mensa scolastica"]


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    known = statistics_of([read(text) for text in TEXTS])
    monkeypatch.setattr(spelling, "word_statistics", lambda *, waiting: known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mensaa", "('mens')"),
        ("scolstica", "('scolast':*)"),
        ("mensa scolstica", "'mensa' & ('scolast':*)"),
        ("afftti/comunali", "('affitt':*) & 'comunali'"),
    ],
)
def test_unknown_word_becomes_the_known_one_that_is_spelt_nearly_so(typed: str, meant: str) -> None:
    assert spelling.words_meant(typed) == meant


@pytest.mark.parametrize(
    "typed", ["mensa", "mensa scolastica", "xilofono", "mensaa xilofono", "abc", "123456", "", "!!"]
)
def test_nothing_is_guessed_for_words_that_are_known_or_near_to_none(typed: str) -> None:
    assert spelling.probably(typed) is None
