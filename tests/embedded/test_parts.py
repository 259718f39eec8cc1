"""The server of pages as `make up` starts it: slow senders cost nobody else anything, and little is swallowed."""

from __future__ import annotations

import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from bench.slow import proxied
from pasocial.embedded.children import Child, wait_until
from pasocial.embedded.parts import pages_command, streams_command
from pasocial.embedded.ports import LOOPBACK, free_port
from pasocial.embedded.supervisor import asked
from tests.conftest import PROJECT
from tests.embedded.test_up import own_engines  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow
SOON_SECONDS = 5.0
# With a token the form is read to its end; without it Django refuses it unread.
TOKEN = "a" * 32


@pytest.fixture
def server(tmp_path: Path, own_engines: dict[str, str]) -> Iterator[int]:  # noqa: F811
    port = free_port()
    environment = os.environ | own_engines
    environment |= {"STATE_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pasocial.config.settings.test"}
    command = pages_command(LOOPBACK, port, workers=1)
    child = Child("web", command, log=tmp_path / "web.log", environment=environment, directory=PROJECT)
    try:
        answering = f"http://{LOOPBACK}:{port}/accesso-civico/registro/"
        assert wait_until(lambda: asked(answering).startswith("200"), within=60, child=child), child.said(20)
        yield port
    finally:
        child.stop(within=10)


def begun(port: int, path: str, length: int, more: str = "") -> socket.socket:
    line = socket.create_connection((LOOPBACK, port), timeout=20)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nCookie: csrftoken={TOKEN}\r\n{more}"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
    )
    line.sendall(head.encode() + b"a=1")
    return line


def seconds_of_a_page(port: int) -> float:
    started = time.monotonic()
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/accesso-civico/registro/?n=1", timeout=20) as page:
        assert page.status == 200
    return time.monotonic() - started


def test_sixteen_slow_senders_and_a_gigabyte_cost_nobody_anything(server: int) -> None:
    with ExitStack() as lines:
        for _ in range(16):
            lines.enter_context(begun(server, "/account/login/", 1_000_000))
        assert max(seconds_of_a_page(server) for _ in range(3)) < SOON_SECONDS
        for path in ("/account/login/", "/", "/accesso-civico/registro/"):
            line = lines.enter_context(begun(server, path, 1_000_000_000))
            assert line.recv(12) == b"HTTP/1.1 413"


def test_the_shipped_proxy_passes_on_what_the_server_promises(server: int, tmp_path: Path) -> None:
    with proxied(server, tmp_path) as front, ExitStack() as lines:
        if front is None:
            pytest.skip("Caddy is not installed on this machine.")
        for _ in range(16):
            lines.enter_context(begun(front, "/account/login/", 1_000_000))
        assert max(seconds_of_a_page(front) for _ in range(3)) < SOON_SECONDS
        line = lines.enter_context(begun(front, "/", 1_000_000_000))
        sent = 0
        with suppress(OSError):
            while sent < 1_000_000_000:
                sent += line.send(b"a" * 65_536)
        assert sent < 100_000_000


def test_streams_receive_no_body_however_it_is_announced(tmp_path: Path, own_engines: dict[str, str]) -> None:  # noqa: F811
    port = free_port()
    environment = os.environ | own_engines
    environment |= {"STATE_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pasocial.config.settings.test"}
    child = Child(
        "streams",
        streams_command(LOOPBACK, port),
        log=tmp_path / "streams.log",
        environment=environment,
        directory=PROJECT,
    )
    try:
        healthy = f"http://{LOOPBACK}:{port}/healthz"
        assert wait_until(lambda: asked(healthy).startswith("200"), within=60, child=child), child.said(20)
        with ExitStack() as lines:
            for path in ("/streams/office/", "/healthz"):
                line = lines.enter_context(begun(port, path, 1_000_000_000))
                assert line.recv(12) == b"HTTP/1.1 413"
            chunked = lines.enter_context(begun(port, "/healthz", 0, "Transfer-Encoding: chunked\r\n"))
            assert chunked.recv(12) in {b"HTTP/1.1 413", b"HTTP/1.1 400"}
            for _ in range(200):
                lines.enter_context(socket.create_connection((LOOPBACK, port))).sendall(
                    b"GET /healthz HTTP/1.1\r\n"
                )
            assert asked(healthy).startswith("200")
    finally:
        child.stop(within=10)
