"""Pages while others send slowly: the same page with nobody, sixteen and two hundred of them, bounded and on loopback."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which
from threading import Event, Thread

from bench.load import LOOPBACK, measure

PROJECT = Path(__file__).resolve().parents[1]
# Who sends: how many, and bytes a second each. Sixteen are honest (34 kB/s), the others send next to nothing.
SENDERS = ((0, 0), (16, 34_000), (200, 50))
# More than arrives while we measure, little enough to be admitted.
ANNOUNCED_BYTES = 1_500_000
TICK_SECONDS = 0.1


@contextmanager
def slow_senders(port: int, count: int, bytes_a_second: int, path: str = "/account/login/") -> Iterator[None]:
    """As many unfinished POSTs, fed a little ten times a second; whoever is sent away comes again."""
    stop = Event()
    feeding = Thread(target=_feed, args=(port, count, bytes_a_second, path, stop), daemon=True)
    feeding.start()
    time.sleep(min(2.0, 0.5 + count / 200))
    try:
        yield
    finally:
        stop.set()
        feeding.join(10)


def _feed(port: int, count: int, bytes_a_second: int, path: str, stop: Event) -> None:
    lines: list[socket.socket | None] = [_begun(port, path) for _ in range(count)]
    turn = 0
    while not stop.wait(TICK_SECONDS):
        turn += 1
        # Those who send less than a byte each turn send one every so many turns.
        piece = b"a" * max(1, int(bytes_a_second * TICK_SECONDS))
        for place, line in enumerate(lines):
            try:
                if line is None:
                    raise OSError
                line.send(piece)
            except BlockingIOError:
                continue
            except OSError:
                if line is not None:
                    line.close()
                lines[place] = _begun(port, path)
    for line in lines:
        if line is not None:
            line.close()


def _begun(port: int, path: str) -> socket.socket | None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        # Without the cookie the form is refused unread; with any, it is read to its end.
        f"Cookie: csrftoken={'a' * 32}\r\nContent-Length: {ANNOUNCED_BYTES}\r\n\r\na"
    )
    with suppress(OSError):
        line = socket.create_connection((LOOPBACK, port), timeout=2)
        line.sendall(head.encode())
        line.setblocking(False)
        return line
    return None


@contextmanager
def proxied(port: int, folder: Path) -> Iterator[int | None]:
    """The shipped Caddyfile in front of the server at `port`, on another port; None where Caddy is not installed."""
    from pasocial.embedded.ports import free_port

    if which("caddy") is None:
        yield None
        return
    front = free_port()
    shipped = (PROJECT / "deploy" / "Caddyfile").read_text()
    # What differs: no certificate to ask for, the port of this run, and the one address instead of names.
    written = shipped.replace("{$SITE_HOST} {", f"http://{LOOPBACK}:{front} {{").replace(
        'email "{$ACME_EMAIL}"', ""
    )
    for name, there in (("a web 8000", f"a {LOOPBACK} {port}"), ("a streams 8001", f"a {LOOPBACK} {port}")):
        written = written.replace(name, there)
    configuration = folder / "Caddyfile"
    configuration.write_text(written)
    program = subprocess.Popen(
        ["caddy", "run", "--config", str(configuration), "--adapter", "caddyfile"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        | {"PATH": "/usr/bin:/bin"},
    )
    try:
        _wait_for(front)
        yield front
    finally:
        program.terminate()
        program.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


def shown(port: int, *, through: str, path: str, seconds: float) -> None:
    """One line for each number of slow senders."""
    for count, rate in SENDERS:
        with slow_senders(port, count, rate):
            load = measure(port, path, seconds=seconds)
        name = f"{path.format(n='…')}, {count} slow senders, {through}"
        print(
            f"{name:<58}{load.per_second:>9.1f}{load.median_ms:>8.1f} ms{load.slow_ms:>8.1f} ms"
            f"{load.failures:>10}",
            flush=True,
        )


def slow_rows(port: int, *, folder: Path, path: str, seconds: float) -> None:
    print(f"\n{'while others send slowly':<58}{'req/s':>9}{'median':>11}{'95 %':>11}{'failures':>10}")
    shown(port, through="the server", path=path, seconds=seconds)
    with proxied(port, folder) as front:
        if front is None:
            print("(Caddy is not installed: nothing measured through the shipped proxy)")
            return
        shown(front, through="the proxy", path=path, seconds=seconds)
