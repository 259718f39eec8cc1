"""What the bytes of a file say that it is. The name only chooses between kinds with the same bytes (text and CSV)."""

from __future__ import annotations

import codecs
import re
from typing import IO
from xml.parsers import expat

from pasocial.office.files.attachments.intake import archives, compound, kinds
from pasocial.office.files.attachments.intake.names import suffix_of
from pasocial.refusal import Refusal

UNKNOWN, PROGRAM = "application/octet-stream", "text/html"
_HEAD = 65536
_IMAGES = (
    (b"\xff\xd8\xff", kinds.JPEG),
    (b"\x89PNG\r\n\x1a\n", kinds.PNG),
    (b"GIF87a", kinds.GIF),
    (b"GIF89a", kinds.GIF),
    (b"II*\0", kinds.TIFF),
    (b"MM\0*", kinds.TIFF),
    (b"II+\0", kinds.TIFF),
    (b"MM\0+", kinds.TIFF),
)
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"heif"})
# A reader of PDF looks for the header in the first 1,024 bytes (ISO 32000-1, annex H.3, note 13).
_PDF_WITHIN = 1024
_RUN = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?php", b"#!", b"<%", b"<head", b"<body", b"<iframe")
_MAIL = re.compile(
    rb"(return-path|received|from|to|subject|date|message-id|mime-version|delivered-to|x-[\w-]+|content-[\w-]+|"
    rb"dkim-signature|reply-to|cc):",
    re.IGNORECASE,
)
_ROOTS_THAT_RUN = frozenset({"html", "svg", "stylesheet", "transform", "hta"})


def sniff(content: IO[bytes], name: str) -> str | Refusal:
    """The media type, or the reason why what was recognised is not accepted; UNKNOWN for all else."""
    content.seek(0)
    head = content.read(_HEAD)
    content.seek(0)
    if head[:2] == b"PK" and head[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return archives.zip_type(content)
    if head.startswith(compound.MAGIC):
        return _compound(compound.compound_type(content))
    if image := _image(head):
        return image
    if head.startswith(b"{\\rtf"):
        return kinds.RTF
    text = _is_text(content)
    if text and _runs(head):
        return PROGRAM
    if not head.startswith((b"MZ", b"\x7fELF")) and _is_pdf(content, head, name, text):
        return kinds.PDF
    return _text_kind(content, head, name) if text else UNKNOWN


def _compound(found: str) -> str | Refusal:
    if found == compound.MACROS:
        return archives.with_macros()
    return found


def _image(head: bytes) -> str:
    for magic, media_type in _IMAGES:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return kinds.WEBP
    if head[4:8] == b"ftyp":
        length = min(int.from_bytes(head[:4]), 256)
        brands = {head[8:12], *(head[place : place + 4] for place in range(16, length, 4))}
        return kinds.HEIC if brands & _HEIC else ""
    return ""


def _is_pdf(content: IO[bytes], head: bytes, name: str, text: bool) -> bool:
    """A text that speaks of `%PDF-1.7` in its first lines is a text: a PDF made of text also ends like one."""
    found = re.search(rb"%PDF-\d", head[: _PDF_WITHIN + 6])
    if found is None or found.start() > _PDF_WITHIN:
        return False
    if found.start() == 0 or not text or suffix_of(name) == ".pdf":
        return True
    content.seek(max(0, content.seek(0, 2) - 2048))
    ends = b"%%EOF" in content.read()
    content.seek(0)
    return ends


def _runs(head: bytes) -> bool:
    stripped = _plain(head[:4096]).lstrip(b"\xef\xbb\xbf \t\r\n\f").lower()
    return stripped.startswith(_RUN)


def _plain(head: bytes) -> bytes:
    """The first characters as UTF-8, whatever they are written in, so that no encoding hides a tag."""
    encoding = _wide(head)
    return head.decode(encoding, "replace").encode() if encoding else head


def _wide(head: bytes) -> str:
    """UTF-16 by its mark, or by the zeros between the letters of a text that has none; UTF-32 by its mark."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:2000]
    if len(sample) >= 8 and len(sample) % 2 == 0:
        low, high = sample[::2].count(0), sample[1::2].count(0)
        most = len(sample) // 2
        if high > most * 0.7 and not low:
            return "utf-16-le"
        if low > most * 0.7 and not high:
            return "utf-16-be"
    return ""


def _is_text(content: IO[bytes]) -> bool:
    """Whether the whole file is text in UTF-8, UTF-16, UTF-32 or an eight-bit alphabet, without control signs."""
    content.seek(0)
    head = content.read(_HEAD)
    encoding = _wide(head)
    for each in (encoding,) if encoding else ("utf-8-sig", "latin-1"):
        content.seek(0)
        decoder = codecs.getincrementaldecoder(each)()
        try:
            # Written a hundred years ago or by a mainframe, a text holds no control signs but these.
            while block := content.read(1 << 20):
                if _odd(decoder.decode(block), eight_bit=each == "latin-1"):
                    break
            else:
                decoder.decode(b"", final=True)
                return True
        except UnicodeDecodeError:
            continue
        finally:
            content.seek(0)
    return False


_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
# Eight-bit alphabets put letters and quotation marks where Unicode has control signs (Windows-1252).
_ODD_EIGHT_BIT = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")


def _odd(text: str, *, eight_bit: bool) -> bool:
    return bool((_ODD_EIGHT_BIT if eight_bit else _ODD).search(text))


def _text_kind(content: IO[bytes], head: bytes, name: str) -> str:
    plain = _plain(head).removeprefix(b"\xef\xbb\xbf")
    start, suffix = plain.lstrip(), suffix_of(name)
    if start.startswith(b"<?xml") or (suffix == ".xml" and start.startswith(b"<")):
        root = _root(content)
        if root is None:
            return UNKNOWN
        return PROGRAM if root in _ROOTS_THAT_RUN else kinds.XML
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return kinds.CALENDAR
    if suffix == ".csv":
        return kinds.CSV
    if suffix == ".json":
        return kinds.JSON
    if suffix == ".eml" and _MAIL.match(start):
        return kinds.MAIL
    return kinds.TEXT


class _Seen(Exception):
    """Thrown at the first element: nothing after it is parsed, so no entity is ever expanded."""


def _root(content: IO[bytes]) -> str | None:
    found: list[str] = []

    def first(name: str, _attributes: dict[str, str]) -> None:
        found.append(name.rpartition(":")[2].lower())
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartElementHandler = first
    content.seek(0)
    try:
        parser.Parse(content.read(1 << 20).lstrip(b" \t\r\n"), False)
    except _Seen:
        return found[0]
    except (expat.ExpatError, ValueError, LookupError):
        return None
    finally:
        content.seek(0)
    return None
