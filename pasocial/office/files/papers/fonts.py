"""The fonts of letters: a name is written in its own letters, whichever alphabet they are of.

Typst brings Latin, Greek and Cyrillic. The Noto fonts of other alphabets and of emoji come in a package of their own;
Chinese, Japanese and Korean are drawn with the font that PyMuPDF, already here for redaction, holds inside.
"""

from __future__ import annotations

import importlib.util
import re
import struct
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

# Bopomofo, kana, Hangul, ideograms of the first plane and their punctuation and widths.
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
EAST_ASIAN_FAMILY = "Droid Sans Fallback"


def font_paths(text: str) -> list[str]:
    """Folders of fonts for this text. The East Asian one costs 4 MB on disk, so only who needs it pays."""
    paths = [str(folder) for folder in (_alphabets(),) if folder]
    if _EAST_ASIAN.search(text):
        paths.append(_east_asian().name)
    return paths


@cache
def _alphabets() -> Path | None:
    spec = importlib.util.find_spec("manimgx_fonts")
    return Path(spec.origin).parent if spec is not None and spec.origin else None


@cache
def _east_asian() -> TemporaryDirectory[str]:
    """A folder of this process with the font in it, gone when the process ends."""
    import pymupdf  # here, because a process that writes no such name need not load it

    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="pasocial-fonts-")
    font = with_names(pymupdf.Font("cjk").buffer, EAST_ASIAN_FAMILY)
    (Path(folder.name) / "east-asian.ttf").write_bytes(font)
    return folder


def with_names(font: bytes, family: str) -> bytes:
    """The same TrueType font under a name (OpenType, table `name`): the copy inside PyMuPDF lost its own."""
    words = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, held = b"", b""
    for number, word in words.items():
        written = word.encode("utf-16-be")
        records += struct.pack(
            ">6H", 3, 1, 0x409, number, len(written), len(held)
        )  # Windows, Unicode, English
        held += written
    table = struct.pack(">3H", 0, len(words), 6 + len(records)) + records + held
    named = bytearray(font + b"\0" * (-len(font) % 4))
    for place in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[place : place + 4] == b"name":
            struct.pack_into(">2I", named, place + 8, len(named), len(table))
            return bytes(named + table)
    return font
