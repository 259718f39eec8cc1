"""Typed text made safe to store and show: every script and emoji stays, what hides or reorders text goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK_RUNS = re.compile(r"[^\S\n]+\n")
_EMPTY_LINES = re.compile(r"\n{4,}")

# Marks on one letter, after composition: Hebrew with cantillation needs five, Tibetan stacks reach seven.
MOST_MARKS = 8

# Format characters that are seen, or that their script cannot be read without: Arabic number signs, the Syriac
# abbreviation mark, Kaithi number signs, the quadrats of Egyptian.
_SEEN_FORMATS = frozenset(
    (
        *range(0x0600, 0x0606),
        0x06DD,
        0x070F,
        0x0890,
        0x0891,
        0x08E2,
        0x110BD,
        0x110CD,
        *range(0x13430, 0x13440),
    )
)
_JOINERS = frozenset((0x034F, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x200C, 0x200D))
_DIRECTION_MARKS = frozenset((0x061C, 0x200E, 0x200F))
_FIRST_SELECTORS = range(0xFE00, 0xFE10)
_IDEOGRAPHIC_SELECTORS = range(0xE0100, 0xE01F0)
# Letters without a body: Hangul fillers and two Khmer vowels that nobody writes. The first two are wide blanks.
_BLANK_LETTERS = frozenset((0x3164, 0xFFA0))
_NO_LETTERS = frozenset((0x115F, 0x1160, 0x17B4, 0x17B5))
_BLANK_BRAILLE = "\u2800"
# A flag of a region (England, Scotland, Wales): the black flag, its letters as tags, the closing tag.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
# Scripts that never join by an invisible character; there a joiner only hides one spelling from another.
_UNJOINED = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "ARMENIAN", "GEORGIAN", "FULLWIDTH")


def _is_no_character(sign: int) -> bool:
    return 0xFDD0 <= sign <= 0xFDEF or sign & 0xFFFE == 0xFFFE


def _is_gone(sign: int) -> bool:
    """Control characters, halves of a character, non-characters and format characters nobody sees."""
    if sign in (0x09, 0x0A) or sign in _SEEN_FORMATS or sign in _JOINERS or sign in _DIRECTION_MARKS:
        return False
    return (
        unicodedata.category(chr(sign)) in ("Cc", "Cs", "Cf") or _is_no_character(sign) or sign in _NO_LETTERS
    )


# Where anything of the kinds above stands in Unicode; a test looks at every other sign.
_LOOKED_AT = (
    *range(0x3200),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0x10000),
    *range(0x110B0, 0x110D0),
    *range(0x13430, 0x13460),
    *range(0x1BCA0, 0x1BCB0),
    *range(0x1D170, 0x1D180),
    *range(0xE0000, 0xE0200),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
)


def _class_of(signs: Iterable[int]) -> re.Pattern[str]:
    return re.compile("[" + "".join(f"\\U{sign:08x}" for sign in sorted(set(signs))) + "]")


_SUSPECT = _class_of(
    sign
    for sign in (*_LOOKED_AT, *_BLANK_LETTERS)
    if _is_gone(sign)
    or sign in _JOINERS
    or sign in _DIRECTION_MARKS
    or sign in _FIRST_SELECTORS
    or sign in _IDEOGRAPHIC_SELECTORS
    or sign in _BLANK_LETTERS
)
# What reorders, hides or breaks: a text that holds one of these was not cleaned.
_FORBIDDEN = _class_of(
    sign
    for sign in _LOOKED_AT
    if (unicodedata.category(chr(sign)) in ("Cc", "Cs") and sign not in (0x09, 0x0A))
    or _is_no_character(sign)
    or 0x202A <= sign <= 0x202E
    or 0x2066 <= sign <= 0x2069
)


@lru_cache(maxsize=4096)
def _joins(body: str) -> bool:
    """Whether a joiner may follow: after letters of scripts that join, and inside emoji."""
    kind = unicodedata.category(body)
    if kind == "So" or 0x1F3FB <= ord(body) <= 0x1F3FF or body == "\U000e007f":
        return True
    return kind[0] == "L" and ord(body) >= 0x0590 and not unicodedata.name(body, "").startswith(_UNJOINED)


def _is_selector(kept: list[str]) -> bool:
    return bool(kept) and (ord(kept[0]) in _FIRST_SELECTORS or ord(kept[0]) in _IDEOGRAPHIC_SELECTORS)


@lru_cache(maxsize=4096)
def _takes_selector(body: str, selector: int) -> bool:
    """Whether a variation selector may follow: emoji, signs, digits of keys, ideograms; never a second one."""
    if selector in _IDEOGRAPHIC_SELECTORS:
        return unicodedata.name(body, "").startswith("CJK ")
    if ord(body) < 0x80:
        return body in "0123456789#*"
    return unicodedata.category(body)[0] in "LPS" and not unicodedata.name(body, "").startswith(_UNJOINED)


def _visible(text: str) -> str:
    """The text without what nobody sees. Each decision looks only at what was kept before, so twice is once."""
    # Where nothing is read from the right, a mark of direction only tells two equal words apart.
    turned = any(
        unicodedata.bidirectional(sign) in ("R", "AL") and ord(sign) not in _DIRECTION_MARKS for sign in text
    )
    flags = {match.start(): match.group() for match in _FLAG.finditer(text)}
    kept: list[str] = []
    # The letter or sign that a joiner would follow: marks may still change their order, and are passed over.
    body = " "
    place = 0
    while place < len(text):
        if flag := flags.get(place):
            kept.extend(flag)
            body = flag[-1]
            place += len(flag)
            continue
        sign, number = text[place], ord(text[place])
        place += 1
        if number in _BLANK_LETTERS:
            kept.append(" ")
            body = " "
        elif number in _JOINERS:
            if _joins(body):
                kept.append(sign)
        elif number in _DIRECTION_MARKS:
            if turned and kept[-1:] != [sign]:
                kept.append(sign)
        elif number in _FIRST_SELECTORS or number in _IDEOGRAPHIC_SELECTORS:
            if not _is_selector(kept[-1:]) and _takes_selector(body, number):
                kept.append(sign)
        elif not _is_gone(number):
            kept.append(sign)
            if unicodedata.category(sign)[0] != "M":
                body = sign
    return "".join(kept)


def many_lines(text: str) -> str:
    """Text of several lines: NFC, line ends as \\n, what nobody sees gone, trimmed; nothing visible is nothing.

    Twice is once, and the result can be stored in any database and written in XML 1.0.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if _SUSPECT.search(text):
        # A removal can bring a letter and its accent together: compose again.
        text = unicodedata.normalize("NFC", _visible(text))
    text = _EMPTY_LINES.sub("\n\n\n", _BLANK_RUNS.sub("\n", text)).strip()
    return text if text.strip(_BLANK_BRAILLE + " \t\n\u00a0\u3000") else ""


def one_line(text: str) -> str:
    """Text of one line: cleaned, and every run of blanks one space."""
    return " ".join(many_lines(text).split())


def searched(text: object, most: int = 200) -> str:
    """Words somebody searches, or any other word of an address's query: one clean line, at most `most` characters."""
    return one_line(text[: most * 4])[:most].strip() if isinstance(text, str) else ""


def narrow(text: str) -> str:
    """Full-width letters, digits and signs in their usual width, as keyboards of East Asia write them.

    Never more than that: other compatibility forms are other characters (² is not 2), and stay to be refused.
    """
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", sign) if unicodedata.decomposition(sign).startswith("<wide>") else sign
        for sign in text
    )


def code(text: str) -> str:
    """A code as it is compared: one line, usual width, no blanks, capitals."""
    return "".join(narrow(one_line(text)).split()).upper()


def hides(text: str) -> bool:
    """Whether something in it may not be seen; cleaning says what of that goes."""
    return _SUSPECT.search(text) is not None


def has_forbidden_characters(text: str) -> bool:
    """Whether text was not cleaned: it holds control, reordering or half characters, or towers of marks."""
    return _FORBIDDEN.search(text) is not None or _towers(text)


def _towers(text: str) -> bool:
    """Whether more marks stand on one letter than any language writes: they spill over the lines around."""
    if text.isascii():
        return False
    height = 0
    for sign in unicodedata.normalize("NFC", text):
        height = height + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if height > MOST_MARKS:
            return True
    return False


def reason_against_text(text: str, field: str = "") -> Refusal | None:
    """Why a text as it was typed cannot be taken: something in it is seen, and would have to change."""
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        return Refusal(
            "broken_characters",
            _("Una lettera è arrivata spezzata e non si legge: riscrivi il testo, o salvalo in UTF-8."),
            field,
        )
    if _towers(text):
        return Refusal(
            "forbidden_characters",
            _("Il testo ha troppi segni sopra una stessa lettera: cancellali e riscrivi quel punto."),
            field,
        )
    return None
