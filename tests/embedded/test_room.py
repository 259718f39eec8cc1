"""A full disk is told once, with what to do, and once more when there is room again."""

from pathlib import Path

import pytest

from pasocial.embedded import room
from pasocial.embedded.room import MEBIBYTE, Room, free_bytes, tells_full


def test_a_full_disk_is_told_once_and_its_end_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = iter([900, 40, 0, 60, 99, 100, 60, 47])
    monkeypatch.setattr(room, "free_bytes", lambda place: next(left) * MEBIBYTE)
    ours = Room.of([tmp_path, tmp_path / "attachments"])
    said = [ours.look() for _ in range(8)]
    assert [bool(each) for each in said] == [False, True, False, False, False, True, False, True]
    assert said[1].startswith(f"Disk full: 40 MB are left on the disk that holds {tmp_path}; make room there")
    assert said[5] == f"There is room again on the disk that holds {tmp_path}: everything goes on."
    assert ours.full == tmp_path


def test_one_disk_is_looked_at_once_and_a_missing_place_by_its_parent(tmp_path: Path) -> None:
    assert Room.of([tmp_path, tmp_path / "a" / "b"]).places == (tmp_path,)
    assert Room.of([tmp_path / "a" / "b"]).places == (tmp_path,)


def test_a_place_that_is_gone_is_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "gone") is None
    assert Room((tmp_path / "gone",)).look() == ""


@pytest.mark.parametrize(
    "words",
    [
        'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
        "redis.exceptions.ResponseError: MISCONF Errors writing to the AOF file",
        "OSError: [Errno 122] Disk quota exceeded",
    ],
)
def test_last_words_tell_of_a_full_disk(words: str) -> None:
    assert tells_full(words) is True
    assert tells_full("ImportError: No module named foia") is False
