"""What a ZIP is and how much it holds: by the members a format needs, and by what really comes out of it."""

from __future__ import annotations

import lzma
import os
import struct
import tempfile
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext_lazy as _

from pasocial.office.files.attachments.intake import kinds
from pasocial.office.files.attachments.intake.names import plain_name
from pasocial.refusal import Refusal

# Absolute, never a ratio: an honest table of zeros packs a thousandfold.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_DEPTH = 3
_BLOCK = 1 << 18
# Whatever a forged archive makes the library say.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    KeyError, IndexError, struct.error, OverflowError, UnicodeError,
)  # fmt: skip
PACKED = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".cab", ".zst", ".lzh", ".arj", ".ace")
_OOXML = (
    ("word/", "word/document.xml", kinds.DOCX),
    ("xl/", "xl/workbook.xml", kinds.XLSX),
    ("ppt/", "ppt/presentation.xml", kinds.PPTX),
)
_ODF = frozenset({kinds.ODT, kinds.ODS, kinds.ODP, kinds.ODG})
_ASIC = frozenset({kinds.ASICE, kinds.ASICS})


def broken() -> Refusal:
    return Refusal("broken_archive", _("L'archivio è danneggiato: ricrealo e caricalo di nuovo."), "files")


def bomb() -> Refusal:
    return Refusal(
        "archive_bomb",
        _("L'archivio, una volta aperto, è troppo grande: dividilo in archivi più piccoli."),
        "files",
    )


def with_macros() -> Refusal:
    return Refusal(
        "file_with_macros",
        _(
            "Il file contiene macro, cioè programmi: salvalo senza macro (per esempio DOCX, XLSX o PDF) e ricaricalo."
        ),
        "files",
    )


def program_inside(name: str) -> Refusal:
    return Refusal(
        "program",
        _("L'archivio contiene un programma («{name}»): toglilo e caricalo di nuovo."),
        "files",
        {"name": plain_name(name)[:80]},
    )


def zip_type(content: IO[bytes]) -> str | Refusal:
    """The media type, by the members that its format needs; `mimetype` alone makes nothing but a ZIP."""
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
            lowered = {name.lower() for name in names}
            if "classes.dex" in lowered or "androidmanifest.xml" in lowered:
                return "application/octet-stream"
            if "[Content_Types].xml" in names:
                return _ooxml_type(archive, names)
            if "mimetype" in names:
                declared = _declared(archive)
                if declared in _ODF and {"META-INF/manifest.xml", "content.xml"} <= names:
                    return declared
                if declared in _ASIC and any(_is_signature(name) for name in names):
                    return declared
            if "meta-inf/manifest.mf" in lowered and any(name.endswith(".class") for name in lowered):
                return "application/octet-stream"
            return kinds.ZIP
    except BROKEN:
        return broken()
    finally:
        content.seek(0)


def _declared(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", "replace").strip()


def _is_signature(name: str) -> bool:
    """ETSI EN 319 162-1: META-INF holds signatures (XAdES, CAdES) or time stamps."""
    folder, _slash, base = name.lower().rpartition("/")
    marks = "signature" in base or "timestamp" in base
    return folder == "meta-inf" and marks and base.endswith((".xml", ".p7s", ".tst"))


def _ooxml_type(archive: zipfile.ZipFile, names: set[str]) -> str | Refusal:
    with archive.open("[Content_Types].xml") as member:
        types = member.read(1 << 20).lower()
    macros = b"macroenabled" in types or b"vbaproject" in types
    if macros or any(name.lower().endswith("vbaproject.bin") for name in names):
        return with_macros()
    for folder, part, media_type in _OOXML:
        if part in names or any(name.startswith(folder) and name.count("/") == 1 for name in names):
            return media_type
    return kinds.ZIP


class Purse:
    """What may still come out of one upload, however deep its archives are."""

    def __init__(self) -> None:
        self.bytes = MAX_UNPACKED_BYTES
        self.entries = MAX_ENTRIES


def reason_against_archive(content: IO[bytes], purse: Purse | None = None, depth: int = 1) -> Refusal | None:
    """Unpacks to nowhere and counts; a size that an archive declares is not believed. Streamed, 256 kB at a time."""
    purse = purse or Purse()
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            infos = archive.infolist()
            purse.entries -= len(infos)
            if purse.entries < 0:
                return bomb()
            for info in infos:
                if info.is_dir():
                    continue
                against = _reason_against_member(archive, info, purse, depth)
                if against is not None:
                    return against
    except BROKEN:
        return broken()
    finally:
        content.seek(0)
    return None


def _reason_against_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, purse: Purse, depth: int
) -> Refusal | None:
    ending = os.path.splitext(plain_name(info.filename))[1].lower()
    if ending in PACKED:
        return Refusal(
            "nested_archive", _("L'archivio contiene altri archivi: caricali uno per uno, aperti."), "files"
        )
    if ending in kinds.PROGRAMS_IN_ARCHIVES:
        return program_inside(info.filename)
    if info.flag_bits & 1 or info.compress_type not in (0, 8, 12, 14):
        # Locked, or packed in a way we cannot open: nobody here unpacks it, and the declared size is all there is.
        purse.bytes -= info.file_size
        return bomb() if purse.bytes < 0 else None
    with archive.open(info) as member, tempfile.SpooledTemporaryFile(1 << 20) as kept:
        first = member.read(_BLOCK)
        is_zip = first[:4] == b"PK\x03\x04"
        if first[:2] == b"MZ" and first[:_BLOCK].find(b"PE\0\0") > 0:
            return program_inside(info.filename)
        block = first
        while block:
            purse.bytes -= len(block)
            if purse.bytes < 0:
                return bomb()
            if is_zip:
                kept.write(block)
            block = member.read(_BLOCK)
        if is_zip:
            if depth >= MAX_DEPTH:
                return Refusal(
                    "nested_archive",
                    _("L'archivio contiene altri archivi: caricali uno per uno, aperti."),
                    "files",
                )
            if isinstance(inside := zip_type(kept), Refusal):
                return inside if inside.code == "file_with_macros" else None
            return reason_against_archive(kept, purse, depth + 1)
    return None
