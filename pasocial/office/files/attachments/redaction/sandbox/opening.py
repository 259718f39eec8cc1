"""Opens a foreign PDF, makes sure that every part of it can be read, and tells what it hides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pasocial.office.files.attachments.redaction.sandbox.limits import MOST_PAGES, Refusal, fault

_CREATOR = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)
# An object that is in use and yet empty was either written so, or lost: then the engine complains.
_LOST = re.compile(
    r"cannot|error|expected|missing|not found|invalid|corrupt|broken|unknown|failed", re.IGNORECASE
)


def pymupdf() -> Any:
    return import_module("pymupdf")


def opened(path: str) -> Any:
    engine = pymupdf()
    engine.TOOLS.mupdf_display_errors(False)
    engine.TOOLS.mupdf_display_warnings(False)
    try:
        document = engine.open(path, filetype="pdf")
    except Exception as problem:
        raise Refusal("broken") from problem
    if document.needs_pass:
        raise Refusal("encrypted")
    if not document.is_pdf or document.page_count < 1:
        raise Refusal("broken")
    if document.page_count > MOST_PAGES:
        raise Refusal("too_many_pages")
    return document


def read_every_object(document: Any) -> None:
    """What cannot be read cannot be cleared either: the file is refused.

    All of it before the first change: the engine mends a broken file when it meets the broken object, and what was read
    until then may have been something else.
    """
    engine = pymupdf()
    engine.TOOLS.reset_mupdf_warnings()
    for xref in range(1, document.xref_length()):
        try:
            document.xref_object(xref, compressed=True)
            if document.xref_is_stream(xref):
                if document.xref_get_key(xref, "Subtype")[1] == "/Image":
                    document.xref_stream_raw(xref)
                else:
                    document.xref_stream(xref)
            # An object that cannot be parsed is handed out as an empty one, with a complaint.
            elif document.xref_object(xref) == "null" and _LOST.search(engine.TOOLS.mupdf_warnings()):
                raise Refusal("broken")
        except Refusal:
            raise
        except Exception as problem:
            raise Refusal(fault(problem)) from problem


def hidden_in(document: Any) -> list[str]:
    """What a reader of the file does not see, as codes."""
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
    if document.xref_get_key(root, "Outlines")[0] != "null" and document.get_toc():
        hidden.append("bookmarks")
    if document.is_form_pdf:
        hidden.append("form")
    scripts = [document.xref_get_key(root, key)[0] != "null" for key in ("OpenAction", "AA")]
    names = document.xref_get_key(root, "Names/JavaScript")[0] != "null"
    if names or (any(scripts) and _has_script(document)):
        hidden.append("javascript")
    for page in document:
        for one in page.annots() or ():
            kind = one.type[1]
            if kind == "FileAttachment":
                hidden.append("attachments")
            elif kind not in ("Link", "Popup", "Widget"):
                hidden.append("comments")
    return sorted(set(hidden))


def _has_script(document: Any) -> bool:
    return any(
        "/JavaScript" in document.xref_object(xref, compressed=True)
        for xref in range(1, document.xref_length())
    )


# Notes show only a sign that somebody wrote one; links show nothing. What other marks draw is part of the page.
_NOTES = ("Text", "FileAttachment", "Popup", "Link", "Sound", "Movie", "Screen", "Caret", "Redact")


@dataclass(frozen=True)
class Stand:
    """How a page stood before it was made plain: its turn in degrees, and the areas somebody marked to be redacted."""

    turn: int
    marked: tuple[tuple[float, float, float, float], ...]


def plain(document: Any) -> list[Stand]:
    """What is drawn becomes part of the page: form fields, stamps, boxes over words. Notes go; pages stand upright."""
    stands = []
    drawn = document.is_form_pdf
    for page in document:
        turn, marked = page.rotation, []
        if turn:
            page.set_rotation(0)
        for one in list(page.annots() or ()):
            if one.type[1] == "Redact":
                marked.append(tuple(one.rect))
            if one.type[1] in _NOTES:
                page.delete_annot(one)
            else:
                drawn = True
        stands.append(Stand(turn, tuple(marked)))
    if drawn:
        document.bake(annots=True, widgets=True)
    for page in document:
        document.xref_set_key(page.xref, "Annots", "null")
    return stands


def language_of(document: Any) -> str:
    """The language the document says it is in, when that is a language and nothing else."""
    said = document.xref_get_key(document.pdf_catalog(), "Lang")
    match = re.fullmatch(r"(it|en|de|fr|sl|es|sq|ro|uk|ar|zh|sc|fur|lld)(-[A-Z]{2})?", said[1])
    return match[0] if match else "it-IT"


def properties_of(document: Any) -> list[tuple[str, str]]:
    """What the file says of itself to whoever opens its properties."""
    names = ("title", "author", "subject", "keywords", "creator", "producer", "creationDate", "modDate")
    about = document.metadata or {}
    return [(name, str(about[name])[:300]) for name in names if (about.get(name) or "").strip()]
