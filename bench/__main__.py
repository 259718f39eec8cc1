"""`make bench`: starts its own engines and server, measures each page, prints ratios and query counts."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each page is measured")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.environ["STATE_DIR"] = str(PROJECT / ".pasocial" / "bench")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)  # never a load on a server that somebody else uses
    from pasocial.embedded.engines import Engines
    from pasocial.embedded.state import StateDirectory
    from pasocial.embedded.trouble import Trouble

    try:
        with Engines(
            StateDirectory(Path(os.environ["STATE_DIR"])), what="make bench", careless=True
        ) as engines:
            os.environ["DATABASE_URL"] = engines.addresses.database_url
            os.environ["REDIS_URL"] = engines.addresses.redis_url
            return measured_run(engines, seconds=min(options.seconds, 30), workers=options.workers)
    except Trouble as trouble:
        sys.exit(str(trouble))


def measured_run(engines: object, *, seconds: float, workers: int) -> int:
    import django

    django.setup()
    from bench.load import measure
    from bench.pages import BARE, PAGES, QUERY
    from pasocial.embedded.children import Child, wait_until
    from pasocial.embedded.ports import free_port
    from pasocial.embedded.preparing import Preparation
    from pasocial.embedded.progress import Progress
    from pasocial.embedded.supervisor import asked

    state = Path(os.environ["STATE_DIR"])
    Preparation(state / "stamps", Progress(sys.stdout)).run()
    port = free_port()
    server = Child(
        "web",
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
         "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "error",
         "--workers-kill-timeout", "2", "pasocial.config.wsgi:application"],
        log=state / "logs" / "bench.log",
        directory=PROJECT,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}{BARE.path}"
        if not wait_until(lambda: asked(address).startswith("200"), within=60, child=server):
            sys.exit(f"The server did not start:\n{server.said()}")
        print(
            f"\n{workers} workers, 8 connections, {seconds:.0f} s each; the load shares the machine's cores\n"
        )
        print(
            f"{'page':<34}{'req/s':>9}{'median':>10}{'95 %':>10}{'queries':>9}{'of bare':>9}{'of query':>10}"
        )
        floors: dict[str, float] = {}
        failed = False
        for page in [BARE, QUERY, *PAGES]:
            measure(port, page.path, seconds=0.5)
            load = measure(port, page.path, seconds=seconds)
            if page.floor:
                floors[page.name] = load.per_second
            ratios = [
                load.per_second / floors[floor.name] if floor.name in floors else 1 for floor in (BARE, QUERY)
            ]
            line = f"{page.name:<34}{load.per_second:>9.0f}{load.median_ms:>7.1f} ms{load.slow_ms:>7.1f} ms"
            print(f"{line}{queries_of(page.path):>9}{ratios[0]:>9.3f}{ratios[1]:>10.3f}", flush=True)
            if load.failures:
                failed = True
                print(f"  {load.failures} answers were not 200")
        return int(failed)
    finally:
        server.stop()


def queries_of(path: str) -> int:
    """Queries of one warm request."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


if __name__ == "__main__":
    sys.exit(main())
