"""Reads the headers of uploaded parts as browsers and programs really write them, so that no file is lost unsaid.

Django's parser leaves out a part whose header is not UTF-8, has a name in RFC 2231 pieces, or a name that is a path
and nothing else: the form arrives without its file. Here each header is written anew before that parser sees it;
what cannot be read is refused as a whole, in words.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import Any
from urllib.parse import unquote

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http.multipartparser import MultiPartParser, MultiPartParserError

# Far beyond any file name; whoever writes more is no browser.
MOST_HEADER_BYTES = 16 * 1024
# Django's parser takes headers of a kilobyte; names are cut to what file systems bear.
MOST_NAME_BYTES = 255
_BLOCK = 64 * 1024
_KEPT = (b"content-type", b"content-transfer-encoding", b"content-length")


class MendedParts(FileUploadHandler):
    """First in FILE_UPLOAD_HANDLERS: mends the headers, then lets Django parse with the handlers after it.

    A view that sets `request.upload_stops` gets the fields before the first file and nothing else: for a form that is
    too long to be received, whose text is to come back.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> Any:
        others = [each for each in self.request.upload_handlers if each is not self]  # type: ignore[union-attr]
        if getattr(self.request, "upload_stops", False):
            others = [Stopping(self.request)]
        parts: Any = Parts(input_data, boundary)
        return MultiPartParser(META, parts, others, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class Stopping(FileUploadHandler):
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class Parts:
    """The body as a stream, its part headers written anew. Bodies of parts pass unchanged."""

    def __init__(self, stream: Any, boundary: bytes) -> None:
        self.stream = stream
        self.mark = b"--" + boundary
        self.kept = b""
        self.ended = False
        self.in_header = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes, of any length above zero; nothing at the end."""
        while True:
            out = self._header() if self.in_header else self._body()
            if out:
                return out
            if self.ended and not self.in_header:
                return b""

    def _more(self) -> None:
        block = self.stream.read(_BLOCK)
        if block:
            self.kept += block
        else:
            self.ended = True

    def _take(self, count: int) -> bytes:
        out, self.kept = self.kept[:count], self.kept[count:]
        return out

    def _body(self) -> bytes:
        place = self.kept.find(self.mark)
        if place >= 0:
            self.in_header = True
            return self._take(place + len(self.mark))
        # The beginning of a mark may be at the end of what is here.
        safe = len(self.kept) if self.ended else len(self.kept) - len(self.mark) + 1
        if safe > 0:
            return self._take(safe)
        self._more()
        return b""

    def _header(self) -> bytes:
        """From behind a mark to the blank line, once enough is here to see whether the part is empty."""
        if not self.ended and len(self.kept) < 2:
            self._more()
            return b""
        end = self.kept.find(b"\r\n\r\n")
        if self.kept[:2] == b"--" or (self.ended and end < 0 and not self.kept.strip()):
            self.in_header = False
            return self._take(2)
        if end < 0 and not self.ended and len(self.kept) <= MOST_HEADER_BYTES:
            self._more()
            return b""
        following = self.kept.find(self.mark)
        if end < 0 or end > MOST_HEADER_BYTES or 0 <= following < end:
            raise MultiPartParserError("A part has no header, or one that never ends.")
        if not self.ended and len(self.kept) < end + 4 + len(self.mark) + 2:
            self._more()
            return b""
        body = self.kept[end + 4 :]
        empty = body.removeprefix(b"\r\n").startswith(self.mark) or (self.ended and not body.strip())
        mended = _mended(self.kept[:end], empty)
        self.kept, self.in_header = body, False
        return mended


def _mended(header: bytes, empty: bool) -> bytes:
    lines = re.sub(rb"\r\n[ \t]+", b" ", header).strip(b"\r\n").split(b"\r\n")
    named = {line.partition(b":")[0].strip().lower(): line.partition(b":")[2].strip() for line in lines}
    written = named.get(b"content-disposition")
    if written is None:
        raise MultiPartParserError("A part does not say what it is.")
    given = _text(written)
    field, file_name = _parameter(given, "name"), _parameter(given, "filename")
    if field is None:
        raise MultiPartParserError("A part has no name.")
    out = [f'Content-Disposition: form-data; name="{_quoted(field)[:200]}"']
    if file_name is not None and (plain_file_name(file_name) or not empty):
        out[0] += f'; filename="{_quoted(plain_file_name(file_name) or "file")}"'
    for name in _KEPT:
        value = named.get(name, b"")
        if value and len(value) < 200:
            out.append(f"{name.decode()}: {_text(value)}")
    return b"\r\n" + "\r\n".join(out).encode() + b"\r\n\r\n"


def _text(written: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("latin-1")


def _quoted(text: str) -> str:
    return text.replace("\\", "_").replace('"', "_")


_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|"[^"]*"|[^;]*)')


def _parameter(given: str, name: str) -> str | None:
    """One parameter: its RFC 8187 form before the plain one, RFC 2231 pieces put together. None when there is none."""
    found: dict[str, str] = {}
    for key, value in _PARAMETER.findall(given):
        found.setdefault(key.lower(), value.strip())
    pieces = [key for key in found if re.fullmatch(re.escape(name) + r"\*(\d+)\*?", key)]
    if pieces or f"{name}*" in found:
        message = Message()
        joined = "".join(f"; {key}={found[key]}" for key in (*pieces, f"{name}*") if key in found)
        message["Content-Disposition"] = f"form-data{joined}"
        try:
            extended = message.get_param(name, header="content-disposition")
        except (ValueError, LookupError, TypeError):
            extended = None
        if isinstance(extended, tuple):
            charset, _language, value = extended
            return _in_charset(value, charset or "utf-8")
        if isinstance(extended, str):
            return extended
    return _unescaped(found[name]) if name in found else None


def _in_charset(value: str, charset: str) -> str:
    """RFC 2231: what the library hands over holds one character for each byte."""
    written = value.encode("latin-1", "replace")
    try:
        return written.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return _text(written)


def _unescaped(value: str) -> str:
    if value[:1] == '"':
        # A backslash escapes a quotation mark and itself; before a letter it parts the folders of an old browser.
        value = re.sub(r'\\(["\\])', r"\1", value[1:-1] if value.endswith('"') else value[1:])
    if "=?" in value:
        value = _encoded_words(value)
    if re.search(r"%[0-9A-Fa-f]{2}", value) and not re.search(r"%(?![0-9A-Fa-f]{2})|[^\x21-\x7e]", value):
        # Percent signs for every letter beyond ASCII and every blank; what is no UTF-8 was meant as it stands.
        try:
            return unquote(value, errors="strict")
        except UnicodeDecodeError:
            return value
    return re.sub(r"%(22|0[AaDd])", "_", value)


def _encoded_words(value: str) -> str:
    try:
        pieces = decode_header(value)
        return "".join(
            piece.decode(charset or "latin-1") if isinstance(piece, bytes) else piece
            for piece, charset in pieces
        )
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return value


def plain_file_name(name: str) -> str:
    """The last part of a path, at most 255 bytes with its extension; empty when nothing of a name is left."""
    base = "".join(each for each in re.split(r"[/\\]", name.rstrip("/\\"))[-1] if each.isprintable()).strip()
    if not base.strip(". "):
        return ""
    stem, dot, end = base.rpartition(".")
    tail = dot + end if stem and len(end.encode()) <= 16 else ""
    head = base[: len(base) - len(tail)]
    return head.encode()[: MOST_NAME_BYTES - len(tail.encode())].decode("utf-8", "ignore") + tail
