"""Makes the redacted copy and reads it again: a copy that still says what it should not is never kept."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.office.attachments.models import StoredFile
from pasocial.office.attachments.queries import readable
from pasocial.office.attachments.redaction.reading import (
    PDF,
    TEXTS,
    Reading,
    Seen,
    ask,
    content_of,
    has_words,
    read,
    refuse,
    seen_in,
    text_of,
)
from pasocial.refusal import Refusal, Refused

# As long whatever it hides: the length of a name tells the name.
BLOCK = "█████"
_PIECE = re.compile(r'[^\r\n\t;,"]+')
# The ground of what the machine finds: D.Lgs. 33/2013, art. 5-bis(2)(a).
PERSONAL = "personal_data"


@dataclass(frozen=True)
class Made:
    """A copy that was read again, and what was done to it. `removed` counts; it repeats nothing."""

    content: bytes
    media_type: str
    pages: int
    removed: tuple[dict[str, Any], ...]
    stripped: tuple[str, ...]
    blind_pages: tuple[int, ...]


def made(stored: StoredFile, seen: Sequence[Seen], *, title: str = "", word_ground: str = PERSONAL) -> Made:
    """The file without the stretches `seen`. Raises Refused when it cannot be made, or not be trusted."""
    if not readable(stored):
        raise refuse("kind")
    removed = tuple(
        {
            "page": one.page,
            "datum": str(one.finding.datum),
            "ground": word_ground if one.finding.datum == "word" else PERSONAL,
        }
        for one in seen
    )
    if stored.media_type in TEXTS:
        text = _without(text_of(content_of(stored)), seen)
        return Made(text.encode(), stored.media_type, 1, removed, (), ())
    with tempfile.TemporaryDirectory(prefix="pasocial-redact-") as folder:
        source, target = Path(folder) / "source.pdf", Path(folder) / "target.pdf"
        source.write_bytes(content_of(stored))
        ranges: dict[str, list[list[int]]] = {}
        for one in seen:
            ranges.setdefault(str(one.page - 1), []).append([one.finding.start, one.finding.end])
        before = ask({"do": "read", "source": str(source)})
        order = {"source": str(source), "target": str(target), "ranges": ranges, "title": title}
        after = ask({"do": "remove", **order})
        _insist_gone(seen, [page["text"] for page in before["pages"]], after)
        return Made(
            target.read_bytes(),
            PDF,
            len(after["pages"]),
            removed,
            tuple(before["hidden"]),
            tuple(number for number, page in enumerate(before["pages"], 1) if not has_words(page["text"])),
        )


def _without(text: str, seen: Sequence[Seen]) -> str:
    """Blocks instead of the stretches; the signs that part the cells of a CSV stay."""
    kept, place = [], 0
    for one in sorted(seen, key=lambda each: each.finding.start):
        kept += [text[place : one.finding.start], _PIECE.sub(BLOCK, one.finding.excerpt)]
        place = one.finding.end
    return "".join([*kept, text[place:]])


def _insist_gone(seen: Sequence[Seen], before: Sequence[str], after: dict[str, Any]) -> None:
    """Counts each removed stretch on its page, letters only, by two engines; one left over refuses the copy."""
    wanted: dict[tuple[int, str], int] = {}
    for one in seen:
        place = (one.page - 1, _letters(one.finding.excerpt))
        if place[1]:
            wanted[place] = wanted.get(place, 0) + 1
    by_engine = ((before, after["pages"]), (after["second_before"], after["second_after"]))
    for was, now in by_engine:
        if len(was) != len(now):
            raise _not_trusted()
        old, new = [_letters(page) for page in was], [_letters(page) for page in now]
        for (page, letters), times in wanted.items():
            if new[page].count(letters) > max(0, old[page].count(letters) - times):
                raise _not_trusted()
    if after["hidden"]:
        raise _not_trusted()


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum()).casefold()


def _not_trusted() -> Refused:
    return Refused(
        Refusal(
            "still_there",
            _(
                "La copia è stata riletta e diceva ancora qualcosa che andava tolto: non è stata salvata. "
                "Stampa il documento in PDF e riprova, oppure carica tu una copia oscurata."
            ),
            "file",
        )
    )


def chosen_from(seen: Sequence[Seen], keys: Collection[str]) -> list[Seen]:
    """The findings a person left ticked."""
    return [one for one in seen if one.key in keys]


__all__ = ["BLOCK", "Made", "Reading", "chosen_from", "made", "read", "seen_in"]
