"""The trail says what was touched, where it is, and what it was before; it is narrowed, searched and taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pasocial.office.people.members import operations as members
from pasocial.office.people.offices.importing import import_offices
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import operations as work
from tests.coordinator.views.test_panel import panel
from tests.fixtures import coordinator, user, user_with

__all__ = ["panel"]
pytestmark = pytest.mark.django_db


def rows(client: Client, **asked: str) -> list[dict[str, Any]]:
    return client.get(reverse("coordinator_trail"), asked).context["rows"]


def test_row_names_its_thing_leads_to_it_and_tells_old_and_new(panel) -> None:
    person = user("Nora Prova")
    step = {"by": Actor.staff(coordinator(full_name="Carla Capo")), "at": timezone.now()}
    members.give_desk_role(user=person, desk="foia", role="viewer", **step)
    members.give_desk_role(user=person, desk="foia", role="head", **step)
    newest = rows(panel)[0]
    assert (newest["what"], newest["thing"], newest["who"]) == ("ruolo assegnato", "Nora Prova", "Carla Capo")
    assert newest["changed"] == [("ruolo", "sola lettura", "responsabile")]
    led = panel.get(newest["url"])
    assert (led.status_code, led["Location"]) == (302, f"/admin/coordinamento/persone/{person.pk}/")


def test_whatever_an_operation_noted_is_shown(panel) -> None:
    """A file of offices notes how many changed, a task from which desk it comes: no pair of old and new."""
    step = {"by": Actor.system("test"), "at": timezone.now()}
    import_offices(raw=b"codice;nome\nA;Area\n", **step)
    item = work.open_item(desk="foia", kind="x", about="foia.request:1", title="Rispondere", **step)
    work.hand_over(item_id=item.pk, desk="newsroom", why="Serve.", **step)
    told = [(row["what"], row["thing"], row["changed"]) for row in rows(panel)[:3]]
    assert told == [
        ("attività passata a un'altra redazione", "Rispondere", [("valore", "foia", "newsroom")]),
        ("attività aperta", "Rispondere", []),
        ("uffici importati da un file", "office.offices", []),
    ]


def test_settings_tell_their_numbers_and_never_a_persons_name_or_address(panel) -> None:
    step = {"by": Actor.system("test"), "at": timezone.now()}
    change_setting(key="access_log_days", value=400, **step)
    change_setting(key="rpct_name", value="Rita Riservata", **step)
    named, number = rows(panel)[:2]
    assert (named["changed"], [pair[1:] for pair in number["changed"]]) == ([], [("730", "400")])
    assert "Rita Riservata" not in panel.get(reverse("coordinator_trail")).content.decode()


def test_entries_are_narrowed_by_who_what_when_and_desk(panel) -> None:
    head, person = coordinator(full_name="Zelda Unica"), user("Nora Prova")
    now = timezone.now()
    members.give_desk_role(user=person, desk="foia", role="viewer", by=Actor.staff(head), at=now)
    members.take_desk_role(user=person, desk="foia", by=Actor.staff(head), at=now)
    whole = ["ruolo revocato", "ruolo assegnato"]
    assert [row["what"] for row in rows(panel, who="zelda")] == whole
    assert [row["what"] for row in rows(panel, who="zelda", event="office.role.taken")] == whole[:1]
    assert [row["what"] for row in rows(panel, q="nora prova")] == whole
    assert [row["what"] for row in rows(panel, q=f"user:{person.pk}")] == whole
    assert rows(panel, q="nessunissimo") == []
    assert rows(panel, who="zelda", desk="foia") == []
    today = timezone.localdate()
    assert [row["what"] for row in rows(panel, who="zelda", dal=str(today), al=str(today))] == whole
    assert rows(panel, who="zelda", al="2020-01-01") == []
    assert len(rows(panel, dal="ieri", event="nessuno", page="x")) > 0


def test_pages_keep_the_filters(panel) -> None:
    head, person = coordinator(full_name="Zelda Unica"), user("Nora Prova")
    for _number in range(26):
        step = {"user": person, "desk": "foia", "by": Actor.staff(head), "at": timezone.now()}
        members.give_desk_role(role="viewer", **step)
        members.take_desk_role(**step)
    page = panel.get(reverse("coordinator_trail"), {"who": "zelda"})
    assert 'href="?page=2&amp;who=zelda"' in page.content.decode()
    assert len(rows(panel, who="zelda", page="2")) == 2


def test_download_follows_the_filters_and_computes_nothing(panel) -> None:
    person = user("=Nora")
    head = coordinator(full_name="Zelda Unica")
    members.give_desk_role(user=person, desk="foia", role="viewer", by=Actor.staff(head), at=timezone.now())
    answer = panel.get(reverse("coordinator_trail_csv"), {"who": "zelda"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "voce,quando,che_cosa,evento,su_che_cosa,riferimento,chi,prima_e_dopo,nota"
    assert [line.split(",")[2:8] for line in lines[1:]] == [
        [
            "ruolo assegnato",
            "office.role.given",
            "'=Nora",
            f"user:{person.pk}",
            "Zelda Unica",
            "ruolo: — → sola lettura",
        ]
    ]


def test_trail_costs_the_same_with_more_rows(panel) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            panel.get(reverse("coordinator_trail"))
        return len(captured)

    user_with("foia", "viewer")
    cost()
    few = cost()
    for _number in range(3):
        user_with("foia", "viewer")
    assert cost() == few
