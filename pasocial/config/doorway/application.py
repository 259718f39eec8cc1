"""The ASGI application around Django's WSGI one: waits for whole requests, keeps threads for pages."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pasocial.cleaning import whole_number
from pasocial.config.doorway.answering import (
    Answer,
    Environ,
    FileAnswer,
    Wsgi,
    answer_of,
    environ_of,
)  # fmt: skip
from pasocial.config.doorway.bounds import Pace, Room, Taken
from pasocial.config.doorway.receiving import (
    BEGINNING_KEY,
    MOST_BYTES_KEY,
    REFUSED_KEY,
    Receive,
    Refused,
    beginning,
    let_go,
    receive_body,
)

Send = Callable[[Any], Awaitable[None]]
# After a refusal: what a browser has already sent, so that it comes to read the answer.
LET_GO_SECONDS = 3.0
LET_GO_BYTES = 16 * 1024 * 1024
# Of a form that is too large: the longest text with its marks, several times over.
BEGINNING_SECONDS, BEGINNING_BYTES = 1.0, 256 * 1024
# A reader who takes nothing for this long has gone.
READER_SECONDS = 60.0


class Doorway:
    """`threads` make pages; files that are long in leaving are read by two others."""

    def __init__(
        self,
        application: Wsgi,
        *,
        threads: int,
        most_bytes: Callable[[str, str], int],
        folder: Path | None = None,
        pace: Pace | None = None,
        room: Room | None = None,
    ) -> None:
        self._application = application
        self._most_bytes = most_bytes
        self._folder = folder
        self._pace = pace or Pace()
        self._taken = Taken(room or Room())
        self._pages = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._files = ThreadPoolExecutor(2, thread_name_prefix="files")
        # No os.environ in it: a header must never be taken for a variable, nor the other way round.
        self._basic: Environ = {
            "GATEWAY_INTERFACE": "CGI/1.1",
            "wsgi.version": (1, 0),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.file_wrapper": FileAnswer,
        }

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        environ = environ_of(scope, self._basic)
        announced, bodiless = length_announced(environ)
        if bodiless:
            environ["wsgi.input"] = io.BytesIO()
            await self._answer(environ, send)
            return
        most = self._most_bytes(environ["REQUEST_METHOD"], path_of(environ))
        body = await receive_body(
            receive,
            announced=announced,
            most_bytes=most,
            pace=self._pace,
            taken=self._taken,
            folder=self._folder,
        )
        if body is Refused.GONE:
            return
        if isinstance(body, Refused):
            environ[REFUSED_KEY], environ[MOST_BYTES_KEY] = body.value, most
            is_form = str(environ.get("CONTENT_TYPE", "")).startswith("multipart/form-data")
            unread = body is Refused.TOO_LARGE and announced is not None and is_form
            first = (
                await beginning(receive, seconds=BEGINNING_SECONDS, most_bytes=BEGINNING_BYTES)
                if unread
                else b""
            )
            environ["wsgi.input"] = io.BytesIO(first)
            if first:
                environ[BEGINNING_KEY] = "1"
            await self._answer(environ, send, linger=lambda: self._let_go(receive))
            return
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(body.length)
        environ["wsgi.input"] = body.file
        try:
            await self._answer(environ, send)
        finally:
            body.file.close()

    async def _let_go(self, receive: Receive) -> None:
        await let_go(receive, seconds=LET_GO_SECONDS, most_bytes=LET_GO_BYTES)

    async def _answer(
        self, environ: Environ, send: Send, linger: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._pages, answer_of, self._application, environ)
        headers = [*answer.headers, (b"connection", b"close")] if linger else answer.headers
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            more = answer.rest is not None or linger is not None
            await self._sent(send, answer.beginning, more=more)
            if answer.rest is not None:
                await self._rest(answer, send, last=linger is None)
            if linger is not None:
                await linger()
                await self._sent(send, b"", more=False)
        except TimeoutError:
            return
        finally:
            if answer.rest is not None:
                await loop.run_in_executor(self._files, answer.close)

    async def _rest(self, answer: Answer, send: Send, *, last: bool) -> None:
        loop = asyncio.get_running_loop()
        while piece := await loop.run_in_executor(self._files, answer.next_piece):
            await self._sent(send, piece, more=True)
        if last:
            await self._sent(send, b"", more=False)

    async def _sent(self, send: Send, piece: bytes, *, more: bool) -> None:
        message = {"type": "http.response.body", "body": piece, "more_body": more}
        await asyncio.wait_for(send(message), READER_SECONDS)


def path_of(environ: Environ) -> str:
    """The path as Django's resolver reads it; what is no UTF-8 leads nowhere."""
    return str(environ["PATH_INFO"]).encode("latin-1").decode(errors="replace")


def length_announced(environ: Environ) -> tuple[int | None, bool]:
    """Content-Length (None in chunks), and whether no body comes at all."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        return None, False
    said = whole_number(environ.get("CONTENT_LENGTH") or "0")
    length = 1 << 62 if said is None else said
    return length, length == 0


def more_open_files() -> None:
    """Each open line is an open file: take as many as this account may have, whatever the shell began with."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def arriving_folder(root: Path) -> Path | None:
    """Where bodies lie while they arrive: on the disk of the files, not in a /tmp that is memory."""
    folder = root / "arriving"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None
