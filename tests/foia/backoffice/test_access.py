"""Who opens which staff page: each address as each role, and what the answer tells to those who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from foia.models import AccessRequest
from foia.operations import dialogue, topics
from pasocial.office.people.identity.models import User
from pasocial.office.record.trail.actor import Actor
from tests.foia.conftest import MONDAY

pytestmark = pytest.mark.django_db

ROLES = ("head", "editor", "viewer", "rpct", "coordinator", "top", "contact", "newsroom", "nobody")
READERS = {"head", "editor", "viewer", "rpct", "coordinator"}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("inbox", READERS),
        ("topics", {*READERS, "top"}),
        ("register_queue", READERS),
        ("measures", {*READERS, "top"}),
        ("shared", set(ROLES) - {"nobody"}),
        ("start_topic", {"head", "editor"}),
    ],
)
def test_page_opens_only_for_its_roles(
    name: str, allowed: set[str], browser: Callable[[str], Client]
) -> None:
    found = {role: browser(role).get(reverse(f"foia_staff:{name}")).status_code for role in ROLES}
    assert found == {role: 200 if role in allowed else 403 for role in ROLES}


@pytest.mark.parametrize("name", ["inbox", "topics", "register_queue", "measures", "shared", "start_topic"])
def test_page_sends_anonymous_to_sign_in(name: str, client: Client, db: None) -> None:
    url = reverse(f"foia_staff:{name}")
    response = client.get(url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


def test_case_opens_only_for_readers(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    url = reverse("foia_staff:case", args=[worked().pk])
    found = {role: browser(role).get(url).status_code for role in ROLES}
    assert found == {role: 200 if role in READERS else 403 for role in ROLES}


def test_case_answers_outsiders_the_same_whether_it_exists(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    there, missing = worked().pk, 10**9
    outsider = browser("newsroom")
    answers = [outsider.get(reverse("foia_staff:case", args=[pk])) for pk in (there, missing)]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("annota", {"head", "editor"}),
        ("assegna", {"head", "editor"}),
        ("approva", {"head"}),
        ("rimanda", {"head"}),
        ("decidi-riesame", {"rpct"}),
        ("pubblica-voce", {"head", "rpct"}),
    ],
)
def test_action_is_refused_to_other_roles(
    action: str, allowed: set[str], browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    url = reverse("foia_staff:action", args=[worked().pk, action])
    refused = {role for role in ROLES if browser(role).post(url, {}).status_code == 403}
    assert refused == set(ROLES) - allowed


def test_contact_sees_only_her_question_and_nobody_s_name(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, other = worked(name="Anna Verdi", email="anna@posta.example"), worked(name="Luca Neri")
    dialogue.consult(
        request_id=request.pk,
        contact=desk["contact"],
        question="Servono le determine del 2025.",
        due_on=request.due_on or MONDAY.date(),
        by=Actor.staff(desk["editor"]),
        at=MONDAY,
    )
    contact = browser("contact")
    page = contact.get(reverse("foia_staff:shared_case", args=[request.pk]))
    text = page.content.decode()
    assert (page.status_code, "Servono le determine del 2025." in text) == (200, True)
    assert [word for word in ("Anna", "Verdi", "anna@posta.example") if word in text] == []
    assert contact.get(reverse("foia_staff:shared_case", args=[other.pk])).status_code == 403
    assert contact.get(reverse("foia_staff:case", args=[request.pk])).status_code == 403


def test_contact_no_longer_sees_a_withdrawn_question(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request = worked()
    by = Actor.staff(desk["editor"])
    asked = dialogue.consult(
        request_id=request.pk,
        contact=desk["contact"],
        question="Servono le determine.",
        due_on=request.due_on or MONDAY.date(),
        by=by,
        at=MONDAY,
    )
    contact, url = browser("contact"), reverse("foia_staff:shared_case", args=[request.pk])
    assert contact.get(url).status_code == 200
    dialogue.withdraw_consultation(consultation_id=asked.pk, by=by, at=MONDAY)
    assert browser("contact").get(url).status_code == 403


def test_choosing_on_a_topic_is_for_head_and_coordinator(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    topic = topics.start_topic(
        request_ids=[worked().pk], title="Luminarie di Natale", by=Actor.staff(desk["editor"]), at=MONDAY
    )
    url = reverse("foia_staff:topic_choose", args=[topic.pk])
    refused = {role for role in ROLES if browser(role).post(url, {}).status_code == 403}
    assert refused == set(ROLES) - {"head", "coordinator"}
