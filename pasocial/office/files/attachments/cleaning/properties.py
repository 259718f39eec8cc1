"""What a file carries that its reader does not see, told in pairs (code, value). It must never import Django."""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from io import BytesIO
from typing import Any

from pasocial.office.files.attachments.cleaning.pictures import Unclean, jpeg_segments, kind_of, opened

MOST_VALUE = 300
_EXIF = {
    0x010E: "description",
    0x013B: "author",
    0x8298: "copyright",
    0x010F: "maker",
    0x0110: "model",
    0x0131: "software",
    0x0132: "changed",
    0x9C9D: "author",
    0x9C9C: "comment",
}
_CAPTURE = {
    0x9003: "taken",
    0x9286: "comment",
    0xA430: "author",
    0xA431: "serial",
    0xA435: "serial",
    0x927C: "maker_note",
}
_OFFICE = re.compile(
    rb"<(?:[\w-]+:)?(creator|initial-creator|lastModifiedBy|title|subject|description|keywords|keyword|category|Company"
    rb"|Manager|generator|Application|user-defined|lpwstr)\b[^>]*>([^<]+)<",
)
_OFFICE_CODES = {
    b"creator": "author",
    b"initial-creator": "author",
    b"lastModifiedBy": "last_author",
    b"title": "title",
    b"subject": "subject",
    b"description": "description",
    b"keywords": "keywords",
    b"keyword": "keywords",
    b"category": "keywords",
    b"Company": "company",
    b"Manager": "author",
    b"generator": "software",
    b"Application": "software",
    b"user-defined": "other",
    b"lpwstr": "other",
}


def of(content: bytes, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, Any]]
    if content[:1024].find(b"%PDF-") >= 0:
        found = _of_pdf(path)
    elif kind_of(content):
        found = _of_picture(content)
    elif content[:2] == b"PK":
        found = _of_archive(content)
    else:
        found = []
    told = [(code, _plain(value)) for code, value in found]
    return list(dict.fromkeys((code, value) for code, value in told if value))


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        if not value.strip(b"\x00"):
            return ""
        value = value.decode("utf-16-le" if b"\x00" in value[1::2][:4] else "utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())[:MOST_VALUE]


def _of_picture(content: bytes) -> list[tuple[str, Any]]:
    with opened(content) as picture:
        exif = picture.getexif()
        found: list[tuple[str, Any]] = [(_EXIF[tag], value) for tag, value in exif.items() if tag in _EXIF]
        for tag, value in exif.get_ifd(0x8769).items():
            if tag == 0x927C:
                found.append(("maker_note", f"{len(value)} byte"))
            elif tag in _CAPTURE:
                found.append(
                    (_CAPTURE[tag], value[8:] if tag == 0x9286 and isinstance(value, bytes) else value)
                )
        if place := _place(exif.get_ifd(0x8825)):
            found.append(("place", place))
        told = picture.info
        found += [("xmp", "XMP")] if told.get("xmp") or told.get("XML:com.adobe.xmp") else []
        found += [("iptc", "IPTC")] if told.get("photoshop") or told.get("iptc") else []
        found += [("comment", told["comment"])] if told.get("comment") else []
        texts = getattr(picture, "text", None) or {}
        found += [(f"text {name}", value) for name, value in texts.items() if "xmp" not in name.lower()]
        if picture.format == "JPEG" and content.rfind(b"\xff\xd8", 20) > 0:
            found.append(("thumbnail", "JPEG"))
    if kind_of(content) == "jpeg":
        for marker, _start, end in jpeg_segments(content):
            if marker == 0xED:
                found.append(("iptc", "IPTC"))
            elif marker == 0xD9 and end < len(content.rstrip(b"\x00")):
                found.append(("after_end", f"{len(content) - end} byte"))
    return found


def _place(gps: dict[int, Any]) -> str:
    """Latitude and longitude in degrees, for a map; empty when the camera did not say."""
    try:
        degrees = []
        for letter, numbers in ((1, 2), (3, 4)):
            whole, minutes, seconds = (float(one) for one in gps[numbers])
            value = whole + minutes / 60 + seconds / 3600
            degrees.append(-value if str(gps.get(letter, "")).upper() in ("S", "W") else value)
        return f"{degrees[0]:.5f}, {degrees[1]:.5f}"
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return "GPS" if gps else ""


def _of_pdf(path: str) -> list[tuple[str, Any]]:
    pymupdf: Any = import_module("pymupdf")
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(path, filetype="pdf")
    except Exception as problem:
        raise Unclean("broken") from problem
    if document.needs_pass:
        raise Unclean("encrypted")
    about = document.metadata or {}
    names = {"author": "author", "title": "title", "subject": "subject", "keywords": "keywords"}
    names |= {"creator": "software", "producer": "software", "creationDate": "taken", "modDate": "changed"}
    found: list[tuple[str, Any]] = [
        (code, about.get(name)) for name, code in names.items() if about.get(name)
    ]
    xmp = document.get_xml_metadata() or ""
    for code, pattern in (
        ("author", r"<dc:creator>.*?<rdf:li[^>]*>\s*([^<]+)"),
        ("last_author", r"<(?:pdf:|xmp:)?[Ll]astModifiedBy>([^<]+)"),
    ):
        found += [(code, one) for one in re.findall(pattern, xmp, re.DOTALL)]
    if xmp:
        found.append(("xmp", "XMP"))
    photographs = 0
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "Filter")[1].strip("[ ]") == "/DCTDecode" and photographs < 20:
            photographs += 1
            inside = document.xref_stream_raw(xref)
            try:
                found += [(code, value) for code, value in _of_picture(inside) if code != "thumbnail"]
            except Exception:
                continue
    return found


def _of_archive(content: bytes) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for one in archive.infolist()[:2000]:
            lowered = one.filename.lower()
            if lowered in ("docprops/core.xml", "docprops/app.xml", "docprops/custom.xml", "meta.xml"):
                for name, value in _OFFICE.findall(archive.read(one)):
                    found.append((_OFFICE_CODES[name], value))
            elif one.file_size < 40 * 1024**2 and kind_of(archive.open(one).read(32)):
                try:
                    found += _of_picture(archive.read(one))
                except Exception:
                    continue
            elif lowered.startswith("docprops/thumbnail"):
                found.append(("thumbnail", one.filename))
    return found
