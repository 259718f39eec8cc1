"""Looks at a file before it is kept: size, real type, cleaned name, compressed bombs."""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import IO

import puremagic
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pasocial.refusal import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_RATIO = 100

# Media type → extensions we give back. HTML, SVG, scripts and executables are not among them.
ACCEPTED = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
    "application/zip": (".zip",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/pkcs7-mime": (".p7m",),
    "message/rfc822": (".eml",),
    "application/json": (".json",),
}


@dataclass(frozen=True)
class Looked:
    name: str
    media_type: str
    size: int
    refusal: Refusal | None = None


def clean_name(name: str, media_type: str) -> str:
    """A safe file name: no path, no control or bidirectional characters, an extension that tells the truth."""
    base = os.path.basename(name.replace("\\", "/"))
    base = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C")
    stem, ext = os.path.splitext(base)
    stem = re.sub(r'[<>:"/|?*%;]+', "_", stem).strip(" ._")[:100] or "file"
    allowed = ACCEPTED.get(media_type, ())
    ext = ext.lower() if ext.lower() in allowed else (allowed[0] if allowed else "")
    return f"{stem}{ext}"


def first_scan_state() -> str:
    return "waiting" if getattr(settings, "CLAMD_ADDRESS", "") else "off"


def look_at(content: IO[bytes], name: str) -> Looked:
    """Size in bytes, sniffed media type and cleaned name, or the reason why the file is not accepted."""
    content.seek(0, os.SEEK_END)
    size = content.tell()
    content.seek(0)
    if size == 0:
        return Looked(
            name, "", 0, Refusal("empty_file", _("Il file è vuoto: controlla e caricalo di nuovo."), "files")
        )
    if size > MAX_BYTES:
        return Looked(
            name,
            "",
            size,
            Refusal("file_too_large", _("Il file supera 20 MB: riducilo o dividilo in più parti."), "files"),
        )
    media_type = sniff(content, name)
    if media_type not in ACCEPTED:
        return Looked(
            name,
            media_type,
            size,
            Refusal(
                "file_type",
                _(
                    "Questo tipo di file non è accettato: usa PDF, immagini, documenti, fogli di calcolo, testo o ZIP."
                ),
                "files",
            ),
        )
    if zipfile.is_zipfile(content):
        content.seek(0)
        bomb = _reason_against_archive(content, size)
        if bomb is not None:
            return Looked(name, media_type, size, bomb)
    content.seek(0)
    return Looked(clean_name(name, media_type), media_type, size)


def sniff(content: IO[bytes], name: str) -> str:
    """The media type its bytes tell; the name only chooses between kinds with the same bytes (text and CSV)."""
    content.seek(0)
    head = content.read(65536)
    content.seek(0)
    lowered = name.lower()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head[:2] == b"PK":
        return _office_type(content)
    if _is_text(head):
        stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if stripped.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php", b"#!")):
            return "text/html"
        if lowered.endswith(".csv"):
            return "text/csv"
        if lowered.endswith(".eml"):
            return "message/rfc822"
        if lowered.endswith(".json"):
            return "application/json"
        return "text/plain"
    try:
        guesses = puremagic.magic_string(head)
    except puremagic.PureError:
        return "application/octet-stream"
    found = {guess.mime_type for guess in guesses}
    for kind in ("image/jpeg", "image/png", "image/tiff"):
        if kind in found:
            return kind
    if lowered.endswith(".p7m") and head[:1] == b"\x30":
        return "application/pkcs7-mime"
    return "application/octet-stream"


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    for encoding in ("utf-8", "cp1252"):
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError as problem:
            if encoding == "utf-8" and problem.start >= len(head) - 4:
                text = head[: problem.start].decode(encoding)
            else:
                continue
        odd = sum(1 for c in text if unicodedata.category(c) == "Cc" and c not in "\t\r\n\x0c")
        return odd == 0
    return False


def _office_type(content: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return "application/octet-stream"
    finally:
        content.seek(0)
    for part, media_type in (
        ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ):
        if part in names:
            return media_type
    return "application/zip"


def _reason_against_archive(content: IO[bytes], size: int) -> Refusal | None:
    bomb = Refusal(
        "archive_bomb",
        _("L'archivio, una volta aperto, è troppo grande: dividilo in archivi più piccoli."),
        "files",
    )
    try:
        with zipfile.ZipFile(content) as archive:
            infos = archive.infolist()
            unpacked = sum(info.file_size for info in infos)
            nested = any(
                info.filename.lower().endswith((".zip", ".gz", ".7z", ".rar", ".xz")) for info in infos
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Refusal(
            "broken_archive", _("L'archivio è danneggiato: ricrealo e caricalo di nuovo."), "files"
        )
    if unpacked > MAX_UNPACKED_BYTES or unpacked > max(size, 1024) * MAX_UNPACKED_RATIO or len(infos) > 5000:
        return bomb
    if nested:
        return Refusal(
            "nested_archive", _("L'archivio contiene altri archivi: caricali uno per uno, aperti."), "files"
        )
    return None
