"""A desk that declares what does not exist fails at start-up, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pasocial.office.record import registry
from pasocial.office.record.registry import DatedClock, MenuEntry
from pasocial.office.record.registry.checks import desk_addresses, desk_declarations


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


def test_two_desks_at_one_address_and_a_menu_that_leads_nowhere_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert desk_addresses() == []
    declared = dict(registry.desks())
    lost = MenuEntry("Oggetti", "found:objects", "newsroom.read")
    changed = replace(declared["newsroom"], staff_prefix="", staff_urls="pasocial.office.urls", menu=(lost,))
    monkeypatch.setattr(registry, "desks", lambda: {**declared, "newsroom": changed})
    told = [str(error.msg) for error in desk_addresses()]
    assert "newsroom and office both answer at /redazione/partenze/: give one of them another prefix." in told
    assert any(
        one.startswith("newsroom: the menu leads to found:objects, which is no address") for one in told
    )
