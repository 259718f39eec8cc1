"""The only fonts a copy may hold: those the engine brings, whose letters are what their numbers say."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pasocial.office.files.attachments.redaction.sandbox.letters import Letter
from pasocial.office.files.attachments.redaction.sandbox.opening import pymupdf

# Family, then upright, bold, italic, both: the engine's names of the fourteen fonts that every reader has.
FAMILIES = {
    "sans": ("helv", "hebo", "heit", "hebi"),
    "serif": ("tiro", "tibo", "tiit", "tibi"),
    "mono": ("cour", "cobo", "coit", "cobi"),
}
# For what those lack: letters of East Asia, and marks of forms.
FALLBACKS = ("helv", "cjk", "symb", "zadb")


@lru_cache(maxsize=32)
def font(name: str) -> Any:
    return pymupdf().Font(name)


@lru_cache(maxsize=100_000)
def glyph(name: str, sign: str) -> int:
    """The number of a sign in a font; 0 when the font lacks it."""
    return int(font(name).has_glyph(ord(sign)))


@lru_cache(maxsize=100_000)
def advance(name: str, sign: str) -> float:
    """How wide it is, for letters of one point."""
    return float(font(name).glyph_advance(ord(sign)))


@lru_cache(maxsize=10_000)
def fallback(sign: str) -> str:
    return next((name for name in FALLBACKS if glyph(name, sign)), "")


def readable(sign: str) -> bool:
    """Whether a copy can show this sign as it is."""
    return sign.isspace() or bool(fallback(sign)) or not sign.isprintable()


def font_for(letter: Letter, sign: str) -> str:
    """The font of ours nearest to the letter's own; empty when none has the sign."""
    name = letter.font.lower()
    mono = letter.flags & 8 or "courier" in name or "mono" in name
    family = "mono" if mono else "serif" if letter.flags & 4 else "sans"
    bold = bool(letter.flags & 16 or "bold" in name or "black" in name)
    italic = bool(letter.flags & 2 or "italic" in name or "oblique" in name)
    wanted = FAMILIES[family][bold + 2 * italic]
    return wanted if glyph(wanted, sign) else fallback(sign)
