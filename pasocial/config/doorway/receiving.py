"""Receive one body whole: in memory while it is small, else in a file that no crash leaves behind."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from pasocial.config.doorway.bounds import Pace, Taken

Receive = Callable[[], Awaitable[Any]]
IN_MEMORY_BYTES = 64 * 1024
# In the environ of a request whose body was not received: why, and how much it might have been.
REFUSED_KEY = "pasocial.refused"
MOST_BYTES_KEY = "pasocial.most_bytes"
# There as well when the beginning of it is: the text of a form, before its first file.
BEGINNING_KEY = "pasocial.beginning"


class Refused(StrEnum):
    """Why a body was not received."""

    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_ROOM = "no_room"
    GONE = "gone"  # who sent it has left: nobody waits for an answer


@dataclass
class Body:
    """What was received, from its beginning."""

    file: IO[bytes]
    length: int


async def receive_body(
    receive: Receive, *, announced: int | None, most_bytes: int, pace: Pace, taken: Taken, folder: Path | None
) -> Body | Refused:
    """The whole body, or why not. `announced` is its Content-Length, None when it comes in chunks.

    What is too large by its own word is refused before a byte of it is read.
    """
    if announced is not None and announced > most_bytes:
        return Refused.TOO_LARGE
    if not taken.admits(announced or 0):
        return Refused.NO_ROOM
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES, dir=str(folder) if folder else None)  # noqa: SIM115 - given to the caller
    taken.bodies += 1
    counted = 0
    try:
        clock = asyncio.get_running_loop().time
        start = clock()
        while True:
            left = pace.seconds_left(received=counted, since_start=clock() - start)
            if left <= 0:
                return _without(file, Refused.TOO_SLOW)
            try:
                message = await asyncio.wait_for(receive(), left)
            except TimeoutError:
                return _without(file, Refused.TOO_SLOW)
            if message["type"] != "http.request":
                return _without(file, Refused.GONE)
            piece = message.get("body", b"")
            counted += len(piece)
            taken.bytes += len(piece)
            if counted > most_bytes:
                return _without(file, Refused.TOO_LARGE)
            if taken.bytes > taken.room.most_bytes:
                return _without(file, Refused.NO_ROOM)
            file.write(piece)
            if not message.get("more_body"):
                file.seek(0)
                return Body(file, counted)
    except OSError as error:
        file.close()
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}:
            return Refused.NO_ROOM
        raise
    except BaseException:
        file.close()
        raise
    finally:
        taken.bodies -= 1
        taken.bytes -= counted


async def beginning(receive: Receive, *, seconds: float, most_bytes: int) -> bytes:
    """The first bytes of a body that is too large: the text before its first file comes back to who typed it."""
    clock = asyncio.get_running_loop().time
    until, read = clock() + seconds, b""
    while len(read) < most_bytes:
        try:
            message = await asyncio.wait_for(receive(), max(until - clock(), 0.001))
        except TimeoutError:
            break
        if message["type"] != "http.request":
            break
        read += message.get("body", b"")
        if not message.get("more_body"):
            break
    return read[:most_bytes]


def _without(file: IO[bytes], why: Refused) -> Refused:
    file.close()
    return why


async def let_go(receive: Receive, *, seconds: float, most_bytes: int) -> None:
    """Read and forget what was already on its way, for a moment: a line closed at once would swallow our answer."""
    loop = asyncio.get_running_loop()
    until, seen = loop.time() + seconds, 0
    while seen < most_bytes:
        try:
            message = await asyncio.wait_for(receive(), max(until - loop.time(), 0.001))
        except TimeoutError:
            return
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        seen += len(message.get("body", b""))
