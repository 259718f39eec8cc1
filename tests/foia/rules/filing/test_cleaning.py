"""Cleaning keeps every script and emoji, and drops what hides or reorders text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.filing import clean_line, clean_text, has_forbidden_characters

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from(
        "a\u0301\u0300\u202e\u2066\x00\x1b\r\n\t \u200b\ufeff\u00ad\U000e0041\U0001f3f4\ud800👩\u200d👧"
    )
)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("fattura\u202efdp.exe", "fatturafdp.exe"),
        ("uno\r\ndue\rtre\u2028quattro", "uno\ndue\ntre\nquattro"),
        ("perche\u0301", "perché"),
        ("famiglia 👨\u200d👩\u200d👧 e 🇮🇹", "famiglia 👨\u200d👩\u200d👧 e 🇮🇹"),
        ("اسم عربي\u200f، שם", "اسم عربي\u200f، שם"),
        ("in\u200bvisi\u00adbile\ufeff", "invisibile"),
        ("\U000e0041\U000e0042nascosto", "nascosto"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("  in mezzo  ", "in mezzo"),
        ("x" + "\u0335" * 50, "x" + "\u0335" * 4),
    ],
)
def test_clean_text_keeps_what_people_write(given_text: str, kept: str) -> None:
    assert clean_text(given_text) == kept


def test_clean_line_is_one_line_with_single_blanks() -> None:
    assert clean_line(" Ada \n\t Rossi ") == "Ada Rossi"


@pytest.mark.parametrize("text", ["a\x00", "a\u202eb", "a\ud800", "a\ufdd0", "a\U0001ffff"])
def test_forbidden_characters_are_seen(text: str) -> None:
    assert has_forbidden_characters(text)


@pytest.mark.parametrize("text", ["a\nb\tc", "👨\u200d👩\u200d👧", "שלום\u200f", "perché"])
def test_ordinary_text_is_not_forbidden(text: str) -> None:
    assert not has_forbidden_characters(text)


@given(ANY_TEXT)
def test_cleaned_text_is_storable_and_stays_as_it_is(text: str) -> None:
    once = clean_text(text)
    assert not has_forbidden_characters(once)
    once.encode("utf-8")
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(ANY_TEXT)
def test_cleaned_line_has_no_line_ends(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert clean_line(line) == line
