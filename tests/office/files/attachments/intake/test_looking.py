"""What is looked at before a file is kept: its content, and whether its name says the same."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from pasocial.office.files.attachments import intake
from pasocial.office.files.attachments.intake import archives, kinds

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


def looked(content: bytes, name: str) -> intake.Looked:
    return intake.look_at(io.BytesIO(content), name)


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = {"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>"}
ODF = {"META-INF/manifest.xml": b"<m/>", "content.xml": b"<c/>"}


def odf(kind: str) -> bytes:
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), **ODF})


def compound(*names: str) -> bytes:
    """The smallest [MS-CFB] file with a directory of these names."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    struct.pack_into("<HHH", head, 26, 3, 0xFFFE, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, *range(2, 128), 0xFFFFFFFE)
    entries = b""
    for name in ("Root Entry", *names):
        written = (name + "\0").encode("utf-16-le")
        entries += written.ljust(64, b"\0") + struct.pack("<H", len(written)) + b"\0" * 62
    return bytes(head) + table + entries.ljust(512 * 126, b"\0")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "delibera.pdf", "application/pdf"),
        (b"\xef\xbb\xbf" + PDF, "delibera.pdf", "application/pdf"),
        (b"\r\n\r\n" + PDF, "delibera.pdf", "application/pdf"),
        (b"\0" * 1024 + PDF, "delibera.pdf", "application/pdf"),
        (b"X-Fax: 7\r\n" + PDF, "delibera.PDF", "application/pdf"),
        (PNG, "foto.png", "image/png"),
        (JPEG, "foto.JPEG", "image/jpeg"),
        (b"GIF89a" + b"\0" * 30, "foto.gif", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 30, "foto.webp", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 30, "IMG_0001.HEIC", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 30, "IMG_0002.heif", "image/heic"),
        (b"II*\0" + b"\0" * 30, "mappa.tiff", "image/tiff"),
        ("Città è già così".encode("cp1252"), "nota.txt", "text/plain"),
        ("Città\x92".encode("latin-1"), "nota.txt", "text/plain"),
        ("Città".encode("utf-8-sig"), "nota.txt", "text/plain"),
        ("a;b\n1;perché\n".encode(), "dati.csv", "text/csv"),
        ("a;b\n1;perché\n".encode("utf-16"), "dati.csv", "text/csv"),
        ("a;b\n1;due\n".encode("utf-16-be"), "dati.csv", "text/csv"),
        (b'{"a": 1}', "dati.json", "application/json"),
        (b"<?xml version='1.0'?><p:Fattura xmlns:p='urn:x'/>", "fattura.xml", "application/xml"),
        ("<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), "dati.xml", "application/xml"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "seduta.ics", "text/calendar"),
        (b"Received: da qui\r\nSubject: prova\r\n\r\ncorpo", "posta.eml", "message/rfc822"),
        (b"{\\rtf1\\ansi ciao}", "lettera.rtf", "application/rtf"),
        (compound("WordDocument", "1Table"), "lettera.doc", "application/msword"),
        (compound("Workbook"), "conti.xls", "application/vnd.ms-excel"),
        (compound("PowerPoint Document"), "progetto.ppt", "application/vnd.ms-powerpoint"),
        (compound(*(f"s{n}" for n in range(200)), "__properties_version1.0"), "posta.msg", kinds.MSG),
        (archive({"a.txt": b"a"}), "carte.zip", "application/zip"),
        (archive(WORD), "lettera.docx", kinds.DOCX),
        (archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>"}), "conti.xlsx", kinds.XLSX),
        (archive({"[Content_Types].xml": TYPES, "ppt/presentation.xml": b"<p/>"}), "p.pptx", kinds.PPTX),
        (odf("text"), "lettera.odt", kinds.ODT),
        (odf("spreadsheet"), "conti.ods", kinds.ODS),
        (odf("presentation"), "progetto.odp", kinds.ODP),
    ],
)
def test_what_offices_and_citizens_send_is_kept_as_what_it_is(
    content: bytes, name: str, media_type: str
) -> None:
    found = looked(content, name)
    stem, dot, ending = name.rpartition(".")
    assert (found.refusal, found.renamed, found.media_type, found.name, found.size) == (
        None,
        None,
        media_type,
        stem + dot + ending.lower(),
        len(content),
    )


@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (PDF, "Nota dott. Rossi", "Nota dott. Rossi.pdf"),
        (PDF, "Nota dott. Rossi.pdf", "Nota dott. Rossi.pdf"),
        (PDF, "12.03.2025", "12.03.2025.pdf"),
        (PDF, "Verbale n.12", "Verbale n.12.pdf"),
        (b"just words", "words", "words.txt"),
        (b"# words", "README.md", "README.md.txt"),
        (b"Speaks of %PDF-1.7 and of nothing else", "nota", "nota.txt"),
    ],
)
def test_name_without_an_extension_of_ours_stays_whole_and_gets_one(
    content: bytes, name: str, kept_as: str
) -> None:
    found = looked(content, name)
    assert (found.refusal, found.renamed, found.name) == (None, None, kept_as)


@pytest.mark.parametrize(
    ("content", "name", "right"),
    [
        (PNG, "foto.pdf", "foto.png"),
        (PDF, "delibera.txt", "delibera.pdf"),
        (b"just words", "delibera.pdf", "delibera.txt"),
        (archive(WORD), "lettera.zip", "lettera.docx"),
        (compound("WordDocument"), "lettera.docx", "lettera.doc"),
    ],
)
def test_name_that_claims_another_kind_is_told_with_the_right_one(
    content: bytes, name: str, right: str
) -> None:
    found = looked(content, name)
    assert found.refusal is None
    assert found.renamed is not None
    assert (found.renamed.code, found.renamed.values["right"], found.name) == ("file_renamed", right, right)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "innocuo.txt"),
        (b"  \n<html><body>", "innocuo.csv"),
        ("<html>".encode("utf-16"), "innocuo.txt"),
        (b"<html>" + PDF, "delibera.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "disegno.png"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "disegno.txt"),
        (b"<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg'/>", "disegno.xml"),
        (b"<?xml nothing", "dati.xml"),
        (b"#!/bin/sh\nrm -rf /", "leggimi.txt"),
        (b"<?php system($_GET[0]);", "foto.jpg"),
        (EXE, "delibera.pdf"),
        (b"MZ" + PDF + b"\0" * 40, "delibera.pdf"),
        (b"\0" * 1025 + PDF, "delibera.pdf"),
        (b"\x7fELF" + b"\x00" * 100, "programma.txt"),
        (b"text with a \x00 null byte", "nota.txt"),
        (b"text " * 20000 + b"\x00", "nota.txt"),
        (compound("Nothing known"), "programma.doc"),
        (archive({"mimetype": b"text/html"}, zipfile.ZIP_STORED), "lettera.odt"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "lettera.odt"),
        (archive({"word/document.xml": b"<w/>"}), "lettera.docx"),
        (archive({"classes.dex": b"dex", "a": b""}), "carte.zip"),
    ],
)
def test_file_that_is_nothing_we_know_or_runs_is_refused(content: bytes, name: str) -> None:
    refusal = looked(content, name).refusal
    assert refusal is not None
    assert refusal.code == "file_type"


@pytest.mark.parametrize(
    "name", ["virus.exe", "delibera.pdf.exe", "delibera\u202efdp.exe", "nota.HTML", "avvia.bat.", "x.js "]
)
@pytest.mark.parametrize("content", [b"just words", PDF])
def test_name_of_a_program_is_refused_whatever_is_in_it(content: bytes, name: str) -> None:
    refusal = looked(content, name).refusal
    assert refusal is not None
    assert refusal.code == "program"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (archive(WORD), "lettera.docm"),
        (archive({**WORD, "word/vbaProject.bin": b"x"}), "lettera.docx"),
        (archive({"[Content_Types].xml": TYPES + b"macroEnabled", "xl/workbook.xml": b""}), "conti.xlsx"),
        (compound("WordDocument", "Macros"), "lettera.doc"),
        (compound("Workbook", "_VBA_PROJECT_CUR"), "conti.xls"),
        (archive({"lettera.docx": archive({**WORD, "word/vbaProject.bin": b"x"})}), "carte.zip"),
    ],
)
def test_office_file_with_macros_is_refused_and_never_called_another(content: bytes, name: str) -> None:
    refusal = looked(content, name).refusal
    assert refusal is not None
    assert refusal.code == "file_with_macros"


def test_file_locked_with_a_password_is_refused_with_that_reason() -> None:
    refusal = looked(compound("EncryptedPackage", "EncryptionInfo"), "lettera.docx").refusal
    assert refusal is not None
    assert refusal.code == "file_encrypted"


def test_zip_with_a_member_called_mimetype_is_still_a_zip() -> None:
    """Only the other members of a format make it that format: any archive may hold a file of that name."""
    for written in (b"application/pdf", b"application/vnd.oasis.opendocument.text", b"anything"):
        found = looked(archive({"mimetype": written, "a.txt": b"a"}), "carte.zip")
        assert (found.refusal, found.media_type, found.name) == (None, "application/zip", "carte.zip")


@pytest.mark.parametrize("spoiled", range(0, 60, 3))
def test_zip_with_a_spoiled_member_is_refused_in_words(spoiled: int) -> None:
    packed = bytearray(archive({"mimetype": b"application/vnd.oasis.opendocument.text" * 3, **ODF}))
    for place in range(spoiled, spoiled + 12):
        packed[place] ^= 0xFF
    refusal = looked(bytes(packed), "lettera.odt").refusal
    assert refusal is None or refusal.code in {"broken_archive", "file_type", "archive_bomb"}


def test_zip_with_a_mimetype_that_does_not_unpack_is_refused_as_broken() -> None:
    packed = bytearray(archive({"mimetype": b"application/vnd.oasis.opendocument.text" * 3, **ODF}))
    place = packed.index(b"mimetype") + 8
    packed[place : place + 10] = b"\xff" * 10
    refusal = looked(bytes(packed), "lettera.odt").refusal
    assert refusal is not None
    assert refusal.code == "broken_archive"


def test_small_archive_of_a_repetitive_table_is_accepted() -> None:
    """Thirty megabytes of one row pack a thousandfold, and are what a year of readings is."""
    packed = archive({"letture.csv": b"2025-01-01;0;0;0\n" * 1_800_000})
    assert len(packed) < 100_000
    assert looked(packed, "letture.zip").refusal is None


def test_what_really_comes_out_is_counted_and_not_what_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1_000_000)
    inside = archive({"xl/a": b"\0" * 600_000, "[Content_Types].xml": TYPES, "xl/workbook.xml": b""})
    for packed in (
        archive({"zeros": b"\0" * 1_000_001}),
        archive({"a.xlsx": inside, "b.xlsx": inside}),
    ):
        refusal = looked(packed, "carte.zip").refusal
        assert refusal is not None
        assert refusal.code == "archive_bomb"
    assert looked(archive({"a.xlsx": inside}), "carte.zip").refusal is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (archive({f"{n}.txt": b"" for n in range(5001)}, zipfile.ZIP_STORED), "archive_bomb"),
        (archive({"inner.zip": archive({"a": b"a"})}), "nested_archive"),
        (archive({"inner.7z": b"7z"}), "nested_archive"),
        (archive({"fattura.pdf.exe": b"text"}), "program"),
        (archive({"fattura.pdf": EXE[:60] + b"PE\0\0"}), "program"),
        (archive({"a.txt": b"a" * 500})[:-40], "broken_archive"),
    ],
)
def test_empty_broken_or_dangerous_archive_is_refused(content: bytes, code: str) -> None:
    refusal = looked(content, "carte.zip").refusal
    assert refusal is not None
    assert refusal.code == code


def test_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    at_limit = b"a" * intake.MAX_BYTES
    assert looked(at_limit, "lungo.txt").refusal is None
    refusal = looked(at_limit + b"a", "lungo.txt").refusal
    assert refusal is not None
    assert refusal.code == "file_too_large"


def test_same_bytes_are_set_aside_once() -> None:
    one, again, other = io.BytesIO(b"a"), io.BytesIO(b"a"), io.BytesIO(b"b")
    assert intake.doubles([one, again, other]) == ([one, other], [again])
    assert intake.doubles([one], known=[intake.sum_of(again)]) == ([], [one])
    assert one.tell() == 0
