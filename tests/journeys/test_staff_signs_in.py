"""A colleague is invited, chooses a password, sets up her telephone, works, loses the telephone, leaves.

Brute force is slowed, sessions can be seen and ended, and a password alone never opens the office.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from pasocial.office.messaging.notices.models import Mail
from pasocial.office.messaging.notices.reactions import invite_member
from pasocial.office.people.identity.models import User
from pasocial.office.people.identity.tasks import send_reset
from pasocial.office.people.members import operations as members
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.site.operations import grant_editing, plant_home
from tests.fixtures import PASSWORD, coordinator, set_up_second_factor, signed_in_client, user_with

SLICES = ("office",)
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def code_of(secret: str) -> str:
    """What the telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def password_typed(client: Client, person: User, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": person.email, "password": password})


def signed_in_with_telephone(client: Client, person: User, secret: str) -> None:
    password_typed(client, person)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})


def reset_asked(client: Client, email: str, **headers: str) -> None:
    """The form, and then what it leaves to the worker."""
    with mock.patch("pasocial.office.people.identity.forms.current_app") as worker:
        client.post("/account/password/reset/", {"email": email}, headers=headers)
    send_reset(*worker.send_task.call_args.kwargs["args"])


def opens_the_office(client: Client) -> bool:
    return client.get("/redazione/").status_code == 200


def invitation_of(person: User) -> str:
    for entry in Entry.objects.filter(about=f"user:{person.pk}", event__startswith="office.member."):
        invite_member(entry)
    mail = Mail.objects.filter(to=person.email, kind="office/invitation").latest("id")
    found = re.search(rf"{settings.SITE_URL}(/account/password/reset/key/\S+)", mail.text)
    assert found is not None
    return found.group(1)


@pytest.mark.django_db(transaction=True)  # what follows a new factor happens at the commit of its own request
def test_invited_colleague_chooses_a_password_and_a_second_factor_before_anything_opens(
    client: Client,
) -> None:
    person = members.add_member(
        email="Nuova.Collega@ente.example", full_name="Nuova Collega", by=Actor.staff(coordinator()), at=NOW
    )
    members.give_desk_role(user=person, desk="foia", role="editor", by=Actor.system("test"), at=NOW)

    page = client.get(invitation_of(person), follow=True)
    chosen = "una frase che ricordo bene"
    client.post(page.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    password_typed(client, person, chosen)
    answer = client.get("/redazione/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/?next=%2Fredazione%2F")

    setting_up = client.get("/account/2fa/totp/activate/")
    secret = setting_up.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert opens_the_office(client)
    kinds = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]


def test_password_alone_never_opens_the_office(client: Client) -> None:
    person = user_with("foia", "head")
    set_up_second_factor(person)
    password_typed(client, person)
    assert not opens_the_office(client)
    assert "_auth_user_id" not in client.session


def test_wrong_code_does_not_open_and_right_one_does(client: Client) -> None:
    person = user_with("foia", "head")
    secret = set_up_second_factor(person)
    password_typed(client, person)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not opens_the_office(client)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert opens_the_office(client)


def test_recovery_code_works_once(client: Client) -> None:
    person = user_with("foia", "head")
    set_up_second_factor(person)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(person).get_unused_codes()
    password_typed(client, person)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert opens_the_office(client)
    again = Client()
    password_typed(again, person)
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert not opens_the_office(again)


def test_session_older_than_the_second_factor_must_show_it_too(client: Client) -> None:
    """Somebody who stole the password before the telephone was set up stays outside."""
    person = user_with("foia", "head")
    password_typed(client, person)
    secret = set_up_second_factor(person)
    answer = client.get("/redazione/")
    assert answer["Location"].startswith("/account/2fa/reauthenticate/")
    client.post("/account/2fa/reauthenticate/", {"code": code_of(secret)})
    assert opens_the_office(client)


def test_who_removes_her_last_factor_is_outside_again(client: Client) -> None:
    person = user_with("foia", "head")
    secret = set_up_second_factor(person)
    signed_in_with_telephone(client, person, secret)
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert not opens_the_office(client)


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client: Client) -> None:
    person = user_with("foia", "head")
    set_up_second_factor(person)
    for _ in range(5):
        password_typed(client, person, "sbagliata")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    answer = password_typed(elsewhere, person)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "account_authentication_methods" not in elsewhere.session


def test_five_wrong_codes_lock_the_second_factor_even_for_the_right_one(client: Client) -> None:
    person = user_with("foia", "head")
    secret = set_up_second_factor(person)
    password_typed(client, person)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert not opens_the_office(client)


@pytest.mark.parametrize(
    ("desk", "role", "enters"),
    [("newsroom", "editor", True), ("newsroom", "viewer", False), ("foia", "head", False)],
)
def test_panel_opens_to_editors_of_the_newsroom_and_not_to_other_desks(
    desk: str, role: str, enters: bool
) -> None:
    system = Actor.system("test")
    home = plant_home(title="Prova", introduction="", hostname="testserver", port=80, by=system, at=NOW)
    grant_editing(home=home)
    assert (signed_in_client(user_with(desk, role)).get("/admin/").status_code == 200) is enters


def test_ten_wrong_passwords_lock_the_address_they_come_from(client: Client) -> None:
    for number in range(10):
        client.post("/account/login/", {"login": f"chi{number}@ente.example", "password": "sbagliata"})
    person = user_with("foia", "head")
    assert password_typed(client, person).status_code == 200
    assert password_typed(Client(REMOTE_ADDR="203.0.113.9"), person).status_code == 302


def test_unknown_address_and_wrong_password_answer_alike_and_write_to_nobody(client: Client) -> None:
    person = user_with("foia", "head")
    known = password_typed(client, person, "sbagliata").context["form"].errors.as_text()
    unknown = client.post("/account/login/", {"login": "chi@x.example", "password": "sbagliata"})
    assert unknown.context["form"].errors.as_text() == known
    reset_asked(client, "chi@x.example")
    assert Mail.objects.count() == 0


def test_forgotten_password_is_reset_by_a_mail_that_waits_in_the_outbox(client: Client) -> None:
    person = user_with("foia", "head")
    reset_asked(client, person.email)
    mail = Mail.objects.get(kind="office/password_reset")
    found = re.search(rf"{settings.SITE_URL}(/account/password/reset/key/\S+)", mail.text)
    assert found is not None
    page = client.get(found.group(1), follow=True)
    chosen = "un'altra frase da ricordare"
    client.post(page.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    person.refresh_from_db()
    assert (mail.to, person.check_password(chosen)) == (person.email, True)
    assert Mail.objects.filter(kind="office/account_notice", to=person.email).count() == 1


def test_sessions_are_listed_and_ended(client: Client) -> None:
    person = user_with("foia", "head")
    secret = set_up_second_factor(person)
    signed_in_with_telephone(client, person, secret)
    other = Client(HTTP_USER_AGENT="Altro computer")
    password_typed(other, person)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    other.post("/account/2fa/authenticate/", {"code": RecoveryCodes.activate(person).get_unused_codes()[0]})
    assert opens_the_office(other)
    listed = client.get("/account/sessions/").context["sessions"]
    assert len(listed) == 2
    client.post("/account/sessions/")
    assert (opens_the_office(client), opens_the_office(other)) == (True, False)


def test_who_leaves_is_out_at_once(client: Client) -> None:
    person = user_with("foia", "head")
    secret = set_up_second_factor(person)
    signed_in_with_telephone(client, person, secret)
    assert opens_the_office(client)
    members.deactivate(user=person, by=Actor.system("test"), at=NOW)
    assert client.get("/redazione/").status_code == 302
    assert UserSession.objects.filter(user=person).count() == 0
    password_typed(client, person)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/"])
def test_nobody_makes_an_account_or_changes_an_address_alone(address: str, client: Client) -> None:
    before = User.objects.count()
    assert client.get(address).status_code == 302
    client.post(address, {"email": "x@x.example", "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.count() == before


def test_panel_of_the_coordinator_uses_our_sign_in_and_asks_the_second_factor(client: Client) -> None:
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/account/login/?next=/admin/"
    person = coordinator()
    password_typed(client, person)
    assert client.get("/admin/")["Location"] == "/account/2fa/?next=%2Fadmin%2F"
    assert client.get("/api/schema/").json()["code"] == "second_factor"
