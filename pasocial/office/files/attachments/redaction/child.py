"""The only door through which a foreign PDF is opened: a program of its own, run with limits, knowing nothing of the office.

It reads one JSON order on standard input and writes one JSON answer:

- `read`: what each page says, which pages no machine can read, what the file hides;
- `remove`: writes the copy without some stretches of that text, and reads it again by two engines;
- `draw`: one page of such a copy as a picture, for whoever decides.

It must never import Django or the network.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

# Isolated from the environment, the interpreter knows the standard library and installed packages only.
sys.path.insert(0, str(Path(__file__).resolve().parents[5]))

from pasocial.office.files.attachments.redaction.sandbox import drawings, fonts, searching
from pasocial.office.files.attachments.redaction.sandbox.letters import Page, page_of
from pasocial.office.files.attachments.redaction.sandbox.limits import (
    MOST_CHARACTERS,
    Refusal,
    fault,
    limit_itself,
)
from pasocial.office.files.attachments.redaction.sandbox.opening import (
    hidden_in,
    language_of,
    opened,
    plain,
    properties_of,
    pymupdf,
    read_every_object,
)
from pasocial.office.files.attachments.redaction.sandbox.writing import DPI, Copy, Words, blocks


def read(order: dict[str, Any]) -> dict[str, Any]:
    document = opened(order["source"])
    read_every_object(document)
    hidden, properties = hidden_in(document), properties_of(document)
    held = searching.held_in(document, order.get("words", ()))
    stands = plain(document)
    pages, total = [], 0
    for sheet, stand in zip(document, stands, strict=True):
        page = page_of(sheet, fonts.readable, stand.marked)
        total += len(page.text)
        if total > MOST_CHARACTERS:
            raise Refusal("too_long")
        pages.append(_told(page, drawings.kept_of(sheet)[1]))
        hidden += _unseen(page)
    return {"pages": pages, "hidden": sorted(set(hidden)), "held": sorted(held), "properties": properties}


def _told(page: Page, other_drawings: bool) -> dict[str, Any]:
    return {"text": page.text, "blind": page.blind, "pictures": bool(page.pictures) or other_drawings}


def _unseen(page: Page) -> list[str]:
    return ["hidden_text"] if page.unseen else []


def remove(order: dict[str, Any]) -> dict[str, Any]:
    """Writes the copy. `ranges`: for each page number, from 0, stretches [start, end) of the text that `read` gives.

    `by_eye`: a person looked at the pages with pictures; they are kept as they look, as dots.
    """
    copy, before = _copy(order, None)
    left_out = copy.left_out
    copy.save(order["target"])
    return {**check(order), "left_out": left_out, "before": before}


def draw(order: dict[str, Any]) -> dict[str, Any]:
    """One page of the copy, drawn into `target` as a PNG."""
    copy, _before = _copy(order, order["page"])
    engine = pymupdf()
    sheet = copy.document[0]
    scale = min(1.5, 1400 / max(sheet.rect.width, sheet.rect.height, 1))
    sheet.get_pixmap(matrix=engine.Matrix(scale, scale), alpha=False).save(order["target"], "png")
    return {"drawn": True}


def _copy(order: dict[str, Any], only: int | None) -> tuple[Copy, dict[str, Any]]:
    """The copy, not yet saved, and what `read` would have said of the original."""
    document = opened(order["source"])
    read_every_object(document)
    hidden, properties = hidden_in(document), properties_of(document)
    copy = Copy(
        language=language_of(document), title=order.get("title", ""), words=Words(**order["sentences"])
    )
    stands = plain(document)
    told = []
    for number, sheet in enumerate(document):
        if only is not None and number != only:
            continue
        page = page_of(sheet, fonts.readable, stands[number].marked)
        gone = _gone(page, order["ranges"].get(str(number), ()))
        pieces, other = drawings.kept_of(sheet)
        told.append(_told(page, other))
        hidden += _unseen(page)
        if order["by_eye"] and (page.blind or page.pictures or other):
            copy.add(page, gone, turn=stands[number].turn, drawn=_drawn(sheet, page, gone))
        else:
            copy.add(
                page, gone, turn=stands[number].turn, pieces=pieces, other_drawings=other, blank=page.blind
            )
    before = {"pages": told, "hidden": sorted(set(hidden)), "held": [], "properties": properties}
    return copy, before


def _gone(page: Page, stretches: Any) -> list[bool]:
    gone = [False] * len(page.letters)
    for start, end in stretches:
        for place in page.places[start:end]:
            if place >= 0:
                gone[place] = True
    return gone


def _drawn(sheet: Any, page: Page, gone: list[bool]) -> Any:
    """The page as it looks, the letters that go taken out of it and their places black: dots, nothing else."""
    engine = pymupdf()
    boxes = blocks(page, gone)
    for box in boxes:
        left, top, right, bottom = box
        inset = (bottom - top) * 0.3
        sheet.add_redact_annot(
            engine.Rect(left, top + inset, right, bottom - inset), fill=False, cross_out=False
        )
    if boxes:
        sheet.apply_redactions(images=engine.PDF_REDACT_IMAGE_NONE, text=engine.PDF_REDACT_TEXT_REMOVE)
    scale = min(DPI / 72, 4000 / max(page.width, page.height, 1))
    drawn = sheet.get_pixmap(matrix=engine.Matrix(scale, scale), alpha=False, annots=False)
    for left, top, right, bottom in boxes:
        area = engine.IRect(
            int(left * scale) - 2, int(top * scale) - 1, int(right * scale) + 3, int(bottom * scale) + 2
        )
        drawn.set_rect(area & drawn.irect, (0, 0, 0))
    return drawn


def check(order: dict[str, Any]) -> dict[str, Any]:
    """What the copy says, by the engine that made it and by another that shares no code with it, and all it holds."""
    copy = opened(order["target"])
    engine = pymupdf()
    pages = [page.get_text("text", flags=engine.TEXT_PRESERVE_WHITESPACE) for page in copy]
    return {
        "pages": pages,
        "second": _second_opinion(order["target"]),
        "hidden": hidden_in(copy),
        "held": sorted(searching.held_in(copy, order.get("words", ()), ours=True)),
        "foreign": _foreign(copy),
    }


def _foreign(copy: Any) -> list[str]:
    """Keys of the copy's catalogue and pages that the writer does not write: there must be none."""
    ours = {"Type", "Pages", "StructTreeRoot", "MarkInfo", "Lang", "ViewerPreferences", "Info"}
    found = set(copy.xref_get_keys(copy.pdf_catalog())) - ours
    sheet = {"Type", "MediaBox", "Rotate", "Resources", "Parent", "Contents", "StructParents", "Tabs"}
    for page in copy:
        found |= set(copy.xref_get_keys(page.xref)) - sheet
    return sorted(found)


def _second_opinion(path: str) -> list[str]:
    pypdfium2: Any = import_module("pypdfium2")

    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        return texts
    finally:
        document.close()


def main() -> int:
    limit_itself()
    answer = answer_to(json.load(sys.stdin))
    json.dump(answer, sys.stdout)
    sys.stdout.flush()
    # Freeing a broken document may crash after the answer was given.
    os._exit(0)


def answer_to(order: dict[str, Any]) -> dict[str, Any]:
    """What the order gives, or why not; whatever a foreign file provokes is the file's fault."""
    try:
        return {"read": read, "remove": remove, "draw": draw}[order["do"]](order)
    except Refusal as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "too_heavy"}
    except Exception as problem:
        return {"refused": fault(problem)}


if __name__ == "__main__":
    main()
