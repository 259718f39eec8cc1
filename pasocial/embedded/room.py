"""Room on the disks of the office: when it runs out, what the person at the terminal can do; when it is back."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024
# PostgreSQL writes its journal in pieces of 16 MB and stops outright when it cannot write the next one.
FULL_BELOW_BYTES = 48 * MEBIBYTE
# More than the limit, so that a disk at the limit is not told full and free again by turns.
ROOM_AGAIN_BYTES = 100 * MEBIBYTE
# How engines, Python and the broker's clients tell it in their last words.
SAID_WHEN_FULL = (os.strerror(errno.ENOSPC), os.strerror(errno.EDQUOT), "MISCONF")


def tells_full(words: str) -> bool:
    """Whether a program's last words speak of a disk without room."""
    return any(each in words for each in SAID_WHEN_FULL)


def free_bytes(place: Path) -> int | None:
    """What may still be written there, 0 where no new file may be made; None when nobody can tell."""
    try:
        found = os.statvfs(place)
    except OSError:
        return None
    if found.f_files and not found.f_favail:
        return 0
    return found.f_bavail * found.f_frsize


@dataclass
class Room:
    """The disks that one office writes on. Asked again and again; it remembers whether one was full."""

    places: tuple[Path, ...]
    full: Path | None = None

    @classmethod
    def of(cls, places: Iterable[Path]) -> Room:
        """Each disk once, by the first place that lies on it."""
        by_disk: dict[int, Path] = {}
        for place in places:
            there = next((each for each in (place, *place.parents) if each.exists()), place)
            by_disk.setdefault(there.stat().st_dev if there.exists() else -1, there)
        return cls(tuple(by_disk.values()))

    def look(self) -> str:
        """The sentence to say when a disk has just become full, or has room again; else nothing."""
        if self.full is not None:
            free = free_bytes(self.full)
            if free is None or free < ROOM_AGAIN_BYTES:
                return ""
            place, self.full = self.full, None
            return f"There is room again on the disk that holds {place}: everything goes on."
        for place in self.places:
            free = free_bytes(place)
            if free is not None and free < FULL_BELOW_BYTES:
                self.full = place
                return full_sentence(place, free)
        return ""


def full_sentence(place: Path, free: int) -> str:
    return (
        f"Disk full: {free // MEBIBYTE} MB are left on the disk that holds {place}; make room there, at least "
        f"{ROOM_AGAIN_BYTES // MEBIBYTE} MB. Until then what cannot be saved is refused; the office "
        "goes on by itself as soon as there is room."
    )
