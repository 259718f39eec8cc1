"""Signed files: finds what a signature wraps. Verifies nothing: whether a signature holds, a signature service says.

Reads BER as X.690 has it, with the indefinite lengths that streaming signers write; no library at hand does.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from pasocial.office.files.attachments.intake import kinds

# RFC 5652, 5544: what a ContentInfo may hold.
_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = (bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d010704"))
_AUTH_ENVELOPED = bytes.fromhex("2a864886f70d0109100117")
_TIMESTAMPED = bytes.fromhex("2a864886f70d010910011f")
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")
_SEQUENCE, _SET, _OID, _INTEGER, _OCTETS = 0x30, 0x31, 0x06, 0x02, 0x04
_FIRST, _OCTETS_PARTS = 0xA0, 0x24
# Signed parts in blocks of 1 kB make twenty thousand elements of 20 MB.
_MOST_ELEMENTS = 100_000
_MOST_DEPTH = 24
_ARMOUR = (b"PKCS7", b"PKCS #7 SIGNED DATA", b"CMS", b"SIGNED MESSAGE")
_MIME = re.compile(rb"(mime-version|content-[a-z-]+):", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]+={0,2}\s*")
ENCRYPTED = "encrypted"


@dataclass(frozen=True)
class Wrapped:
    """A signed file: its kind, what it wraps (None: the signature stands apart), and the name written inside."""

    media_type: str
    content: bytes | None = None
    name: str = ""


@dataclass(frozen=True)
class _Element:
    tag: int
    start: int
    stop: int
    after: int


class _Malformed(ValueError):
    pass


class _Reader:
    """BER over bytes. Each element is walked once for its length and once when it is read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.left = _MOST_ELEMENTS

    def element(self, at: int, end: int, depth: int = 0) -> _Element:
        self.left -= 1
        if self.left < 0 or depth > _MOST_DEPTH or at + 2 > end:
            raise _Malformed
        tag, length = self.data[at], self.data[at + 1]
        if tag & 0x1F == 0x1F:
            raise _Malformed
        start = at + 2
        if length == 0x80:
            if not tag & 0x20:
                raise _Malformed
            place = start
            while self.data[place : place + 2] != b"\0\0":
                place = self.element(place, end, depth + 1).after
            return _Element(tag, start, place, place + 2)
        if length > 0x80:
            count = length & 0x7F
            if count > 6 or start + count > end:
                raise _Malformed
            length = int.from_bytes(self.data[start : start + count])
            start += count
        if start + length > end:
            raise _Malformed
        return _Element(tag, start, start + length, start + length)

    def inside(self, of: _Element) -> Iterator[_Element]:
        at = of.start
        while at < of.stop:
            found = self.element(at, of.stop)
            yield found
            at = found.after

    def octets(self, of: _Element, depth: int = 0) -> bytes:
        """An OCTET STRING, whole or in parts."""
        if of.tag == _OCTETS:
            return self.data[of.start : of.stop]
        if of.tag != _OCTETS_PARTS or depth > 4:
            raise _Malformed
        return b"".join(self.octets(part, depth + 1) for part in self.inside(of))

    def bytes_of(self, of: _Element) -> bytes:
        return self.data[of.start : of.stop]


def may_be(head: bytes) -> bool:
    """Whether the first bytes could begin a signed file, so that it is worth reading whole."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head[:1] == b"\x30" or b"-----BEGIN " in head or start[:2] == b"MI" or bool(_MIME.match(start))


def unwrapped(data: bytes) -> Wrapped | str | None:
    """What is signed, ENCRYPTED for what nobody but its addressee opens, None for what is no signed file."""
    der = _der_in(data)
    if der is None:
        return _m7m(data)
    reader = _Reader(der)
    try:
        return _content_info(reader)
    except (_Malformed, IndexError, StopIteration):
        return None


def _der_in(data: bytes) -> bytes | None:
    """DER or BER as it lies, or from base64 with armour, with mail headers, or bare."""
    if data[:1] == b"\x30":
        return data
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    head = text[:2000]
    if b"-----BEGIN " in head:
        text = _armoured(text)
    elif _MIME.match(head) and b"pkcs7" in head.lower():
        _headers, _blank, text = re.sub(rb"\r\n?", b"\n", text).partition(b"\n\n")
    elif not head.startswith(b"MI"):
        return None
    text = text.strip()
    if not text or not _BASE64.fullmatch(text):
        return None
    try:
        der = base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None
    return der if der[:1] == b"\x30" else None


def _armoured(text: bytes) -> bytes:
    """What stands between the first two lines of armour; searched once, however many such lines there are."""
    begin = text.find(b"-----BEGIN ")
    name, _line, _rest = text[begin + 11 : begin + 60].partition(b"-----")
    if name not in _ARMOUR:
        return b""
    start = begin + 11 + len(name) + 5
    return text[start : max(text.find(b"-----END ", start), start)]


def _content_info(reader: _Reader) -> Wrapped | str | None:
    whole = reader.element(0, len(reader.data))
    # Some signers fill up the last block; anything else behind a signature is no signature's.
    if whole.tag != _SEQUENCE or reader.data[whole.after :].strip(b"\0\r\n \x1a"):
        return None
    parts = reader.inside(whole)
    first = next(parts)
    if first.tag == _SEQUENCE:
        return _timestamp_reply(reader, first, next(parts, None))
    if first.tag != _OID:
        return None
    oid = reader.bytes_of(first)
    if oid in (*_ENVELOPED, _AUTH_ENVELOPED):
        return ENCRYPTED
    body = next(reader.inside(next(parts)))
    if oid == _TIMESTAMPED:
        return _timestamped(reader, body)
    return _signed_data(reader, body) if oid == _SIGNED else None


def _signed_data(reader: _Reader, body: _Element) -> Wrapped | None:
    parts = list(reader.inside(body))
    tags = [part.tag for part in parts]
    if tags[:3] != [_INTEGER, _SET, _SEQUENCE]:
        return None
    encapsulated = list(reader.inside(parts[2]))
    if not encapsulated or encapsulated[0].tag != _OID:
        return None
    if reader.bytes_of(encapsulated[0]) == _TST_INFO:
        return Wrapped(kinds.TSR)
    signers = parts[-1] if tags[-1] == _SET and len(parts) > 3 else None
    if signers is None or signers.start == signers.stop:
        # A bundle of certificates signs nothing.
        return None
    if len(encapsulated) < 2:
        return Wrapped(kinds.P7S)
    return Wrapped(kinds.P7M, reader.octets(next(reader.inside(encapsulated[1]))))


def _timestamped(reader: _Reader, body: _Element) -> Wrapped | None:
    """RFC 5544: version, dataUri, metaData (with the file's name), content, evidence."""
    name, content = "", None
    for part in reader.inside(body):
        if part.tag == _SEQUENCE and not name:
            written = [each for each in reader.inside(part) if each.tag == 0x0C]
            name = reader.bytes_of(written[0]).decode("utf-8", "replace") if written else ""
        elif part.tag in (_OCTETS, _OCTETS_PARTS) and content is None:
            content = reader.octets(part)
    return Wrapped(kinds.TSD, content, name)


def _timestamp_reply(reader: _Reader, status: _Element, token: _Element | None) -> Wrapped | None:
    """RFC 3161: a status, then the token, which is a ContentInfo of signed data."""
    if token is None or token.tag != _SEQUENCE or next(reader.inside(status)).tag != _INTEGER:
        return None
    first = next(reader.inside(token))
    return Wrapped(kinds.TSR) if first.tag == _OID and reader.bytes_of(first) == _SIGNED else None


def _m7m(data: bytes) -> Wrapped | None:
    """A MIME body of a signed file and its time stamp, as Italian signing programs write it."""
    head = data[:2000].lower()
    if not _MIME.match(head.lstrip()) or b"multipart/mixed" not in head:
        return None
    try:
        whole = message_from_bytes(data.lstrip())
        given: Any = whole.get_payload()
    except (RecursionError, ValueError, LookupError):
        # Parts in parts in parts are nobody's signature.
        return None
    parts = [part for part in given if isinstance(given, list) and isinstance(part, Message)]
    signed = [part for part in parts if part.get_content_type() in (kinds.P7M, "application/x-pkcs7-mime")]
    stamps = [part for part in parts if "timestamp" in part.get_content_type()]
    if len(signed) != 1 or not stamps:
        return None
    inside = signed[0].get_payload(decode=True)
    name = signed[0].get_filename() or ""
    return Wrapped(kinds.M7M, inside if isinstance(inside, bytes) else b"", name)
