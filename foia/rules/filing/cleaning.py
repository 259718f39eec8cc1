"""Free text made safe to store and show: every script and emoji stays, what hides or reorders text goes."""

from __future__ import annotations

import re
import unicodedata

# Overrides and isolates turn the reading order of what follows; the marks LRM, RLM and ALM stay, since
# Arabic and Hebrew names need them, and so do the joiners that hold emoji and Indic letters together.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Invisible fillers: soft hyphen, zero-width space and BOM, word joiner, invisible operators, annotations.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u2060-\u2065\u206a-\u206f\ufff9-\ufffb]")
# Tag characters carry hidden text, except inside a flag (England, Scotland, Wales).
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_RUNS = re.compile(r"[^\S\n]+\n")
_EMPTY_LINES = re.compile(r"\n{4,}")
# More combining marks than any language stacks: text that spills over its neighbours.
_STACKED_MARKS = re.compile(
    r"((?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]){4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def _forbidden(character: str) -> bool:
    """Control characters, lone surrogates and code points that are no characters; tab and newline stay."""
    if character in "\n\t":
        return False
    code = ord(character)
    return (
        unicodedata.category(character) in ("Cc", "Cs") or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    )


def has_forbidden_characters(text: str) -> bool:
    """Whether text was not cleaned: it holds control, reordering or non-characters."""
    return bool(_REORDERING.search(text)) or any(_forbidden(c) for c in text)


def clean_text(text: str) -> str:
    """Text of several lines: NFC, line ends as \\n, hidden and reordering characters gone, trimmed."""
    text = _LINE_ENDS.sub("\n", text)
    text = "".join(c for c in text if not _forbidden(c))
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", _REORDERING.sub("", text))
    text = _TAGS.sub(lambda match: match.group(1) or "", text)
    text = _STACKED_MARKS.sub(r"\1", text)
    text = _EMPTY_LINES.sub("\n\n\n", _BLANK_RUNS.sub("\n", text))
    # A removal can bring a letter and its accent together: compose again, so that twice is once.
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Text of one line: cleaned, and every run of blanks one space."""
    return " ".join(clean_text(text).split())
