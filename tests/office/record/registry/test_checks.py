"""A desk that declares what does not exist fails at start-up, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pasocial.office.record import registry
from pasocial.office.record.registry import DatedClock
from pasocial.office.record.registry.checks import desk_declarations


def told(monkeypatch: pytest.MonkeyPatch, *clocks: DatedClock) -> list[str]:
    desk = registry.desks()["foia"]
    changed = {**registry.desks(), "foia": replace(desk, clocks=clocks)}
    monkeypatch.setattr(registry, "desks", lambda: changed)
    return [str(error.msg) for error in desk_declarations()]


def test_a_clock_that_cannot_be_read_and_two_of_one_name_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    good = registry.desks()["foia"].clocks[0]
    assert told(monkeypatch, good) == []
    wrong = replace(good, code="other", read="foia.rules.cases.nothing")
    (unresolved,) = told(monkeypatch, good, wrong)
    assert unresolved.startswith("foia: foia.rules.cases.nothing cannot be imported")
    assert told(monkeypatch, good, good) == ["Two clocks call themselves 'access'; rename one of them."]
