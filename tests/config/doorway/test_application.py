"""Behind the real server: whole requests come in, nobody's slowness holds a thread, and every answer goes out."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from pasocial.embedded.children import Child, wait_until
from pasocial.embedded.parts import granian
from pasocial.embedded.ports import LOOPBACK, free_port
from tests.config.doorway.small import BIG, BIG_FILE, MEGABYTE
from tests.conftest import PROJECT

SOON_SECONDS = 2.5


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    free = free_port()
    folder = tmp_path_factory.mktemp("doorway")
    command = granian(
        LOOPBACK, free, "--interface", "asginl", "--workers", "1", "--workers-kill-timeout", "1"
    )
    server = Child(
        "web", [*command, "tests.config.doorway.small:application"], log=folder / "web.log", directory=PROJECT
    )
    try:
        assert wait_until(lambda: answers(free), within=30, child=server), server.said(20)
        yield free
    finally:
        server.stop(within=10)
        BIG_FILE.unlink(missing_ok=True)


def answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex((LOOPBACK, port)) == 0


def asked(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        said = answer.read()
        return answer.status, json.loads(said) if said else {}
    finally:
        line.close()


def begun(port: int, head: str, body: bytes = b"") -> socket.socket:
    line = socket.create_connection((LOOPBACK, port), timeout=10)
    line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
    return line


@contextmanager
def many(port: int, count: int, head: str, body: bytes = b"") -> Iterator[list[socket.socket]]:
    with ExitStack() as lines:
        yield [lines.enter_context(begun(port, head, body)) for _ in range(count)]


def insist_on_soon(port: int) -> None:
    started = time.monotonic()
    assert asked(port, "GET", "/")[0] == 200
    assert time.monotonic() - started < SOON_SECONDS


@pytest.mark.parametrize("count", [16, 200])
def test_unfinished_bodies_hold_nobody(port: int, count: int) -> None:
    head = "POST /upload HTTP/1.1\nHost: x\nContent-Length: 40000000"
    with many(port, count, head, b"a" * 100):
        for _ in range(3):
            insist_on_soon(port)


def test_unfinished_bodies_in_chunks_hold_nobody(port: int) -> None:
    with many(port, 16, "POST /upload HTTP/1.1\nHost: x\nTransfer-Encoding: chunked", b"5\r\naaaaa\r\n"):
        insist_on_soon(port)


def test_unfinished_headers_hold_nobody(port: int) -> None:
    with many(port, 300, "GET / HTTP/1.1\nHost: x\nX-Slow: 1") as lines:
        for line in lines:
            line.sendall(b"")
        insist_on_soon(port)


@pytest.mark.parametrize("path", ["/file", "/pieces"])
def test_readers_who_take_nothing_hold_nobody(port: int, path: str) -> None:
    with many(port, 16, f"GET {path} HTTP/1.1\nHost: x"):
        for _ in range(3):
            insist_on_soon(port)


@pytest.mark.parametrize("path", ["/file", "/pieces"])
def test_large_answers_arrive_whole(port: int, path: str) -> None:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    line.request("GET", path)
    answer = line.getresponse()
    said = answer.read()
    assert (answer.status, len(said), set(said)) == (200, BIG, {ord("f" if path == "/file" else "p")})
    line.request("GET", "/")  # the same line goes on
    assert line.getresponse().read() != b""
    line.close()


@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_a_gigabyte_is_refused_before_it_is_sent(port: int, path: str) -> None:
    with begun(port, f"POST {path} HTTP/1.1\nHost: x\nContent-Length: 1000000000") as line:
        assert line.recv(12) == b"HTTP/1.1 413"


@pytest.mark.parametrize(
    "how",
    [
        "Content-Length: 1000000000",
        "Transfer-Encoding: chunked",
        "Content-Length: 1000000000\nExpect: 100-continue",
    ],
)
def test_who_sends_a_gigabyte_all_the_same_is_stopped_and_reads_why(port: int, how: str) -> None:
    piece = b"a" * 65_536
    framed = b"%x\r\n%s\r\n" % (len(piece), piece) if "chunked" in how else piece
    sent = 0
    with begun(port, f"POST / HTTP/1.1\nHost: x\n{how}") as line:
        try:
            while sent < 1_000_000_000:
                sent += line.send(framed)
        except OSError:
            pass
        assert sent < 100 * MEGABYTE
        assert line.recv(12) == b"HTTP/1.1 413"


def test_body_arrives_whole_with_its_length_however_it_is_sent(port: int) -> None:
    status, told = asked(port, "POST", "/upload?a=b&c=%2F", b"x" * (3 * MEGABYTE))
    assert (status, told["body"], told["length"], told["query"]) == (200, 3_000_000, "3000000", "a=b&c=%2F")
    status, told = asked(port, "PUT", "/upload", iter([b"x" * 70_000, b"y" * 5]))
    assert (status, told["method"], told["body"], told["length"]) == (200, "PUT", 70_005, "70005")
    assert "HTTP_TRANSFER_ENCODING" not in told["headers"]


def test_body_may_come_slowly_if_it_comes(port: int) -> None:
    with begun(port, "POST /upload HTTP/1.1\nHost: x\nContent-Length: 10000\nConnection: close") as line:
        line.settimeout(0.1)
        for _ in range(9):
            line.sendall(b"a" * 1000)
            with pytest.raises(TimeoutError):  # nothing is said before the whole is there
                line.recv(1)
        line.settimeout(10)
        line.sendall(b"a" * 1000)
        said = b"".join(iter(lambda: line.recv(65536), b""))
    assert json.loads(said.split(b"\r\n\r\n")[1])["body"] == 10_000


def test_who_falls_silent_is_told_and_sent_away(port: int) -> None:
    with begun(port, "POST /upload HTTP/1.1\nHost: x\nContent-Length: 10000", b"a") as line:
        started = time.monotonic()
        said = b"".join(iter(lambda: line.recv(65536), b""))
    assert json.loads(said.split(b"\r\n\r\n")[1])["refused"] == "too_slow"
    assert 2 < time.monotonic() - started < 9


def test_path_reaches_the_application_as_it_came(port: int) -> None:
    with begun(port, "GET /citt%C3%A0/%FF%2Fx HTTP/1.1\nHost: x\nConnection: close") as line:
        said = b"".join(iter(lambda: line.recv(65536), b""))
    path = json.loads(said.split(b"\r\n\r\n")[1])["path"].encode("latin-1")
    assert path == "/città/".encode() + b"\xff/x"


def test_headers_of_the_proxy_cannot_be_written_with_underscores(port: int) -> None:
    head = "GET / HTTP/1.1\nHost: x\nConnection: close\nX_Forwarded_For: 1.2.3.4"
    with begun(port, f"{head}\nX-Real: a\nX-Real: b\nCookie: a=1\nCookie: b=2") as line:
        said = b"".join(iter(lambda: line.recv(65536), b""))
    headers = json.loads(said.split(b"\r\n\r\n")[1])["headers"]
    assert (headers.get("HTTP_X_FORWARDED_FOR"), headers["HTTP_X_REAL"], headers["HTTP_COOKIE"]) == (
        None,
        "a,b",
        "a=1; b=2",
    )


def test_a_fault_of_the_application_is_a_500_and_the_next_is_answered(port: int) -> None:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    line.request("GET", "/breaks")
    assert line.getresponse().status == 500
    line.close()
    insist_on_soon(port)


def test_head_is_answered_without_a_body(port: int) -> None:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    line.request("HEAD", "/file")
    answer = line.getresponse()
    assert (answer.status, answer.getheader("Content-Length"), answer.read()) == (200, str(BIG), b"")
    line.close()


def test_text_before_the_files_of_a_form_that_is_too_large_still_arrives(port: int) -> None:
    head = (
        "POST / HTTP/1.1\nHost: x\nContent-Type: multipart/form-data; boundary=b\nContent-Length: 1000000000"
    )
    with begun(port, head, b"what she typed" + b"x" * 300_000) as line:
        answer = line.recv(65_536).decode()
        told = json.loads(answer.partition("\r\n\r\n")[2] or line.recv(65_536).decode())
    assert (told["refused"], told["body"]) == ("too_large", 256 * 1024)
