"""A word is found however it is written, and where it stood is told exactly."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pasocial.folding import Letters, covers, fold, folded, places_of, union


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Šimić", "simic"),
        ("S\u030cimic\u0301", "simic"),
        ("Ferrãz", "ferraz"),
        ("Đorđević", "dordevic"),
        ("Søren Łukasz", "soren lukasz"),
        ("Strauß STRAUẞ", "strauss strauss"),
        ("IŞIK ışık İpek", "isik isik ipek"),
        ("\ufb01ne e \ufb02otta", "fine e flotta"),
        ("Ｍａｒｉｏ", "mario"),
        ("𝐌𝓪𝔯𝕚𝖔", "mario"),
        ("ᴍᴀʀɪᴏ Ⓜario 🅼ario", "mario mario mario"),
        ("M\u200ba\u00adr\u2060i\ufeffo", "mario"),
        ("M\u0430ri\u043e", "mario"),
        ("ΜΑRΙΟ", "mario"),
        ("D’Alò d`alò D´ALÒ", "d'alo d'alo d'alo"),
        ("Rossi–Bianchi Rossi‑Bianchi", "rossi-bianchi rossi-bianchi"),
        ("٠١٢³", "0123"),
        ("a\tb\u00a0c\r\nd", "a b c\n\nd"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, plain: str) -> None:
    assert folded(written) == plain


def test_every_character_folds_once_and_for_all() -> None:
    restless = [
        hex(number)
        for number in range(sys.maxunicode + 1)
        if folded(folded(chr(number))) != folded(chr(number))
    ]
    assert restless == []


def test_every_letter_of_a_european_name_becomes_a_plain_one() -> None:
    left = [
        chr(number)
        for number in (*range(0xC0, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x1E9E)
        if chr(number).isalpha() and not folded(chr(number)).isascii()
    ]
    assert left == ["Ŀ", "ŀ"], "the Catalan letter keeps its dot, which is a sign between two letters"


@settings(max_examples=300, deadline=None)
@given(st.text(), st.booleans())
@example("Bian-\n chini", True)
@example("Bian\u00ad\r\nchini", True)
def test_places_are_in_order_and_inside(text: str, join: bool) -> None:
    whole = fold(text, join_lines=join)
    assert len(whole.starts) == len(whole.ends) == len(whole.text)
    before = (0, 0)
    for place, letter in enumerate(whole.text):
        start, end = whole.starts[place], whole.ends[place]
        assert 0 <= start < end <= len(text)
        assert (start, end) == before or start >= before[1]
        assert letter in folded(text[start:end])
        before = (start, end)
    if not join:
        assert whole.text == folded(text)
        assert folded(whole.text) == whole.text


def bare(text: str) -> str:
    return "".join(one for one in folded(text) if one.isalnum())


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1),
    st.text(" .,;\n", max_size=4),
    st.sampled_from(
        [str.upper, str.lower, str.title, lambda word: unicodedata.normalize("NFD", word), "\u200b".join]
    ),
)
def test_word_is_found_however_it_is_written(word: str, beside: str, rewritten) -> None:
    if not any(one.isalnum() for one in folded(word)):
        return
    written = rewritten(word)
    if folded(written) != folded(word):
        return  # upper and lower case of some letters are no round trip
    text = f"qui {beside}{written}{beside} là"
    found = places_of(word, text)
    # An apostrophe that stands before or behind a word is no part of it.
    assert [bare(text[start:end]) for start, end in found][:1] == [bare(word)] or len(found) > 1
    assert any(bare(written) in bare(text[start:end]) for start, end in found)


@pytest.mark.parametrize(
    ("word", "text", "stretches"),
    [
        ("Bianchini", "di Rossi Bian-\nchini, e di Bian\u00ad\nchini", ["Bian-\nchini", "Bian\u00ad\nchini"]),
        ("0131555123", "tel.0131555123; 0131/55 51 23", ["0131555123", "0131/55 51 23"]),
        ("Mario", "M a r i o, M.a.r.i.o, Ma rio, MarioRossi", ["M a r i o", "M.a.r.i.o", "Ma rio", "Mario"]),
        ("Rossi", "rossimario; per ossi", ["rossi"]),
        ("Anna", "annata, AnnaNeri, anna1970, A n n a, An-\nna", ["Anna", "anna", "A n n a", "An-\nna"]),
        ("via Roma", "via Roma 12, via Romagna, VIA  ROMA", ["via Roma", "VIA  ROMA"]),
        ("D'Angelo", "D’ANGELO, d´angelo, Dangelo", ["D’ANGELO", "d´angelo", "Dangelo"]),
        ("m.rossi@posta.example", "a M.Rossi@posta.example.", ["M.Rossi@posta.example"]),
        ("Šimić", "S\u030cimic\u0301!", ["S\u030cimic\u0301"]),
        ("王小明", "申请人王小明说", ["王小明"]),
        ("كريم", "وكريم", ["كريم"]),
        ("---", "una --- riga", []),
        ("\ufb01ore", "fiore, FIORE", ["fiore", "FIORE"]),
        ("fi", "\ufb01", ["\ufb01"]),
    ],
)
def test_word_is_found_where_it_stands(word: str, text: str, stretches: list[str]) -> None:
    assert [text[start:end] for start, end in places_of(word, text)] == stretches


def test_short_word_glued_to_another_known_word_is_found() -> None:
    letters = Letters("annarossi")
    ((start, end),) = letters.places("Rossi")
    assert letters.places("Anna") == []
    assert letters.places("Anna", beside={start, end}) == [(0, 4)]


STRETCH = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(STRETCH), STRETCH)
def test_one_more_stretch_never_covers_less(stretches: list[tuple[int, int]], more: tuple[int, int]) -> None:
    def held(several: list[tuple[int, int]]) -> set[int]:
        together = list(union(several))
        assert all(one[1] < two[0] for one, two in pairwise(together))
        return {place for place in range(100) if covers(together, place)}

    wanted = {place for start, end in stretches for place in range(start, end)}
    assert held(stretches) == wanted
    assert held([*stretches, more]) == wanted | set(range(*more))
