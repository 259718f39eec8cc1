"""A body is received whole or not at all: within its size, its time and the room there is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.config.doorway.bounds import Pace, Room, Taken
from pasocial.config.doorway.receiving import IN_MEMORY_BYTES, Body, Refused, let_go, receive_body

QUICK = Pace(grace_seconds=0.2, least_bytes_a_second=1000.0, silent_seconds=0.1)


def pieces(*sizes: int, pause: float = 0.0, ends: bool = True) -> Callable[[], Awaitable[Any]]:
    """A sender; when its pieces are over it ends the body, or says nothing more for ever."""
    left = list(sizes)

    async def receive() -> Any:
        if not left:
            await asyncio.Event().wait()
        await asyncio.sleep(pause)
        size = left.pop(0)
        return {"type": "http.request", "body": b"a" * size, "more_body": bool(left) or not ends}

    return receive


def received(
    receive: Callable[[], Awaitable[Any]],
    *,
    announced: int | None = None,
    most: int = 10_000_000,
    taken: Taken | None = None,
    pace: Pace = QUICK,
    folder: Path | None = None,
) -> Body | Refused:
    async def run() -> Body | Refused:
        return await receive_body(
            receive,
            announced=announced,
            most_bytes=most,
            pace=pace,
            taken=taken or Taken(Room()),
            folder=folder,
        )

    return asyncio.run(run())


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_body_arrives_whole_however_it_was_cut(sizes: list[int]) -> None:
    body = received(pieces(*sizes))
    assert isinstance(body, Body)
    with body.file:
        assert (body.length, body.file.read()) == (sum(sizes), b"a" * sum(sizes))


def test_large_body_lies_in_the_folder_and_leaves_nothing_there(tmp_path: Path) -> None:
    taken = Taken(Room())
    body = received(pieces(IN_MEMORY_BYTES, 10), taken=taken, folder=tmp_path)
    assert isinstance(body, Body)
    with body.file:
        assert len(body.file.read()) == IN_MEMORY_BYTES + 10
        assert list(tmp_path.iterdir()) == []  # the system takes it back even after a crash
    assert (taken.bodies, taken.bytes) == (0, 0)


def test_body_too_large_by_its_own_word_is_not_read_at_all() -> None:
    async def receive() -> Any:
        raise AssertionError("not a byte of it is wanted")

    assert received(receive, announced=101, most=100) is Refused.TOO_LARGE


def test_body_that_grows_too_large_is_stopped_where_it_does() -> None:
    assert received(pieces(60, 41, 1_000_000), most=100) is Refused.TOO_LARGE
    assert isinstance(received(pieces(60, 40), most=100), Body)


def test_sender_who_falls_silent_is_refused() -> None:
    assert received(pieces(10, ends=False)) is Refused.TOO_SLOW


def test_sender_who_dribbles_is_refused_although_never_silent() -> None:
    assert received(pieces(*[1] * 100, pause=0.02)) is Refused.TOO_SLOW


def test_slow_but_honest_sender_takes_as_long_as_needed() -> None:
    body = received(pieces(*[100] * 20, pause=0.03))  # 0.6 s, three times the grace
    assert isinstance(body, Body)
    assert body.length == 2000


@pytest.mark.parametrize(
    ("received_bytes", "since_start", "left"),
    [
        (0, 0.0, 20.0),
        (0, 19.0, 1.0),
        (0, 20.0, 0.0),
        (40_960, 20.0, 10.0),
        (10_000_000, 20.0, 20.0),  # however much came, silence is silence
    ],
)
def test_how_long_the_next_piece_may_take(received_bytes: int, since_start: float, left: float) -> None:
    assert Pace().seconds_left(received=received_bytes, since_start=since_start) == left


def test_what_all_bodies_may_take_together_is_bounded() -> None:
    full = Taken(Room(most_bytes=100, most_bodies=2), bytes=90)
    assert received(pieces(20), announced=20, taken=full) is Refused.NO_ROOM
    assert received(pieces(20), taken=full) is Refused.NO_ROOM
    assert isinstance(received(pieces(10), taken=full), Body)
    crowded = Taken(Room(most_bytes=100, most_bodies=2), bodies=2)
    assert received(pieces(1), taken=crowded) is Refused.NO_ROOM
    assert (full.bodies, full.bytes, crowded.bodies, crowded.bytes) == (0, 90, 2, 0)


def test_sender_who_leaves_is_answered_by_nobody() -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    taken = Taken(Room())
    assert received(receive, taken=taken) is Refused.GONE
    assert (taken.bodies, taken.bytes) == (0, 0)


def test_letting_go_ends_by_size_and_by_time() -> None:
    async def run(receive: Callable[[], Awaitable[Any]], *, most: int) -> float:
        loop = asyncio.get_running_loop()
        start = loop.time()
        await let_go(receive, seconds=0.3, most_bytes=most)
        return loop.time() - start

    assert asyncio.run(run(pieces(*[1000] * 500, pause=0.001), most=2000)) < 0.25
    assert 0.25 < asyncio.run(run(pieces(1, ends=False), most=2000)) < 2
