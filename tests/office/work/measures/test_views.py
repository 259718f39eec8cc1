"""Promises kept, this year beside the last one, for those who answer for all desks."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from pasocial.office.record import registry
from pasocial.office.record.registry import Measure
from tests.fixtures import coordinator, signed_in_client, top, user_with

pytestmark = pytest.mark.django_db


def counted(first: date, last: date) -> tuple[int, int]:
    return (7, 8) if first.year == timezone.localdate().year else (0, 0)


def test_value_and_cases_stand_in_the_year_s_column(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = Measure("foia.sample", "Risposte in tempo", "share", "higher", f"{__name__}.counted")
    monkeypatch.setattr(registry, "measures", lambda: {"foia.sample": (registry.desks()["foia"], declared)})
    shown = signed_in_client(top()).get("/redazione/misure/").context["rows"]
    assert shown == [
        {
            "label": "Risposte in tempo",
            "desk": "Accesso civico",
            "better": "cresce",
            "values": [{"value": "88 %", "of": "su 8"}, {"value": "—", "of": ""}],
        }
    ]


def test_year_that_is_none_shows_this_one() -> None:
    page = signed_in_client(coordinator()).get("/redazione/misure/?anno=²")
    assert [link.label for link in page.context["years"] if link.active] == [str(timezone.localdate().year)]


def test_a_desk_s_members_do_not_see_the_others_promises() -> None:
    assert signed_in_client(user_with("foia", "head")).get("/redazione/misure/").status_code == 403
