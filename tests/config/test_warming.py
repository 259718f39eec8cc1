"""The program's own objects are not looked through again."""

from __future__ import annotations

import gc

from pasocial.config.warming import warm_up


def test_what_the_program_is_made_of_is_out_of_the_collectors_sight() -> None:
    gc.unfreeze()  # a run of tests has put its own objects out of sight
    seen = len(gc.get_objects())
    warm_up()
    assert gc.get_freeze_count() > 50_000
    assert len(gc.get_objects()) < min(10_000, seen)
