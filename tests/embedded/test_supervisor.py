"""What ends is started again; what cannot run ends the whole with its last words."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import redis

from pasocial.embedded.children import Child, wait_until
from pasocial.embedded.engines import Engines
from pasocial.embedded.parts import Part, Ports
from pasocial.embedded.progress import Progress
from pasocial.embedded.restarting import GOOD_RUN_SECONDS
from pasocial.embedded.room import Room
from pasocial.embedded.state import Addresses, StateDirectory
from pasocial.embedded.supervisor import Office, stop_when_asked
from pasocial.embedded.trouble import Trouble

NOWHERE = Addresses("postgresql://127.0.0.1:1/none", "redis://127.0.0.1:1/0")


class Full(Room):
    """A disk that stays full, and says so with no word."""

    def look(self) -> str:
        return ""


@contextmanager
def office_of(tmp_path: Path, script: str) -> Iterator[tuple[Office, io.StringIO, Callable[[], Child]]]:
    """An office with one part, which runs this Python."""
    said = io.StringIO()
    with Office(StateDirectory(tmp_path), Ports("127.0.0.1", 1, 2), Progress(said)) as office:
        office._addresses = NOWHERE
        office._parts = {"worker": Part("worker", [sys.executable, "-c", script])}
        office._start_part("worker")
        yield office, said, lambda: office._running["worker"]


def end_of(child: Child) -> None:
    assert wait_until(lambda: child.ended() is not None, within=30)


def test_part_that_ends_at_once_ends_the_whole_with_its_last_words(tmp_path: Path) -> None:
    with office_of(tmp_path, "raise SystemExit('no module named foia')") as (office, said, part):
        for _ in range(5):
            end_of(part())
            now = part().started
            office.look(Room(()), now=now)
            office.look(Room(()), now=now + 31)
        end_of(part())
        with pytest.raises(Trouble, match=r"The part `worker` keeps ending\. .*\nno module named foia"):
            office.look(Room(()), now=part().started)
    waits = [line.split("starts again in ")[1].split(" (")[0] for line in said.getvalue().splitlines()]
    assert waits == ["1 s", "2 s", "5 s", "15 s", "30 s"]


def test_part_that_ends_while_the_disk_is_full_is_started_for_as_long_as_it_lasts(tmp_path: Path) -> None:
    with office_of(tmp_path, "") as (office, said, part):
        room = Full((tmp_path,), full=tmp_path)
        seen = {part().pid}
        for _ in range(8):
            end_of(part())
            now = part().started
            office.look(room, now=now)
            office.look(room, now=now + 31)
            seen.add(part().pid)
    assert (len(seen), said.getvalue()) == (9, "")


def test_part_that_ran_well_is_started_again_and_its_former_ends_are_forgotten(tmp_path: Path) -> None:
    with office_of(tmp_path, "") as (office, said, part):
        for _ in range(8):
            end_of(part())
            now = part().started + GOOD_RUN_SECONDS
            office.look(Room(()), now=now)
            office.look(Room(()), now=now + 1)
    assert said.getvalue().count("it starts again in 1 s") == 8


def test_engine_that_ended_is_started_again_at_its_address_with_what_it_held(tmp_path: Path) -> None:
    said = io.StringIO()
    with Office(StateDirectory(tmp_path), Ports("127.0.0.1", 1, 2), Progress(said)) as office:
        office._engines = Engines(StateDirectory(tmp_path), what="a test")
        url = office._engines.start().redis_url
        with closing(redis.Redis.from_url(url)) as client:
            client.set("kept", "sì")
            valkey = next(each for each in office._engines.children if each.name == "valkey")
            client.shutdown(nosave=True)
            end_of(valkey)
            office.look(Room(()), now=valkey.started)
            office.look(Room(()), now=valkey.started + 1)

        def kept() -> bool:
            try:
                with closing(redis.Redis.from_url(url)) as other:
                    return other.get("kept") == "sì".encode()
            except redis.RedisError:
                return False

        assert wait_until(kept, within=20)
    assert "The part `valkey` ended by itself; it starts again in 1 s" in said.getvalue()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_office_ends_when_asked_even_if_a_script_started_it_in_the_background(asked: signal.Signals) -> None:
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(asked, signal.SIG_IGN)  # what a shell without job control gives to `make up &`
        stop_when_asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(asked)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
