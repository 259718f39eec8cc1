"""The only code that opens a foreign PDF: a program of its own, run with limits, knowing nothing of the office.

It reads one JSON order on standard input and writes one JSON answer. Every page is brought to a plain form first
(form fields and hidden layers become visible text, comments and attachments go), so that what is read is what will
be removed. It must never import Django or the network.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import sys
from importlib import import_module
from typing import Any

SECONDS = 40
BYTES = 2 * 1024**3
WRITTEN_BYTES = 120 * 1024**2
MOST_PAGES = 1000
MOST_CHARACTERS = 4_000_000

# Keys of the catalogue and of pages that carry more than a reader sees (ISO 32000-2, 7.7.2, 7.7.3, 14).
CATALOGUE = (
    *(
        "Metadata",
        "OpenAction",
        "AA",
        "PieceInfo",
        "OCProperties",
        "AcroForm",
        "Threads",
        "Collection",
        "Perms",
    ),
    *("Legal", "AF", "DSS", "SpiderInfo", "URI", "Requirements", "DPartRoot"),
)
PAGE = ("AA", "PieceInfo", "Metadata", "Thumb", "AF", "B", "LastModified", "SeparationInfo", "DPart")
# Texts of the structure tree that repeat what the page shows (14.9).
SPOKEN = ("ActualText", "Alt", "E", "T", "ID", "Title", "PhoneticAlphabet", "Phoneme")
_SPOKEN_IN_STREAM = re.compile(
    rb"/(?:ActualText|Alt|E|Phoneme)\s*(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL
)

_CREATOR = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)


class Refusal(Exception):
    """Why this file cannot be worked on: a code the parent puts into words."""


def limit_itself() -> None:
    """Hard limits: a hostile file costs a refusal, never the machine."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def opened(path: str) -> Any:
    pymupdf = _pymupdf()

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(path, filetype="pdf")
    except Exception as problem:
        raise Refusal("broken") from problem
    if document.needs_pass:
        raise Refusal("encrypted")
    if not document.is_pdf or document.page_count < 1:
        raise Refusal("broken")
    if document.page_count > MOST_PAGES:
        raise Refusal("too_many_pages")
    return document


def plain(document: Any) -> tuple[Any, list[str]]:
    """The document in its plain form, and what it hid, as codes. Refuses a file of which any part cannot be read."""
    _read_every_object(document)
    hidden = _hidden_in_catalogue(document)
    with contextlib.suppress(Exception):
        document.bake(annots=False, widgets=True)
    for page in document:
        notes = list(page.annots() or ())
        if any(one.type[1] == "FileAttachment" for one in notes):
            hidden.append("attachments")
        if any(one.type[1] not in ("Link", "FileAttachment", "Popup") for one in notes):
            hidden.append("comments")
        for one in notes:
            with contextlib.suppress(Exception):
                page.delete_annot(one)
        document.xref_set_key(page.xref, "Annots", "null")
        for key in PAGE:
            document.xref_set_key(page.xref, key, "null")
        # Nothing may lie outside what is read; the copy gets its own frame back at the end.
        document.xref_set_key(page.xref, "CropBox", "null")
        if page.rotation:
            page.set_rotation(0)
    with contextlib.suppress(Exception):
        document.set_toc([])
    root = document.pdf_catalog()
    for key in CATALOGUE:
        document.xref_set_key(root, key, "null")
    document.xref_set_key(root, "Names", "null")
    document.xref_set_key(root, "Outlines", "null")
    document.set_metadata({})
    with contextlib.suppress(Exception):
        document.del_xml_metadata()
    for xref in range(1, document.xref_length()):
        _silence(document, xref)
    # Opened anew: the engine decides once, when it opens a document, which layers are off.
    fresh = _pymupdf().open(stream=document.tobytes(garbage=1), filetype="pdf")
    document.close()
    return fresh, sorted(set(hidden))


def _pymupdf() -> Any:
    return import_module("pymupdf")


def _hidden_in_catalogue(document: Any) -> list[str]:
    root = document.pdf_catalog()
    hidden = []
    about = document.metadata or {}
    told = any((about.get(key) or "").strip() for key in ("author", "keywords", "subject"))
    if told or _CREATOR.search(document.get_xml_metadata() or ""):
        hidden.append("author")
    if document.embfile_count():
        hidden.append("attachments")
    if document.xref_get_key(root, "OCProperties")[0] != "null":
        hidden.append("layers")
    if document.get_toc():
        hidden.append("bookmarks")
    if document.is_form_pdf:
        hidden.append("form")
    scripts = [document.xref_get_key(root, key)[0] != "null" for key in ("OpenAction", "AA")]
    names = document.xref_get_key(root, "Names/JavaScript")[0] != "null"
    if names or (any(scripts) and _has_script(document)):
        hidden.append("javascript")
    return hidden


def _has_script(document: Any) -> bool:
    return any(
        "/JavaScript" in document.xref_object(xref, compressed=True)
        for xref in range(1, document.xref_length())
    )


def _read_every_object(document: Any) -> None:
    """What cannot be read cannot be cleared either: the file is refused.

    All of it before the first change: the engine mends a broken file when it meets the broken object, and whatever was
    taken out until then would come back.
    """
    for xref in range(1, document.xref_length()):
        try:
            document.xref_get_keys(xref)
            if _may_speak(document, xref):
                document.xref_stream(xref)
        except Exception as problem:
            raise Refusal(_fault(problem)) from problem


def _silence(document: Any, xref: int) -> None:
    """Takes spoken texts, private notes and metadata out of one object."""
    keys = document.xref_get_keys(xref)
    kind = document.xref_get_key(xref, "Type")[1]
    spoken = kind == "/StructElem" or "S" in keys or "ActualText" in keys or "Alt" in keys
    for key in keys:
        if key in ("PieceInfo", "Metadata", "LastModified") or (spoken and key in SPOKEN):
            document.xref_set_key(xref, key, "null")
    if _may_speak(document, xref):
        _silence_stream(document, xref)


def _may_speak(document: Any, xref: int) -> bool:
    """Whether the object is a stream that may draw something and say aloud what it draws: pictures do not."""
    return (
        document.xref_is_stream(xref)
        and document.xref_get_key(xref, "Type")[1] in ("/XObject", "null", "")
        and document.xref_get_key(xref, "Subtype")[1] != "/Image"
    )


def _silence_stream(document: Any, xref: int) -> None:
    content = document.xref_stream(xref)
    if not content or not any(
        word in content for word in (b"/ActualText", b"/Alt", b"/E ", b"/E(", b"/Phoneme")
    ):
        return
    if b"BDC" in content:
        document.update_stream(xref, _SPOKEN_IN_STREAM.sub(b"", content))


def _fault(problem: Exception) -> str:
    heavy = any(word in str(problem).lower() for word in ("malloc", "memory", "alloc"))
    return "too_heavy" if heavy else "broken"


def characters(page: Any) -> tuple[str, list[Any]]:
    """The page's text and, for each character of it, where it stands (None for the line ends we add)."""
    pymupdf = _pymupdf()

    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
    text: list[str] = []
    places: list[Any] = []
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for one in span["chars"]:
                    for letter in one["c"] or "�":
                        text.append(letter)
                        places.append((one["bbox"], line["dir"]))
            text.append("\n")
            places.append(None)
        text.append("\n")
        places.append(None)
    return "".join(text), places


def read(order: dict[str, Any]) -> dict[str, Any]:
    document = opened(order["source"])
    document, hidden = plain(document)
    pages, total = [], 0
    for page in document:
        text, _places = characters(page)
        total += len(text)
        if total > MOST_CHARACTERS:
            raise Refusal("too_long")
        pages.append({"text": text, "images": len(page.get_images())})
    return {"pages": pages, "hidden": hidden}


def remove(order: dict[str, Any]) -> dict[str, Any]:
    """Writes the copy. `ranges`: for each page number, from 0, stretches [start, end) of the text that `read` gave."""
    pymupdf = _pymupdf()

    document = opened(order["source"])
    frames = [(page.rotation, document.xref_get_key(page.xref, "CropBox")) for page in document]
    document, _hidden = plain(document)
    for number, stretches in order["ranges"].items():
        page = document[int(number)]
        _text, places = characters(page)
        for start, end in stretches:
            for box in _boxes(places[start:end]):
                page.add_redact_annot(pymupdf.Rect(box), fill=(0, 0, 0), cross_out=False)
        page.apply_redactions(
            images=pymupdf.PDF_REDACT_IMAGE_PIXELS,
            graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
            text=pymupdf.PDF_REDACT_TEXT_REMOVE,
        )
    for page, (rotation, frame) in zip(document, frames, strict=True):
        if rotation:
            page.set_rotation(rotation)
        if frame[0] == "array":
            document.xref_set_key(page.xref, "CropBox", frame[1])
    if order.get("title"):
        document.set_metadata({"title": order["title"]})
    document.save(order["target"], garbage=4, deflate=True, clean=True, encryption=pymupdf.PDF_ENCRYPT_NONE)
    document.close()
    return check(order)


def _boxes(places: list[Any]) -> list[tuple[float, float, float, float]]:
    """One narrow box for each run of letters: the middle of the line, so that neighbours above and below stay."""
    boxes: list[list[float]] = []
    for place in places:
        if place is None:
            boxes.append([])
            continue
        (left, top, right, bottom), (across, _down) = place
        if abs(across) > 0.9:
            third = (bottom - top) * 0.3
            box = [left, top + third, right, bottom - third]
        else:
            third = (right - left) * 0.3
            box = [left + third, top, right - third, bottom]
        if boxes and boxes[-1] and _in_line(boxes[-1], box, abs(across) > 0.9):
            last = boxes[-1]
            boxes[-1] = [
                min(last[0], box[0]),
                min(last[1], box[1]),
                max(last[2], box[2]),
                max(last[3], box[3]),
            ]
        else:
            boxes.append(box)
    # A hair narrower than the letters: what touches the box goes with it, and a comma beside a name may stay.
    return [
        (box[0] + min(0.4, (box[2] - box[0]) / 4), box[1], box[2] - min(0.4, (box[2] - box[0]) / 4), box[3])
        for box in boxes
        if box
    ]


def _in_line(last: list[float], box: list[float], across: bool) -> bool:
    if across:
        return (
            abs(last[1] - box[1]) < 2
            and box[2] - last[0] >= 0
            and box[0] - last[2] < 12
            and box[0] >= last[0]
        )
    return abs(last[0] - box[0]) < 2 and abs(box[1] - last[3]) < 12


def check(order: dict[str, Any]) -> dict[str, Any]:
    """What the copy still says, by the engine that made it and by another one that shares no code with it."""
    copy = opened(order["target"])
    left = _hidden_in_catalogue(copy)
    pages = [characters(page)[0] for page in copy]
    return {
        "pages": pages,
        "hidden": left,
        "second_before": _second_opinion(order["source"]),
        "second_after": _second_opinion(order["target"]),
    }


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
    order = json.load(sys.stdin)
    try:
        answer = {"read": read, "remove": remove}[order["do"]](order)
    except Refusal as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "too_heavy"}
    except (
        Exception
    ) as problem:  # whatever a foreign file provokes is the file's fault, and the parent says so
        answer = {"refused": _fault(problem)}
    json.dump(answer, sys.stdout)
    sys.stdout.flush()
    # Freeing a broken document may crash after the answer was given.
    os._exit(0)


if __name__ == "__main__":
    main()
