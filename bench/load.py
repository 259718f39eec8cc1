"""A bounded load from loopback: a few connections, a few seconds, then it stops by itself."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Thread

from bench.pages import Page

LOOPBACK = "127.0.0.1"
PROGRAMS = 2
CONNECTIONS_EACH = 4
SILENT_SECONDS = 10


@dataclass(frozen=True)
class Load:
    """What one page bore."""

    per_second: float
    median_ms: float
    slow_ms: float
    failures: int


def served(pages: Sequence[Page], *, port: int, seconds: float, cookie: str) -> bool:
    """Measures and prints each page with its ratio to the floors; returns whether any answer was not 200."""
    heading = (
        f"{'page':<34}{'req/s':>9}{'median':>10}{'95 %':>10}{'queries':>9}{'of bare':>9}{'of query':>10}"
    )
    print(heading)
    floors: list[float] = []
    failed = False
    for page in pages:
        shown = cookie if page.staff else ""
        measure(port, page.path, seconds=0.5, cookie=shown)
        load = measure(port, page.path, seconds=seconds, cookie=shown)
        if page.floor:
            floors.append(load.per_second)
        ratios = "".join(f"{load.per_second / floor:>9.3f}" if floor else f"{'–':>9}" for floor in floors[:2])
        line = f"{page.name:<34}{load.per_second:>9.1f}{load.median_ms:>7.1f} ms{load.slow_ms:>7.1f} ms"
        print(f"{line}{queries_of(page.path, shown):>9}{ratios}", flush=True)
        if load.failures:
            failed = True
            print(f"  {load.failures} answers were not 200")
    return failed


def queries_of(path: str, cookie: str = "") -> int:
    """Queries of one warm request, counted in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": LOOPBACK})
    client.cookies.load(cookie)
    client.get(path.replace("{n}", "1"))
    with CaptureQueriesContext(connection) as captured:
        client.get(path.replace("{n}", "2"))
    return len(captured)


def measure(port: int, path: str, *, seconds: float, cookie: str = "") -> Load:
    """Requests one after another on each connection, for `seconds`."""
    with ProcessPoolExecutor(PROGRAMS, mp_context=get_context("spawn")) as pool:
        runs = [pool.submit(_program, port, path, seconds, cookie) for _ in range(PROGRAMS)]
        results = [run.result() for run in runs]
    times = sorted(moment for moments, _ in results for moment in moments)
    failures = sum(count for _, count in results)
    if not times:
        return Load(0.0, 0.0, 0.0, failures)
    return Load(
        per_second=len(times) / seconds,
        median_ms=times[len(times) // 2] * 1000,
        slow_ms=times[int(len(times) * 0.95)] * 1000,
        failures=failures,
    )


def _program(port: int, path: str, seconds: float, cookie: str) -> tuple[list[float], int]:
    times: list[float] = []
    failures: list[int] = []
    until = time.monotonic() + seconds
    threads = [
        Thread(target=_connection, args=(port, path, cookie, until, times, failures))
        for _ in range(CONNECTIONS_EACH)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(failures)


def _written(path: str, cookie: str) -> bytes:
    """One request; `{n}` in the path becomes a number never used before, so that no kept page can answer."""
    if "{n}" in path:
        path = path.replace("{n}", str(random.getrandbits(60)))
    lines = [f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}", "Connection: keep-alive"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _connection(
    port: int, path: str, cookie: str, until: float, times: list[float], failures: list[int]
) -> None:
    with socket.create_connection((LOOPBACK, port), timeout=SILENT_SECONDS) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < until:
            request = _written(path, cookie)
            started = time.perf_counter()
            line.sendall(request)
            try:
                good = _answered_well(line)
            except TimeoutError:
                failures.append(1)
                return
            if good:
                times.append(time.perf_counter() - started)
            else:
                failures.append(1)


def _answered_well(line: socket.socket) -> bool:
    received = b""
    while b"\r\n\r\n" not in received:
        more = line.recv(65536)
        if not more:
            return False
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    length = 0
    for field in head.split(b"\r\n")[1:]:
        name, _, value = field.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    missing = length - len(body)
    while missing > 0:
        more = line.recv(min(missing, 65536))
        if not more:
            return False
        missing -= len(more)
    return head.split(b" ", 2)[1] == b"200"
