"""How large a body may be and how long it may take. Plain numbers: no request, no clock."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Pace:
    """How slow is too slow: an old telephone is welcome, a program that dribbles is not."""

    # Before anything is counted: a small form on the worst line is in by then.
    grace_seconds: float = 20.0
    # Afterwards on average; the slowest mobile networks in use send twice as much.
    least_bytes_a_second: float = 4096.0
    # Nothing at all for this long.
    silent_seconds: float = 20.0

    def seconds_left(self, *, received: int, since_start: float) -> float:
        """How long the next piece may keep us waiting; not above 0 once the whole has been too slow."""
        allowed = self.grace_seconds + received / self.least_bytes_a_second
        return min(allowed - since_start, self.silent_seconds)


@dataclass(frozen=True)
class Room:
    """What all unfinished bodies of one process may take together. Bytes and numbers."""

    most_bytes: int = 2048 * MEBIBYTE
    most_bodies: int = 2000


@dataclass
class Taken:
    """What unfinished bodies take now."""

    room: Room
    bytes: int = 0
    bodies: int = 0

    def admits(self, more: int) -> bool:
        return self.bodies < self.room.most_bodies and self.bytes + more <= self.room.most_bytes
