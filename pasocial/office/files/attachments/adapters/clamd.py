"""ClamAV's daemon over TCP (`host:3310`) or a Unix socket (`/run/clamav/clamd.ctl`): the INSTREAM command.

INSTREAM sends the content itself, so the daemon needs no access to our storage (clamd(8)).
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import IO

from pasocial.office.files.attachments.adapters.scanner import ScannerAway, Verdict

BLOCK_BYTES = 1 << 16
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class ClamdScanner:
    address: str
    timeout_seconds: float = 30.0

    def scan(self, content: IO[bytes]) -> Verdict:
        content.seek(0)
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                try:
                    while block := content.read(BLOCK_BYTES):
                        line.sendall(struct.pack("!L", len(block)) + block)
                    line.sendall(struct.pack("!L", 0))
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the daemon stops reading when its size limit is reached, and says so in its answer
                answer = _answer(line)
        except OSError as problem:
            raise ScannerAway(f"{type(problem).__name__}: {problem}") from problem
        if answer == "stream: OK":
            return Verdict()
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Verdict(answer.removeprefix("stream: ").removesuffix(" FOUND"))
        raise ScannerAway(answer or "no answer")

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.timeout_seconds)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _colon, port = self.address.removeprefix("tcp://").rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), self.timeout_seconds)


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        block = line.recv(LONGEST_ANSWER)
        if not block:
            break
        said += block
    return said.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
