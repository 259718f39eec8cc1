"""`manage.py timetable` prints what really runs by the clock."""

import pytest
from django.core.management import call_command

from pasocial.config.celery import timetable
from pasocial.office.record import registry


def test_timetable_names_every_turn_beat_runs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("timetable")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {line[-1] for line in lines} == set(timetable())
    assert ["every", "15", "s", "office", "pasocial.office.record.trail.tasks.sweep"] in lines
    assert len(lines) == sum(len(desk.turns) for desk in registry.desks().values())
