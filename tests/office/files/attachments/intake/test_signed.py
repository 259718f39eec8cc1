"""Signed files in every form that signing programs write: kept as they came, and judged by what they wrap."""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.office.files.attachments import intake
from pasocial.office.files.attachments.intake.signed import unwrapped

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the signatures of these tests")
Sign = Callable[..., bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("signer")
    run(made, "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 2 -subj /CN=Prova")
    return made


def run(folder: Path, words: str) -> None:
    assert OPENSSL
    subprocess.run([OPENSSL, *words.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def sign(folder: Path) -> Sign:
    def signed(content: bytes, *, how: str = "-nodetach", form: str = "DER", tool: str = "cms") -> bytes:
        (folder / "in").write_bytes(content)
        run(folder, f"{tool} -sign -binary {how} -in in -signer c.pem -inkey k.pem -outform {form} -out out")
        return (folder / "out").read_bytes()

    return signed


def pdf(size: int = 1000) -> bytes:
    return b"%PDF-1.7\n" + os.urandom(size) + b"\n%%EOF\n"


def told(content: bytes, name: str) -> tuple[str, str, str, str]:
    found = intake.look_at(io.BytesIO(content), name)
    return (found.refusal.code if found.refusal else "", found.media_type, found.name, found.inside)


KEPT = ("", "application/pkcs7-mime", "contratto.pdf.p7m", "contratto.pdf")


@pytest.mark.parametrize("size", [10, 100, 70_000, 300_000])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"how": "-nodetach -stream"},
        {"form": "PEM"},
        {"form": "PEM", "tool": "smime"},
        {"form": "SMIME", "tool": "smime"},
        {"how": "-nodetach -stream", "form": "PEM"},
    ],
    ids=str,
)
def test_signed_pdf_is_kept_as_what_it_is_and_says_what_it_holds(
    sign: Sign, how: dict[str, str], size: int
) -> None:
    assert told(sign(pdf(size), **how), "contratto.pdf.p7m") == KEPT


@pytest.mark.parametrize("how", ["-nodetach", "-nodetach -stream"])
def test_base64_without_armour_is_a_signature_too(sign: Sign, how: str) -> None:
    signature = sign(pdf(90_000), how=how)
    for written in (base64.encodebytes(signature), base64.b64encode(signature) + b"\r\n"):
        assert told(written, "contratto.pdf.p7m") == KEPT
    assert told(b"\xef\xbb\xbf\r\n" + base64.b64encode(signature), "contratto.pdf.p7m") == KEPT


def test_signature_of_a_signature_is_looked_into_to_the_bottom(sign: Sign) -> None:
    twice = sign(sign(pdf(), form="PEM"))
    assert told(twice, "contratto.pdf.p7m.p7m") == (
        "",
        "application/pkcs7-mime",
        "contratto.pdf.p7m.p7m",
        "contratto.pdf",
    )
    often = pdf()
    for _time in range(7):
        often = sign(often)
    assert told(often, "contratto.pdf.p7m")[0] == "signed_too_often"


@pytest.mark.parametrize(
    ("inside", "name", "code"),
    [
        (b"MZ" + bytes(200), "contratto.pdf.p7m", "file_type"),
        (b"<html>", "contratto.txt.p7m", "file_type"),
        (b"just words", "virus.exe.p7m", "file_type"),
        (b"PK\x03\x04 broken", "carte.zip.p7m", "broken_archive"),
    ],
)
def test_what_is_not_accepted_is_not_accepted_signed(sign: Sign, inside: bytes, name: str, code: str) -> None:
    assert told(sign(inside), name)[0] == code


def test_detached_signature_is_a_p7s(sign: Sign) -> None:
    for form in ("DER", "PEM"):
        assert told(sign(pdf(), how="", form=form), "contratto.pdf.p7s") == (
            "",
            "application/pkcs7-signature",
            "contratto.pdf.p7s",
            "",
        )


def test_signature_called_pdf_is_told(sign: Sign) -> None:
    found = intake.look_at(io.BytesIO(sign(pdf())), "contratto.pdf")
    assert (found.name, found.renamed and found.renamed.code) == ("contratto.pdf.p7m", "file_renamed")


def test_encrypted_and_unsigned_bundles_are_refused(sign: Sign, folder: Path) -> None:
    sign(pdf())
    run(folder, "cms -encrypt -binary -in in -outform DER -out out c.pem")
    assert told((folder / "out").read_bytes(), "contratto.pdf.p7m")[0] == "file_encrypted"
    run(folder, "crl2pkcs7 -nocrl -certfile c.pem -outform DER -out out")
    assert told((folder / "out").read_bytes(), "contratto.pdf.p7m")[0] == "file_type"


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = size.to_bytes((size.bit_length() + 7) // 8 or 1)
    return (
        bytes([tag, size] if size < 128 else [tag, 0x80 | len(length)])
        + (length if size >= 128 else b"")
        + content
    )


def timestamp(folder: Path, content: bytes) -> bytes:
    """A reply of a time-stamp authority (RFC 3161) made here."""
    (folder / "stamped").write_bytes(content)
    (folder / "serial").write_text("01\n")
    (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\n")
    (folder / "conf").write_text(
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ndigests=sha256\ndefault_policy=1.2.3.4\nsigner_digest=sha256\n"
    )
    run(folder, "req -newkey rsa:2048 -nodes -keyout tk.pem -out t.csr -subj /CN=Orologio")
    run(folder, "x509 -req -in t.csr -signkey tk.pem -out t.pem -extfile ext")
    run(folder, "ts -query -data stamped -sha256 -out q")
    run(folder, "ts -reply -config conf -queryfile q -signer t.pem -inkey tk.pem -out r")
    return (folder / "r").read_bytes()


def test_timestamped_files_say_what_they_hold(sign: Sign, folder: Path) -> None:
    signature = sign(pdf(80_000))
    reply = timestamp(folder, signature)
    assert told(reply, "contratto.tsr") == ("", "application/timestamp-reply", "contratto.tsr", "")
    oid = der(6, bytes.fromhex("2a864886f70d010910011f"))
    body = der(0x30, der(2, b"\1") + der(4, signature) + der(0xA0, der(0x30, b"")))
    assert told(der(0x30, oid + der(0xA0, body)), "contratto.pdf.p7m.tsd") == (
        "",
        "application/timestamped-data",
        "contratto.pdf.p7m.tsd",
        "contratto.pdf",
    )
    m7m = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: application/pkcs7-mime; name="contratto.pdf.p7m"\r\n'
        b"Content-Transfer-Encoding: binary\r\n\r\n" + signature + b"\r\n--b\r\n"
        b"Content-Type: application/timestamp-reply\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(reply)
        + b"--b--\r\n"
    )
    assert told(m7m, "contratto.pdf.m7m") == ("", "multipart/mixed", "contratto.pdf.m7m", "contratto.pdf")


def test_asic_needs_its_signatures() -> None:
    from tests.office.files.attachments.intake.test_looking import archive

    kind = "application/vnd.etsi.asic-e+zip"
    signed = {"mimetype": kind.encode(), "contratto.pdf": pdf(), "META-INF/signatures.xml": b"<s/>"}
    assert told(archive(signed), "contratto.asice") == ("", kind, "contratto.asice", "")
    assert told(archive({"mimetype": kind.encode(), "a": b""}), "contratto.asice")[0] == "file_type"


def test_signed_pdf_and_signed_xml_stay_pdf_and_xml() -> None:
    pades = pdf() + b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]>>"
    assert told(pades, "contratto.pdf") == ("", "application/pdf", "contratto.pdf", "")
    xades = b'<?xml version="1.0"?><Fattura><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></Fattura>'
    assert told(xades, "fattura.xml") == ("", "application/xml", "fattura.xml", "")


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 2000), bits=st.integers(1, 255), cut=st.integers(0, 2000))
def test_forged_signatures_end_in_words(sign: Sign, place: int, bits: int, cut: int) -> None:
    forged = bytearray(FORGED.setdefault("der", sign(b"just words", how="-nodetach -stream")))
    forged[place % len(forged)] ^= bits
    for content in (bytes(forged), bytes(forged[:cut])):
        assert unwrapped(content) is None or content
        intake.look_at(io.BytesIO(content), "contratto.txt.p7m")


FORGED: dict[str, bytes] = {}


@pytest.mark.parametrize(
    "content",
    [
        b"\x30\x80" * 500_000,
        b"\x24\x80" * 1000,
        b"\x30\x80" + b"\x05\0" * 900_000,
        b"-----BEGIN PKCS7-----\n" * 400_000,
        b"-----BEGIN CMS-----",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"
        + b"".join(
            b"--%d\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n" % (n, n + 1) for n in range(3000)
        ).replace(b"--0\r", b"--a\r"),
    ],
)
def test_nested_or_endless_lengths_are_no_signature_and_end_soon(content: bytes) -> None:
    assert unwrapped(content) is None
