"""The coordinator's panel as she uses it, and closed to everyone else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pasocial.office.people.identity.queries import user_by_email
from pasocial.office.people.members.policy import roles_of
from pasocial.office.people.members.queries import person
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import latest_entries
from tests.conftest import OPENING
from tests.fixtures import coordinator, rpct, signed_in_client, user, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(opened_office: None, db: None) -> Client:
    return signed_in_client(coordinator())


def post(client: Client, address: str, /, *args: Any, **fields: Any) -> Any:
    return client.post(reverse(address, args=args), fields)


@pytest.mark.parametrize(
    "name",
    [
        "coordinator_overview",
        "coordinator_persons",
        "coordinator_new_person",
        "coordinator_trail",
        "coordinator_troubles",
    ],
)
def test_panel_opens_for_the_coordinator_and_for_nobody_else(panel: Client, name: str) -> None:
    assert panel.get(reverse(name)).status_code == 200
    assert signed_in_client(user_with("foia", "head")).get(reverse(name)).status_code in (302, 403)
    assert Client().get(reverse(name)).status_code == 302


def test_person_is_added_gets_a_role_and_loses_it(panel: Client) -> None:
    answer = post(
        panel,
        "coordinator_new_person",
        full_name="Nina Nuova",
        email="nina@ente.example",
        office_name="",
        language="it",
    )
    made = user_by_email("nina@ente.example")
    assert made is not None
    assert answer.status_code == 302
    post(panel, "coordinator_change_person", made.pk, action="give_desk_role", desk="foia", role="editor")
    assert roles_of(person(made.pk)) == {"foia:editor"}
    post(panel, "coordinator_change_person", made.pk, action="take_desk_role", desk="foia")
    assert roles_of(person(made.pk)) == frozenset()
    assert {"office.member.added", "office.role.given", "office.role.taken"} <= {
        entry.event for entry in latest_entries()[:10]
    }


def test_address_already_taken_comes_back_with_the_reason(panel: Client) -> None:
    user("Anna Prima", email="anna@ente.example")
    answer = post(
        panel, "coordinator_new_person", full_name="Anna Seconda", email="anna@ente.example", language="it"
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]
    assert answer.context["form"]["full_name"].value() == "Anna Seconda"


def test_unknown_role_and_unknown_action_change_nothing(panel: Client) -> None:
    someone = user()
    post(panel, "coordinator_change_person", someone.pk, action="give_desk_role", desk="foia", role="emperor")
    assert roles_of(person(someone.pk)) == frozenset()
    assert post(panel, "coordinator_change_person", someone.pk, action="promote").status_code == 404
    assert post(panel, "coordinator_change_person", 999_999, action="invite").status_code == 404


def test_last_coordinator_cannot_be_deactivated(panel: Client) -> None:
    first = user_by_email(OPENING["coordinator"])
    assert first is not None
    post(panel, "coordinator_change_person", first.pk, action="deactivate")
    me = next(one for one in [person(first.pk)] if one)
    assert me.is_active is False
    survivors = panel.session["_auth_user_id"]
    post(panel, "coordinator_change_person", int(survivors), action="deactivate")
    kept = person(int(survivors))
    assert kept is not None
    assert kept.is_active is True


def test_settings_are_saved_and_wrong_ones_come_back(panel: Client) -> None:
    address = reverse("coordinator_settings", args=["days"])
    assert panel.post(address, {"patron_day": "29/06"}).status_code == 302
    assert settings_store.patron_day() == (6, 29)
    wrong = panel.post(address, {"patron_day": "31/02"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["patron_day"])
    assert wrong.context["form"]["patron_day"].value() == "31/02"
    assert settings_store.patron_day() == (6, 29)
    assert panel.post(address, {"patron_day": ""}).status_code == 302
    assert settings_store.patron_day() is None
    assert panel.get(reverse("coordinator_settings", args=["nessuna"])).status_code == 404


def test_trail_is_read_and_verified_also_by_the_transparency_officer(panel: Client) -> None:
    officer = signed_in_client(rpct())
    assert panel.post(reverse("coordinator_verify")).status_code == 302
    page = panel.get(reverse("coordinator_trail"))
    assert [str(told) for told in page.context["messages"]] == [
        "La traccia è integra: ogni sigillo corrisponde."
    ]
    assert officer.get(reverse("coordinator_persons")).status_code in (302, 403)


def test_list_of_people_costs_the_same_with_more_of_them(panel: Client) -> None:
    panel.get(reverse("coordinator_persons"))
    with CaptureQueriesContext(connection) as few:
        panel.get(reverse("coordinator_persons"))
    for _number in range(3):
        user_with("foia", "viewer")
    with CaptureQueriesContext(connection) as more:
        panel.get(reverse("coordinator_persons"))
    assert len(more) == len(few)


def test_trail_says_who_acted_in_words_where_it_was_nobody_of_the_office(panel: Client) -> None:
    rows = panel.get(reverse("coordinator_trail")).context["rows"]
    assert {str(row["who"]) for row in rows if row["entry"].actor_kind == Actor.system().kind} == {
        "il sistema"
    }
