"""A browser's EventSource in few lines: a real connection that reads named events until a deadline."""

from __future__ import annotations

import socket
from time import monotonic
from urllib.parse import urlencode

WITHIN = 15.0


class Stream:
    """One open stream. `heard` keeps (event, data) pairs; comments are kept as (":", words)."""

    def __init__(
        self, port: int, *, session: str = "", about: tuple[str, ...] = (), path: str = "", **headers: str
    ) -> None:
        query = urlencode([("about", reference) for reference in about])
        lines = [f"GET {path or '/streams/office/'}?{query} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"Cookie: sessionid={session}"] if session else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self._line = socket.create_connection(("127.0.0.1", port), timeout=WITHIN)
        self._line.sendall("\r\n".join([*lines, "", ""]).encode())
        self._waiting = b""
        self.closed = False
        self.heard: list[tuple[str, str]] = []
        head = self._until(b"\r\n\r\n").decode()
        self.status = int(head.split()[1])
        self.headers = {
            name.lower(): value
            for name, _colon, value in (line.partition(": ") for line in head.splitlines()[1:])
        }

    def _read(self) -> None:
        got = self._line.recv(65536)
        self.closed = self.closed or not got
        self._waiting += got

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._waiting and not self.closed:
            self._read()
        before, _mark, self._waiting = self._waiting.partition(mark)
        return before

    def _take(self) -> None:
        """Reads what has come; chunk sizes stand on lines of their own and are passed over."""
        self._read()
        while b"\n\n" in self._waiting:
            block, _mark, self._waiting = self._waiting.partition(b"\n\n")
            fields = dict(
                line.split(": ", 1) for line in block.decode().replace("\r", "").split("\n") if ": " in line
            )
            if "event" in fields:
                self.heard.append((fields["event"], fields.get("data", "")))
            elif b": still here" in block:
                self.heard.append((":", "still here"))
            elif "retry" in fields:
                self.heard.append(("retry", fields["retry"]))
        if b"\r\n0\r\n" in self._waiting or self._waiting.startswith(b"0\r\n"):
            self.closed = True

    def hears(self, event: str, data: str | None = None, *, within: float = WITHIN) -> bool:
        """Whether the event comes (or came) before the deadline; forgets what was heard up to it."""
        deadline = monotonic() + within
        while True:
            for place, (name, about) in enumerate(self.heard):
                if name == event and data in (None, about):
                    del self.heard[: place + 1]
                    return True
            left = deadline - monotonic()
            if self.closed or left <= 0:
                return False
            self._line.settimeout(left)
            try:
                self._take()
            except TimeoutError:
                return False

    def ends(self, *, within: float = WITHIN) -> bool:
        """Whether the server ends the stream before the deadline."""
        self.hears("nothing is called so", within=within)
        return self.closed

    def close(self) -> None:
        self._line.close()
