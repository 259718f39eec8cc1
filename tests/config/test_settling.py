"""The program's own objects are not looked through again."""

from __future__ import annotations

import gc

from pasocial.config.settling import settle


def test_what_the_program_is_made_of_is_out_of_the_collectors_sight() -> None:
    before = gc.get_freeze_count()
    try:
        settle()
        assert gc.get_freeze_count() > before + 50_000
        assert len(gc.get_objects()) < 10_000
    finally:
        gc.unfreeze()
