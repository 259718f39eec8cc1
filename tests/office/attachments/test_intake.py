"""What is looked at before a file is kept: its content, never its word."""

from __future__ import annotations

import io
import zipfile

import pytest

from pasocial.office.attachments import intake

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


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_as"),
    [
        (PDF, "delibera.pdf", "application/pdf", "delibera.pdf"),
        (PDF, "delibera.exe", "application/pdf", "delibera.pdf"),
        (PNG, "foto.pdf", "image/png", "foto.png"),
        (JPEG, "foto.JPEG", "image/jpeg", "foto.jpeg"),
        ("Città è già così".encode("cp1252"), "nota.txt", "text/plain", "nota.txt"),
        ("a;b\n1;perché\n".encode(), "dati.csv", "text/csv", "dati.csv"),
        (b"just words", "words", "text/plain", "words.txt"),
        (archive({"a.txt": b"a"}), "carte.zip", "application/zip", "carte.zip"),
        (
            archive({"word/document.xml": b"<w/>"}),
            "lettera.zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "lettera.docx",
        ),
        (
            archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
            "lettera.doc",
            "application/vnd.oasis.opendocument.text",
            "lettera.odt",
        ),
    ],
)
def test_content_tells_the_type_and_the_name_follows(
    content: bytes, name: str, media_type: str, kept_as: str
) -> None:
    found = looked(content, name)
    assert (found.refusal, found.media_type, found.name, found.size) == (
        None,
        media_type,
        kept_as,
        len(content),
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "innocuo.txt"),
        (b"  \n<html><body>", "innocuo.csv"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "disegno.png"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "disegno.txt"),
        (b"#!/bin/sh\nrm -rf /", "leggimi.txt"),
        (b"<?php system($_GET[0]);", "foto.jpg"),
        (EXE, "delibera.pdf"),
        (b"GIF89a" + b"\x00" * 30, "foto.gif"),
        (b"\x7fELF" + b"\x00" * 100, "programma.txt"),
        (b"text with a \x00 null byte", "nota.txt"),
        (archive({"mimetype": b"text/html"}, zipfile.ZIP_STORED), "lettera.odt"),
    ],
)
def test_file_that_lies_about_its_type_is_refused(content: bytes, name: str) -> None:
    refusal = looked(content, name).refusal
    assert refusal is not None
    assert refusal.code == "file_type"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (archive({"zeros": b"\0" * 30_000_000}), "archive_bomb"),
        (archive({f"{n}.txt": b"" for n in range(5001)}, zipfile.ZIP_STORED), "archive_bomb"),
        (archive({"inner.zip": archive({"a": b"a"})}), "nested_archive"),
        (archive({"a.txt": b"a" * 500})[:-40], "file_type"),
    ],
)
def test_empty_broken_or_explosive_file_is_refused(content: bytes, code: str) -> None:
    refusal = looked(content, "carte.zip").refusal
    assert refusal is not None
    assert refusal.code == code


def test_archive_that_lies_about_its_size_is_never_unpacked_beyond_it() -> None:
    """The declared size is all we would read: a `mimetype` of ten megabytes that says 30 bytes yields 30 bytes."""
    packed = bytearray(archive({"mimetype": b"A" * 10_000_000}))
    declared = (10_000_000).to_bytes(4, "little")
    lie = bytes(packed).replace(declared, (30).to_bytes(4, "little"))
    assert intake.look_at(io.BytesIO(lie), "lettera.odt").refusal is not None


def test_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    at_limit = b"a" * intake.MAX_BYTES
    assert looked(at_limit, "lungo.txt").refusal is None
    refusal = looked(at_limit + b"a", "lungo.txt").refusal
    assert refusal is not None
    assert refusal.code == "file_too_large"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\delibera.pdf", "delibera.pdf"),
        ("delibera\u202efdp.exe", "deliberafdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("\x00.pdf", "pdf.pdf"),
        ("....", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("perché città.PDF", "perché città.pdf"),
    ],
)
def test_name_is_cleaned(given: str, kept: str) -> None:
    assert intake.clean_name(given, "application/pdf") == kept
