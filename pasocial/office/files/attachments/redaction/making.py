"""Makes the redacted copy and reads it again: a copy that still says what it should not is never kept."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.folding import folded, union
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.queries import readable
from pasocial.office.files.attachments.redaction.reading import (
    PDF,
    TEXTS,
    Reading,
    Seen,
    ask,
    content_of,
    read,
    reading_from,
    refuse,
    seen_in,
    text_of,
)
from pasocial.office.files.attachments.redaction.words import Pages
from pasocial.refusal import Refusal, Refused, insist

# As long whatever it hides: the length of a name tells the name.
BLOCK = "█████"
_PIECE = re.compile(r'[^\r\n\t;,"]+')
# The ground of what the machine finds: D.Lgs. 33/2013, art. 5-bis(2)(a).
PERSONAL = "personal_data"


# What the copy says by itself, on the strip below each page and to whoever listens to it.
SENTENCES = {
    "written": _(
        "Copia con parti oscurate. Il testo è stato riscritto da PAsocial: caratteri e disegni possono differire."
    ),
    "pictured": _(
        "Copia con parti oscurate. La pagina è stata ridisegnata da PAsocial com'era, senza le parti tolte."
    ),
    "without": _("Immagini e disegni di questa pagina sono stati tolti."),
    "picture": _("Immagine tolta"),
    "gone": _("Testo oscurato"),
}


@dataclass(frozen=True)
class Made:
    """A copy that was read again, and what was done to it. `removed` counts; it repeats nothing.

    `blind_pages`: pages kept as pictures because a person looked at them. `left_out`: pages that lost their pictures.
    """

    content: bytes
    media_type: str
    pages: int
    removed: tuple[dict[str, Any], ...]
    stripped: tuple[str, ...]
    blind_pages: tuple[int, ...]
    left_out: tuple[int, ...] = ()


def made(
    stored: StoredFile,
    seen: Sequence[Seen],
    *,
    title: str = "",
    word_ground: str = PERSONAL,
    by_eye: bool = False,
) -> Made:
    """The file without the stretches `seen`. Raises Refused when it cannot be made, or not be trusted.

    `by_eye`: a person looked at the pages with pictures, and answers for what they show; without it the copy has none.
    """
    if not readable(stored):
        raise refuse("kind")
    return made_from(
        content_of(stored),
        stored.media_type,
        seen,
        title=title,
        word_ground=word_ground,
        by_eye=by_eye,
    )


def made_from(
    content: bytes,
    media_type: str,
    seen: Sequence[Seen],
    *,
    title: str = "",
    word_ground: str = PERSONAL,
    by_eye: bool = False,
    forbidden: Sequence[str] = (),
) -> Made:
    """The same from bytes. `forbidden`: words of which nothing may be left anywhere in the copy, however written."""
    removed = tuple(
        {
            "page": one.page,
            "datum": str(one.finding.datum),
            "ground": word_ground if one.finding.datum == "word" else PERSONAL,
        }
        for one in seen
    )
    if media_type in TEXTS:
        text = without(text_of(content), seen)
        if Pages([text]).places(forbidden):
            raise _not_trusted()
        return Made(text.encode(_encoding_for(content)), media_type, 1, removed, (), ())
    with tempfile.TemporaryDirectory(prefix="pasocial-redact-") as folder:
        target = Path(folder) / "target.pdf"
        answer = _ordered("remove", content, seen, target, title=title, by_eye=by_eye, words=forbidden)
        before = reading_from(answer["before"])
        insist(reason_against_blind_pages(before.blind_pages, by_eye))
        _insist_gone(seen, answer, forbidden)
        # The person looked at all of them: pictures among words, and pages that are nothing else.
        kept = sorted({*before.blind_pages, *before.picture_pages}) if by_eye else ()
        left_out = tuple(answer["left_out"])
        return Made(
            target.read_bytes(),
            PDF,
            len(answer["pages"]),
            removed,
            (*before.hidden, *(["pictures"] if left_out else ())),
            tuple(kept),
            left_out,
        )


def drawn(stored: StoredFile, seen: Sequence[Seen], page: int, *, by_eye: bool = False) -> bytes:
    """One page (from 1) of the copy as it would become, as a PNG. Raises Refused like `made`."""
    with tempfile.TemporaryDirectory(prefix="pasocial-draw-") as folder:
        target = Path(folder) / "page.png"
        _ordered("draw", content_of(stored), seen, target, by_eye=by_eye, page=page - 1)
        return target.read_bytes()


def _ordered(
    what: str,
    content: bytes,
    seen: Sequence[Seen],
    target: Path,
    *,
    title: str = "",
    by_eye: bool = False,
    words: Sequence[str] = (),
    page: int = 0,
) -> dict[str, Any]:
    source = target.with_name("source.pdf")
    source.write_bytes(content)
    return ask(
        {
            "do": what,
            "source": str(source),
            "target": str(target),
            "ranges": _ranges(seen),
            "title": title,
            "by_eye": by_eye,
            "words": list(words),
            "sentences": _sentences(words),
            "page": page,
        }
    )


def _sentences(forbidden: Sequence[str]) -> dict[str, str]:
    """What the copy says by itself, without the sentences in which a forbidden word happens to stand."""
    return {
        name: "" if Pages([str(words)]).places(forbidden) else str(words) for name, words in SENTENCES.items()
    }


def _ranges(seen: Sequence[Seen]) -> dict[str, list[list[int]]]:
    """All that goes, page by page (from 0), without overlaps."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for one in seen:
        stretches.setdefault(str(one.page - 1), []).append((one.finding.start, one.finding.end))
    return {page: [list(span) for span in union(spans)] for page, spans in stretches.items()}


def without(text: str, seen: Sequence[Seen]) -> str:
    """Blocks instead of the stretches; the signs that part the cells of a CSV stay."""
    kept, place = [], 0
    for start, end in union([(one.finding.start, one.finding.end) for one in seen]):
        kept += [text[place:start], _PIECE.sub(BLOCK, text[start:end])]
        place = end
    return "".join([*kept, text[place:]])


def _encoding_for(content: bytes) -> str:
    """UTF-8; with its mark where the original had one, or was of a kind that only a mark tells apart."""
    marked = content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    return "utf-8-sig" if marked or b"\0" in content else "utf-8"


def reason_against_blind_pages(pages: Sequence[int], by_eye: bool) -> Refusal | None:
    if not pages or by_eye:
        return None
    shown = ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
    return Refusal(
        "look_by_eye",
        _(
            "Le pagine {pages} sono immagini, o hanno lettere che nessuna macchina legge: guardale una per una e "
            "confermalo."
        ),
        "by_eye",
        {"pages": shown},
    )


def _insist_gone(seen: Sequence[Seen], answer: dict[str, Any], forbidden: Sequence[str]) -> None:
    """Two engines read the copy: it says what was allowed and not a letter more, and holds no forbidden word anywhere.

    What is allowed is worked out here, from what was read before: whoever wrote the copy is not asked.
    """
    ours = _letters(" ".join(_sentences(forbidden).values()))
    gone = _ranges(seen)
    allowed = [
        _letters(_rest(page["text"], gone.get(str(number), ())))
        for number, page in enumerate(answer["before"]["pages"])
    ]
    for engine in (answer["pages"], answer["second"]):
        if len(engine) != len(allowed):
            raise _not_trusted()
        said = [_letters(page) for page in engine]
        may_be = [Counter(page + ours) for page in allowed]
        if any(Counter(page) - most for page, most in zip(said, may_be, strict=True)):
            raise _not_trusted()
        for one in seen:
            letters = _letters(one.finding.excerpt)
            most = allowed[one.page - 1].count(letters) + ours.count(letters)
            if letters and said[one.page - 1].count(letters) > most:
                raise _not_trusted()
        if forbidden and Pages(engine).places(forbidden):
            raise _not_trusted()
    if answer["hidden"] or answer["held"] or answer["foreign"]:
        raise _not_trusted()


def _rest(text: str, gone: Iterable[Sequence[int]]) -> str:
    kept, place = [], 0
    for start, end in gone:
        kept.append(text[place:start])
        place = end
    return "\n".join([*kept, text[place:]])


def _letters(text: str) -> str:
    return "".join(one for one in folded(text) if one.isalnum())


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


__all__ = ["BLOCK", "Made", "Reading", "chosen_from", "drawn", "made", "made_from", "read", "seen_in"]
