"""The clamd adapter speaks INSTREAM to a small server that answers as clamd does, over TCP and a Unix socket."""

from __future__ import annotations

import inspect
import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pasocial.office.files.attachments.adapters.clamd import ClamdScanner
from pasocial.office.files.attachments.adapters.fake import EICAR, FakeScanner
from pasocial.office.files.attachments.adapters.scanner import Scanner, ScannerAway, Verdict

LIMIT = 1_000_000


class Clamd(socketserver.StreamRequestHandler):
    """zINSTREAM as clamd(8) describes it: length-prefixed blocks, a zero length, an answer ended by a null byte."""

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if len(content) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(len(content))  # type: ignore[attr-defined]
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


class TcpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class UnixServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def running(server: Any) -> Iterator[Any]:
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["tcp", "unix"])
def clamd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[ClamdScanner, Any]]:
    if request.param == "unix":
        path = str(tmp_path / "clamd.ctl")
        with running(UnixServer(path, Clamd)) as server:
            yield ClamdScanner(path), server
    else:
        with running(TcpServer(("127.0.0.1", 0), Clamd)) as server:
            yield ClamdScanner(f"127.0.0.1:{server.server_address[1]}"), server


def test_clean_file_is_clean_and_was_sent_whole(clamd: tuple[ClamdScanner, Any]) -> None:
    scanner, server = clamd
    assert scanner.scan(io.BytesIO(b"x" * 300_000)) == Verdict("")
    assert server.seen == [300_000]


def test_infected_file_is_named(clamd: tuple[ClamdScanner, Any]) -> None:
    assert clamd[0].scan(io.BytesIO(b"before " + EICAR + b" after")) == Verdict("Eicar-Test-Signature")


def test_file_over_the_daemons_limit_is_no_verdict(clamd: tuple[ClamdScanner, Any]) -> None:
    with pytest.raises(ScannerAway):
        clamd[0].scan(io.BytesIO(b"x" * (LIMIT * 3)))


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_absent_daemon_is_away(address: str) -> None:
    with pytest.raises(ScannerAway):
        ClamdScanner(address).scan(io.BytesIO(b"x"))


def test_daemon_that_hangs_up_is_away() -> None:
    class Silent(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.read(10)

    with running(TcpServer(("127.0.0.1", 0), Silent)) as server, pytest.raises(ScannerAway):
        ClamdScanner(f"127.0.0.1:{server.server_address[1]}").scan(io.BytesIO(b"x"))


@pytest.mark.parametrize("adapter", [ClamdScanner, FakeScanner])
def test_adapter_has_the_signature_of_the_protocol(adapter: type) -> None:
    assert inspect.signature(adapter.scan, eval_str=True) == inspect.signature(Scanner.scan)


def test_fake_judges_as_the_real_one(clamd: tuple[ClamdScanner, Any]) -> None:
    for content in (b"clean", EICAR):
        assert FakeScanner().scan(io.BytesIO(content)) == clamd[0].scan(io.BytesIO(content))
