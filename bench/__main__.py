"""`make bench`: starts its own engines and server, writes an invented town, measures pages, prints ratios and queries."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
# Kept for nobody, so that each answer is made anew.
SLOW_PAGE = "/accesso-civico/registro/?q=n{n}"


def options_given(arguments: list[str] | None = None) -> Namespace:
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000, help="requests stored (1000000 takes long)")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each page is measured")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="only pages whose name holds these words")
    return parser.parse_args(arguments)


def main() -> int:
    options = options_given()
    # A town of each size stays where it was written, so that a second run only measures.
    state = PROJECT / ".pasocial" / f"bench-{options.requests}"
    os.environ["STATE_DIR"] = str(state)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)  # never a load on a server that somebody else uses
    from pasocial.embedded.engines import Engines
    from pasocial.embedded.state import StateDirectory
    from pasocial.embedded.trouble import Trouble

    try:
        with Engines(StateDirectory(state), what="make bench", careless=True) as engines:
            os.environ["DATABASE_URL"] = engines.addresses.database_url
            os.environ["REDIS_URL"] = engines.addresses.redis_url
            return measured_run(state, options)
    except Trouble as trouble:
        sys.exit(str(trouble))


def measured_run(state: Path, options: Namespace) -> int:
    import django

    django.setup()
    from bench.load import served
    from bench.pages import measured_pages
    from bench.slow import slow_rows
    from bench.visitors import staff_cookie
    from pasocial.embedded.children import Child, wait_until
    from pasocial.embedded.parts import pages_command
    from pasocial.embedded.ports import free_port
    from pasocial.embedded.supervisor import asked

    prepare(state, options.requests)
    cookie = staff_cookie()
    pages = measured_pages(options.only)
    port = free_port()
    server = Child(
        "web",
        pages_command("127.0.0.1", port, workers=options.workers),
        log=state / "logs" / "bench.log",
        directory=PROJECT,
    )
    try:
        address = f"http://127.0.0.1:{port}{pages[0].path}"
        if not wait_until(lambda: asked(address).startswith("200"), within=60, child=server):
            sys.exit(f"The server did not start:\n{server.said()}")
        seconds = min(options.seconds, 30)
        print(
            f"\n{options.requests} requests stored; granian, {options.workers} workers, 8 connections, "
            f"{seconds:g} s each; {os.cpu_count()} cores, shared with the load and the database\n"
        )
        failed = served(pages, port=port, seconds=seconds, cookie=cookie)
        slow_rows(port, folder=state, path=SLOW_PAGE, seconds=seconds)
    finally:
        server.stop()
    inside(options.requests)
    return int(failed)


def prepare(state: Path, requests: int) -> None:
    """Migrations, static files and the town, each only when it is missing."""
    from django.utils import timezone

    from bench import stock
    from pasocial.embedded.preparing import Preparation
    from pasocial.embedded.progress import Progress

    progress = Progress(sys.stdout)
    stamps = state / "stamps"
    stamps.mkdir(parents=True, exist_ok=True)
    (stamps / "demo").write_text("built")  # this town is written by stock, not by the demonstration
    Preparation(stamps, progress).run()
    if not stock.requests_stored():
        with progress.step(f"Writing a town of {requests} requests (first run of this size)"):
            stock.write_town(requests, now=timezone.now())
            stock.vacuum()


def inside(requests: int) -> None:
    from bench.inside import filing, likeness_bar, suggestions
    from bench.recall import recalls

    print(
        f"\n{'one after another, in process':<34}{'times':>7}{'median':>10}{'95 %':>10}{'CPU 95 %':>11}{'queries':>9}"
    )
    for one in (filing(100), suggestions(200)):
        print(
            f"{one.name:<34}{one.times:>7}{one.median:>7.1f} ms{one.p95:>7.1f} ms{one.cpu_p95:>8.1f} ms"
            f"{one.queries:>9}{likeness_bar(one, requests)}",
            flush=True,
        )
    found = recalls()
    if found:
        print(f"\n{'real texts among the town':<34}{'asked':>7}{'database':>10}{'in process, alone':>20}")
    for recall in found:
        print(
            f"{recall.name:<34}{recall.asked:>7}{recall.through_database:>10.3f}{recall.in_process:>20.3f}",
            flush=True,
        )
    large_topics()


def large_topics() -> None:
    """Rows that PostgreSQL fetches and writes when a topic of ten, and one of ten thousand, changes."""
    from bench.large_topic import SHAPES, costs

    print(f"\n{'a topic changes: rows read + written, statements':<52}{'of 10':>18}{'of 10,000':>18}")
    for shape in SHAPES:
        small, large = costs(10, shape), costs(10_000, shape)
        for name in small:
            told = [f"{one.read} + {one.written}, {one.queries}" for one in (small[name], large[name])]
            print(f"{shape.name + ': ' + name:<52}{told[0]:>18}{told[1]:>18}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
