"""Cleaning takes away what nobody sees, keeps every script and emoji, and refuses the rest in words."""

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.cleaning import (
    code,
    has_forbidden_characters,
    many_lines,
    narrow,
    one_line,
    reason_against_text,
    searched,
)
from pasocial.cleaning import text as inside

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from(
        "a\u0301\u0300\u202e\u2066\x00\x1b\r\n\t \u200b\ufeff\u00ad\U000e0041\U000e007f\U0001f3f4\ud800👩\u200d👧\ufe0f"
        "\u0338=\u034fقش\u200c\u200fक\u094d葛\U000e0100\u3164\u2800\u212b1\u20e3"
    )
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("preventivo\u202efdp.exe", "preventivofdp.exe"),
        ("\u2067isolato\u2069", "isolato"),
        (
            "uno\r\ndue\rtre\u2028quattro\u2029cinque\x0bsei\x85sette",
            "uno\ndue\ntre\nquattro\ncinque\nsei\nsette",
        ),
        ("perche\u0301", "perché"),
        ("famiglia 👨\u200d👩\u200d👧 e 🇮🇹", "famiglia 👨\u200d👩\u200d👧 e 🇮🇹"),
        (
            "cuore ❤\ufe0f, tasto 1\ufe0f\u20e3, pollice 👍🏽",
            "cuore ❤\ufe0f, tasto 1\ufe0f\u20e3, pollice 👍🏽",
        ),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("Ros\u200dsi e Bi\u200canchi", "Rossi e Bianchi"),
        ("Ro\ufe0fssi", "Rossi"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("☺\ufe0f\ufe01\ufe02\U000e0101", "☺\ufe0f"),
        ("اسم عربي\u200f، שם", "اسم عربي\u200f، שם"),
        ("Ros\u200esi", "Rossi"),
        ("in\u200bvisi\u00adbile\ufeff\u2060\u2063", "invisibile"),
        ("\U000e0041\U000e0042nascosto", "nascosto"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("a\ufffeb\U0010ffff\ufdd0c", "abc"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("  in mezzo  ", "in mezzo"),
        ("Ada\u3164Rossi", "Ada Rossi"),
        ("\u3164\u200b\u2800 \u00a0", ""),
        ("\u0627\u0644\u0633\u0646\u0629 \u0601\u0661", "\u0627\u0644\u0633\u0646\u0629 \u0601\u0661"),
        ("王芳 ქართული Հայերեն ไทย עברית", "王芳 ქართული Հայերեն ไทย עברית"),
    ],
)
def test_what_nobody_sees_goes_and_the_rest_stays(typed: str, kept: str) -> None:
    assert many_lines(typed) == unicodedata.normalize("NFC", kept)


def test_one_line_has_single_blanks() -> None:
    assert one_line(" Ada \n\t Rossi\u2028\u00a0Bianchi ") == "Ada Rossi Bianchi"


@given(ANY_TEXT)
@settings(max_examples=300)
def test_cleaned_text_can_be_stored_and_stays_as_it_is(typed: str) -> None:
    once = many_lines(typed)
    once.encode("utf-8")
    assert many_lines(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert inside._FORBIDDEN.search(once) is None


@given(ANY_TEXT)
@settings(max_examples=300)
def test_cleaned_line_has_no_line_ends(typed: str) -> None:
    line = one_line(typed)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs", "Mc")), max_size=40))
@settings(max_examples=300)
def test_nothing_that_is_seen_is_lost(typed: str) -> None:
    """Every letter, digit and sign stays; only Hangul fillers are letters nobody sees."""
    seen = "".join(
        c for c in unicodedata.normalize("NFC", typed) if c not in "\u3164\uffa0\u115f\u1160\u2800"
    )
    assert "".join(one_line(typed).replace("\u2800", "").split()) == "".join(seen.split())


def test_every_sign_of_unicode_is_known_to_what_is_looked_for() -> None:
    """The quick look finds whatever the slow one would take away, in the whole of Unicode."""
    missed = [
        f"U+{sign:04X}"
        for sign in range(sys.maxunicode + 1)
        if inside._is_gone(sign) and not inside._SUSPECT.search(chr(sign))
    ]
    assert missed == []


@pytest.mark.parametrize(
    "typed", ["a\x00", "a\u202eb", "a\ud800", "a\ufdd0", "a\U0001ffff", "x" + "\u0335" * 50]
)
def test_forbidden_characters_are_seen(typed: str) -> None:
    assert has_forbidden_characters(typed)


@pytest.mark.parametrize("typed", ["a\nb\tc", "👨\u200d👩\u200d👧", "שלום\u200f", "perché", "שָׁ֗בָת"])
def test_ordinary_text_is_not_forbidden(typed: str) -> None:
    assert not has_forbidden_characters(typed)
    assert reason_against_text(typed) is None


@pytest.mark.parametrize(
    ("typed", "code_of_refusal"),
    [("caff\udce8", "broken_characters"), ("Z" + "\u0300\u0301\u0302" * 5, "forbidden_characters")],
)
def test_what_is_seen_and_wrong_is_refused_in_words(typed: str, code_of_refusal: str) -> None:
    refused = reason_against_text(typed, "subject")
    assert refused is not None
    assert (refused.code, refused.field) == (code_of_refusal, "subject")


def test_marks_of_a_tower_are_kept_until_the_person_takes_them_away() -> None:
    assert one_line("x" + "\u0335" * 50) == "x" + "\u0335" * 50


@pytest.mark.parametrize(
    ("typed", "read"),
    [("７Ｋ３Ｍ", "7K3M"), ("a²", "a²"), ("ℌﬁ", "ℌﬁ"), ("ａ＠ｂ", "a@b"), ("plain", "plain")],
)
def test_only_the_width_is_changed(typed: str, read: str) -> None:
    assert narrow(typed) == read


def test_a_code_loses_blanks_and_case() -> None:
    assert code(" rss mra\u200b８５t10 a562s ") == "RSSMRA85T10A562S"


@pytest.mark.parametrize(
    ("typed", "read"), [("  verbali\x00 \u202e2025 ", "verbali 2025"), ("a" * 900, "a" * 200), (None, "")]
)
def test_searched_words_are_one_clean_line(typed: object, read: str) -> None:
    assert searched(typed) == read
