"""Forms with files as browsers, old and new programs and mistaken ones write them: no file is lost unsaid."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.multipart import Parts, plain_file_name

BOUNDARY = "un-confine"


def part(disposition: bytes, body: bytes, more: bytes = b"") -> bytes:
    head = b"Content-Disposition: form-data" + disposition + more
    return f"--{BOUNDARY}\r\n".encode() + head + b"\r\n\r\n" + body + b"\r\n"


def sent(*parts: bytes) -> HttpRequest:
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return RequestFactory().generic(
        "POST", "/", body, content_type=f"multipart/form-data; boundary={BOUNDARY}"
    )


def file_of(request: HttpRequest) -> tuple[str, bytes]:
    found = request.FILES["files"]
    assert isinstance(found, UploadedFile)
    return str(found.name), found.read()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('; filename="perché.pdf"'.encode(), "perché.pdf"),
        ('; filename="perché.pdf"'.encode("latin-1"), "perché.pdf"),
        ('; filename="l’atto – €.pdf"'.encode("cp1252"), "l’atto – €.pdf"),
        (b'; filename="atto\x81.pdf"', "atto.pdf"),
        (b"; filename*=UTF-8''perch%C3%A9.pdf", "perché.pdf"),
        (b"; filename*=iso-8859-1'it'perch%E9.pdf", "perché.pdf"),
        (b"; filename*=none-such''perch%C3%A9.pdf", "perché.pdf"),
        (b"; filename=\"x.pdf\"; filename*=UTF-8''perch%C3%A9.pdf", "perché.pdf"),
        (b"; filename*0*=UTF-8''per; filename*1*=ch%C3%A9; filename*2=.pdf", "perché.pdf"),
        (b'; filename*0="per"; filename*1="che.pdf"', "perche.pdf"),
        (b'; filename="=?UTF-8?B?cGVyY2jDqS5wZGY=?="', "perché.pdf"),
        (b'; filename="perch%C3%A9%20no.pdf"', "perché no.pdf"),
        (b'; filename="sconto 20%25.pdf"', "sconto 20%25.pdf"),
        (b'; filename="a%22b.pdf"', "a_b.pdf"),
        (b'; filename="a;b=c.pdf"', "a;b=c.pdf"),
        (b'; filename="dice \\"no\\".pdf"', "dice _no_.pdf"),
        (b"; filename=senza-virgolette.pdf", "senza-virgolette.pdf"),
        (b'; filename="C:\\Documenti\\atto.pdf"', "atto.pdf"),
        (b'; filename=".."', "file"),
        (b'; filename="/"', "file"),
        (b'; filename=""', "file"),
        (b';\r\n filename="piegato.pdf"', "piegato.pdf"),
        (b'; filename="' + b"n" * 5000 + b'.pdf"', "n" * 251 + ".pdf"),
        (b"; filename*=UTF-8''" + b"%C3%A9" * 800 + b".pdf", "é" * 125 + ".pdf"),
    ],
)
def test_file_arrives_under_a_name_that_can_be_read(written: bytes, name: str) -> None:
    request = sent(part(b'; name="files"' + written, b"%PDF-1.7\r\n--un"))
    assert file_of(request) == (name, b"%PDF-1.7\r\n--un")


def test_empty_choice_of_a_browser_is_no_file() -> None:
    request = sent(part(b'; name="body"', "però".encode()), part(b'; name="files"; filename=""', b""))
    assert (request.POST.dict(), dict(request.FILES)) == ({"body": "però", "files": ""}, {})


def test_names_in_capitals_and_headers_in_any_order_are_read() -> None:
    body = (
        f'--{BOUNDARY}\r\nCONTENT-TYPE: application/pdf\r\ncontent-DISPOSITION: form-data; NAME="files"; '
        'FileName="a.pdf"\r\n\r\nx\r\n'
    ).encode()
    assert file_of(sent(body)) == ("a.pdf", b"x")


@pytest.mark.parametrize(
    "body",
    [
        part(b"", b"content"),
        part(b'; filename="a.pdf"', b"content"),
        f"--{BOUNDARY}\r\nX: y\r\n\r\ncontent\r\n".encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n'.encode(),
        part(b'; name="files"; filename="' + b"n" * 20_000 + b'"', b"content"),
    ],
)
def test_part_that_cannot_be_read_refuses_the_whole_form(body: bytes) -> None:
    with pytest.raises(MultiPartParserError):
        _ = sent(body).FILES


def test_form_too_long_to_be_received_gives_back_its_text() -> None:
    request = sent(
        part(b'; name="body"', b"what I typed"),
        part(b'; name="files"; filename="a.pdf"', b"x" * 200_000),
        part(b'; name="after"', b"never read"),
    )
    request.upload_stops = True  # type: ignore[attr-defined]
    assert (request.POST.dict(), dict(request.FILES)) == ({"body": "what I typed"}, {})


class Dripping:
    """A body that arrives in pieces of any length."""

    def __init__(self, content: bytes, lengths: list[int]) -> None:
        self.content, self.lengths = content, lengths

    def read(self, _size: int) -> bytes:
        count = self.lengths.pop() if self.lengths else 1 << 20
        out, self.content = self.content[:count], self.content[count:]
        return out


@settings(max_examples=200)
@given(
    files=st.lists(st.binary(max_size=300), min_size=1, max_size=4),
    lengths=st.lists(st.integers(1, 90), max_size=60),
)
def test_bodies_pass_unchanged_however_they_arrive(files: list[bytes], lengths: list[int]) -> None:
    files = [each for each in files if f"--{BOUNDARY}".encode() not in each] or [b""]
    body = b"".join(part(b'; name="f"; filename="a"', each) for each in files) + f"--{BOUNDARY}--".encode()
    parts = Parts(Dripping(body, list(lengths)), BOUNDARY.encode())
    read = b""
    while block := parts.read(100):
        read += block
    assert read == body


@pytest.mark.parametrize(
    ("given_name", "plain"),
    [
        ("a/b/c.pdf", "c.pdf"),
        ("c:\\d\\", "d"),
        ("...", ""),
        ("\u202egpj.exe", "gpj.exe"),
        ("è" * 200, "è" * 127),
    ],
)
def test_plain_file_name(given_name: str, plain: str) -> None:
    assert plain_file_name(given_name) == plain
