"""What an office document says, part by part: its text with comments, tracked changes, hidden cells and headers.

OOXML and ODF alike keep text in XML parts; paragraphs, cells and slides end lines. It must never import Django.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from pasocial.office.files.attachments.cleaning.pictures import Unclean, kind_of

MOST_CHARACTERS = 4_000_000
MOST_UNPACKED = 300 * 1024**2
# Local names that end a line, in both families.
_LINE = frozenset(("p", "h", "br", "line-break", "row", "table-row", "comment", "si", "annotation"))
_CELL = frozenset(("tc", "c", "table-cell", "tab", "covered-table-cell"))
_OOXML_TEXT = re.compile(
    r"^(?:word/(?:document\d*|header\d*|footer\d*|comments|footnotes|endnotes)\.xml"
    r"|xl/(?:sharedstrings|comments\d*|worksheets/[^/]+|threadedcomments/[^/]+|workbook)\.xml"
    r"|xl/persons/[^/]+\.xml"
    r"|ppt/(?:slides/[^/]+|notesslides/[^/]+|comments/[^/]+|commentauthors)\.xml"
    r"|docprops/custom\.xml)$",
    re.IGNORECASE,
)
_ODF_TEXT = frozenset(("content.xml", "styles.xml"))
# Attributes that say something a person typed: link targets, alternative texts, authors of comments and changes.
_SAYING = frozenset(("descr", "title", "author", "Target", "href", "displayName", "name", "string-value"))


def read(content: bytes) -> dict[str, Any]:
    """`pages`: the text of each part; `pictures`: whether there are any, whose words nobody read. Raises Unclean."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise Unclean("broken") from problem
    pages: list[str] = []
    pictures = foreign = False
    with archive:
        infos = archive.infolist()
        if any(one.flag_bits & 0x1 for one in infos):
            raise Unclean("encrypted")
        if sum(one.file_size for one in infos) > MOST_UNPACKED:
            raise Unclean("too_heavy")
        names = {one.filename.lower() for one in infos}
        office = bool(names & {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"})
        open_document = "content.xml" in names
        if not office and not open_document:
            raise Unclean("kind")
        for one in infos:
            lowered = one.filename.lower()
            if _OOXML_TEXT.match(lowered) or (open_document and lowered in _ODF_TEXT):
                try:
                    content_of_part = archive.read(one)
                    # No office program writes entities: they are there to swallow memory.
                    if b"<!DOCTYPE" in content_of_part or b"<!ENTITY" in content_of_part:
                        raise Unclean("broken")
                    root = fromstring(content_of_part)
                except Unclean:
                    raise
                except Exception as problem:
                    raise Unclean("broken") from problem
                pages.append(_text(root))
            elif lowered.endswith(".rels"):
                pages.append(_targets(archive.read(one)))
            elif "/embeddings/" in f"/{lowered}" or lowered.endswith((".bin", ".ole")):
                foreign = True
            elif not lowered.startswith(("thumbnails/", "docprops/")) and (
                kind_of(archive.read(one)[:32]) or lowered.endswith((".emf", ".wmf", ".svg"))
            ):
                pictures = True
    if sum(map(len, pages)) > MOST_CHARACTERS:
        raise Unclean("too_long")
    return {"pages": [one for one in pages if one.strip()], "pictures": pictures, "foreign": foreign}


def _text(root: Element) -> str:
    said: list[str] = []

    def walk(one: Element) -> None:
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if one.text:
            said.append(one.text)
        if name == "s":
            said.append(" ")
        for below in one:
            walk(below)
            if below.tail:
                said.append(below.tail)
        spoken = [
            value for key, value in one.attrib.items() if key.rpartition("}")[2] in _SAYING and len(value) > 3
        ]
        if spoken:
            said.append("\n" + "\n".join(spoken) + "\n")
        if name in _LINE:
            said.append("\n")
        elif name in _CELL:
            said.append("\t")

    walk(root)
    return "".join(said)


def _targets(content: bytes) -> str:
    """Addresses that links point to outside the document: a mailto names somebody."""
    found = re.findall(
        rb'Target="([^"]*)"[^>]*TargetMode="External"|TargetMode="External"[^>]*Target="([^"]*)"', content
    )
    return "\n".join((one or other).decode("utf-8", "replace") for one, other in found)
