"""A listener who reads slowly costs a bounded amount of memory and is let go in the end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pasocial.office.screens.streams import listening
from pasocial.office.screens.streams.doors import Guest
from pasocial.office.screens.streams.listening import AGAIN, AWAY, BEAT, Full, Listener, Room

CASE = "foia.request:1"


def a_listener(user_id: int = 1) -> Listener:
    return Listener("session", Guest(user_id, "Anna"), frozenset({CASE}))


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Room:
    """A room whose surroundings stand still: no server, no sign of life unless the test gives one."""
    settings.STREAM_LISTENERS = 3
    settings.STREAM_LISTENERS_PER_PERSON = 2

    async def nothing(*_: Any) -> None:
        return None

    made = Room()
    for name in ("_hear", "_greet", "_farewell"):
        monkeypatch.setattr(made, name, nothing)
    return made


def test_a_thousand_hints_wait_as_one(room: Room) -> None:
    async def story() -> list[tuple[str, str]]:
        slow = a_listener()
        room.enter(slow)
        for _ in range(1000):
            for event in ("changed", "presence"):
                room.tell((event, CASE))
            room.tell(("changed", "foia.request:2"))
        return await slow.taken()

    assert asyncio.run(story()) == [(AWAY, ""), ("changed", CASE), ("presence", CASE)]


def test_who_takes_nothing_is_let_go_at_the_next_beat(
    room: Room, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.STREAM_HEARTBEAT_SECONDS = 0
    monkeypatch.setattr(listening, "STALLED_SECONDS", 0.0)

    async def admitted(_question: Any, pairs: set[Any]) -> dict[Any, Guest]:
        return {pair: Guest(1, "Anna") for pair in pairs if isinstance(pair[0], str)}

    monkeypatch.setattr(listening, "aside", admitted)

    async def story() -> tuple[int, bool]:
        stuck = a_listener()
        stuck.task = asyncio.create_task(asyncio.Event().wait())
        room.enter(stuck)
        room.tell(("changed", CASE))
        await asyncio.wait([stuck.task], timeout=5)
        return len(room), stuck.task.cancelled()

    assert asyncio.run(story()) == (0, True)


def test_room_is_full_for_one_person_and_for_all(room: Room) -> None:
    async def story() -> None:
        mine = [a_listener(), a_listener()]
        for each in mine:
            room.enter(each)
        with pytest.raises(Full):
            room.insist_on_room(1)
        room.enter(a_listener(2))
        with pytest.raises(Full):
            room.insist_on_room(3)
        room.leave(mine[0])
        room.leave(mine[0])  # twice is once
        room.insist_on_room(1)
        room.close()
        with pytest.raises(Full):
            room.insist_on_room(1)

    asyncio.run(story())


def test_everybody_is_told_when_hints_may_have_been_lost(room: Room) -> None:
    async def story() -> list[list[tuple[str, str]]]:
        both = [a_listener(1), a_listener(2)]
        for each in both:
            room.enter(each)
            each.pending.clear()
        room.tell_all(AGAIN)
        both[0].put((BEAT, ""))
        return [await each.taken() for each in both]

    assert asyncio.run(story()) == [[(AGAIN, ""), (BEAT, "")], [(AGAIN, "")]]
