"""Let the WSGI application answer on a thread, and hand over an answer that no longer needs the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]
PIECE_BYTES = 256 * 1024
# They speak of one line between two programs, not of the answer.
HOP_BY_HOP = {b"connection", b"keep-alive", b"transfer-encoding", b"upgrade"}


class FileAnswer:
    """What Django answers with a file (`wsgi.file_wrapper`): read piece by piece, on any thread."""

    def __init__(self, file: IO[bytes], block_size: int = PIECE_BYTES) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.file.read(PIECE_BYTES):
            yield piece

    def close(self) -> None:
        if hasattr(self.file, "close"):
            self.file.close()


@dataclass
class Answer:
    """`beginning` is all of it unless `rest` is there, which is read and closed piece by piece."""

    status: int
    headers: Headers
    beginning: bytes = b""
    rest: IO[bytes] | FileAnswer | None = None

    def next_piece(self) -> bytes:
        if self.rest is None:
            return b""
        source = self.rest.file if isinstance(self.rest, FileAnswer) else self.rest
        return source.read(PIECE_BYTES)

    def close(self) -> None:
        if self.rest is not None:
            self.rest.close()
            self.rest = None


@dataclass
class _Start:
    status: int = int(HTTPStatus.INTERNAL_SERVER_ERROR)
    headers: Headers = field(default_factory=list)

    def __call__(
        self, status: str, headers: list[tuple[str, str]], exc_info: Any = None
    ) -> Callable[[bytes], None]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (low, value.encode("latin-1"))
            for name, value in headers
            if (low := name.lower().encode("latin-1")) not in HOP_BY_HOP
        ]
        return _no_write


def _no_write(data: bytes) -> None:
    raise NotImplementedError("Django never calls the write() of WSGI.")


def answer_of(application: Wsgi, environ: Environ) -> Answer:
    """Runs on a thread. Whatever asks the database is read to its end here: a slow reader then holds a file at most."""
    start = _Start()
    content = application(environ, start)
    if isinstance(content, FileAnswer):
        beginning = content.file.read(PIECE_BYTES)
        if len(beginning) == PIECE_BYTES:
            return Answer(start.status, start.headers, beginning, content)
        content.close()
        return Answer(start.status, start.headers, beginning)
    try:
        if isinstance(content, list | tuple) and len(content) == 1:
            return Answer(start.status, start.headers, content[0])
        kept: IO[bytes] = SpooledTemporaryFile(max_size=4 * PIECE_BYTES)  # noqa: SIM115 - closed by the answer
        for piece in content:
            kept.write(piece)
    finally:
        if hasattr(content, "close"):
            content.close()
    kept.seek(0)
    beginning = kept.read(PIECE_BYTES)
    if len(beginning) < PIECE_BYTES:
        kept.close()
        return Answer(start.status, start.headers, beginning)
    return Answer(start.status, start.headers, beginning, kept)


def environ_of(scope: dict[str, Any], basic: Environ) -> Environ:
    """What WSGI says of a request, from what ASGI says. The body is added by whoever received it."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client")
    environ = basic | {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        # From the bytes: what is no UTF-8 must reach Django as it came.
        "PATH_INFO": unquote_to_bytes(raw_path(scope)).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": client[0] if client else "",
        "wsgi.url_scheme": scope.get("scheme", "http"),
    }
    for raw, value in scope["headers"]:
        # X_Forwarded_For would come out as X-Forwarded-For, which only our proxy may write.
        if b"_" in raw:
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        name = name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"
        said = value.decode("latin-1")
        if name in environ and name.startswith("HTTP_"):
            said = f"{environ[name]}{'; ' if name == 'HTTP_COOKIE' else ','}{said}"
        environ[name] = said
    return environ


def raw_path(scope: dict[str, Any]) -> bytes:
    raw = scope.get("raw_path")
    return raw.split(b"?", 1)[0] if raw else scope["path"].encode()
