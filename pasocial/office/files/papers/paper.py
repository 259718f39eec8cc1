"""Makes a tagged PDF from a template and plain words. What people typed is passed as values, never as markup."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from pasocial.office.files.papers.fonts import font_paths
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.outgoing import json_text, plain, without_turns, xml_text

# A template imports this folder's letter.typ by its place in the project: "/pasocial/office/files/papers/letter.typ".
ROOT = Path(__file__).parents[4]
# Accessible to screen readers: tags, language, title, reading order (ISO 14289-1).
STANDARD: Literal["ua-1"] = "ua-1"
MOST_STRANGE_SIGNS = 60
# Typst tells signs without a picture by their number, and quotation marks after a backslash.
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_UNDISPLAYABLE = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def pdf(template: Path, words: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a desk's `.typ` file filled with `words` (JSON values). About 15 ms a page.

    Of `words` the paper itself wants: `language`, `title`, `number`, `sender` (from `sender()`) and `footer`.

    A sign that no font has (a rune, a rare ideogram) would make the page unreadable to a screen reader, and the
    standard refuses it: such signs are written by name in brackets, so that a letter always leaves.
    """
    spoken = _held_by_paper(words)
    for _attempt in range(MOST_STRANGE_SIGNS):
        try:
            return _compile(template, spoken, at)
        except typst.TypstError as problem:
            strange = _UNDISPLAYABLE.search(str(problem))
            if strange is None:
                raise
            spoken = _spelled_out(spoken, set(_ESCAPED.sub(_unescaped, strange[1])))
    return _compile(template, _ascii_only(spoken), at)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _held_by_paper(value: Any) -> Any:
    """The same words without what no paper shows: control characters, and signs that turn what follows."""
    if isinstance(value, str):
        return without_turns(xml_text(plain(value)))
    if isinstance(value, Mapping):
        return {key: _held_by_paper(each) for key, each in value.items()}
    return [_held_by_paper(each) for each in value] if isinstance(value, list | tuple) else value


def _compile(template: Path, words: Mapping[str, Any], at: datetime) -> bytes:
    told = json_text(words)
    made = typst.compile(
        str(template),
        root=str(ROOT),
        sys_inputs={"data": told},
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        font_paths=font_paths(told),
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _spelled_out(value: Any, signs: set[str]) -> Any:
    if isinstance(value, str):
        return "".join(_name_of(sign) if sign in signs else sign for sign in value)
    if isinstance(value, Mapping):
        return {key: _spelled_out(each, signs) for key, each in value.items()}
    return [_spelled_out(each, signs) for each in value] if isinstance(value, list) else value


def _ascii_only(value: Any) -> Any:
    signs = {sign for sign in json.dumps(value, ensure_ascii=False) if ord(sign) > 0x24F}
    return _spelled_out(value, signs)


def _name_of(sign: str) -> str:
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return ""
    if unicodedata.category(sign).startswith("L"):
        return f"[U+{ord(sign):04X}]"
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def paragraphs(text: str) -> list[list[str]]:
    """Typed text as paragraphs of lines."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return [[line.strip() for line in block if line.strip()] for block in blocks]


def known(label: str, value: str) -> list[list[str]]:
    """A row of a summary, left out when there is nothing to say."""
    return [[label, value]] if value else []


def sender() -> dict[str, Any]:
    """Who writes, as the coordinator set it."""
    known = settings_store.values("body_name", "address", "contact_email", "contact_pec", "contact_phone")
    address = " ".join(str(known["address"]).split())
    lines = [address, known["contact_email"], known["contact_pec"], known["contact_phone"]]
    return {"name": known["body_name"], "lines": [str(line) for line in lines if line]}
