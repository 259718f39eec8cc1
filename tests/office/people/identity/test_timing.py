"""Nobody learns who has an account, or which code exists, from the work that an answer costs.

Work is counted, not timed: hashes of passwords, queries, and messages handed to the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pasocial.office.messaging.notices.models import Mail
from pasocial.office.people.identity.models import User
from pasocial.office.people.identity.tasks import send_reset
from tests.fixtures import PASSWORD, user

pytestmark = pytest.mark.django_db


def people() -> dict[str, str]:
    """Every state that an address may be in."""
    known = user(email="nota@ente.example")
    known.set_password(PASSWORD)
    known.save()
    invited = user(email="invitata@ente.example")
    invited.set_unusable_password()
    invited.save()
    gone = user(email="uscita@ente.example")
    gone.set_password(PASSWORD)
    gone.is_active = False
    gone.save()
    return {"known": known.email, "invited": invited.email, "gone": gone.email, "unknown": "chi@x.example"}


@contextmanager
def hashes_counted() -> Iterator[list[str]]:
    counted: list[str] = []
    kind = type(get_hasher())
    former = kind.encode

    def encode(self: Any, password: str, salt: str, *args: Any, **more: Any) -> str:
        counted.append(password)
        return former(self, password, salt, *args, **more)

    with mock.patch.object(kind, "encode", encode):
        yield counted


def test_wrong_password_costs_the_same_whoever_is_named() -> None:
    cost = {}
    for state, email in people().items():
        with hashes_counted() as counted:
            Client().post("/account/login/", {"login": email, "password": "sbagliata del tutto"})
        cost[state] = len(counted)
    assert cost == dict.fromkeys(cost, cost["known"])
    assert cost["known"] > 0


def test_asking_for_a_reset_costs_the_same_whoever_is_named() -> None:
    cost = {}
    for state, email in people().items():
        with (
            mock.patch("pasocial.office.people.identity.forms.current_app") as worker,
            hashes_counted() as hashes,
            CaptureQueriesContext(connection) as queries,
        ):
            response = Client().post("/account/password/reset/", {"email": email})
        assert response.status_code == 302
        handed = [call.args for call in worker.send_task.call_args_list]
        # How many and of which shape: the address itself is a parameter.
        cost[state] = (len(queries), len(hashes), handed)
        assert worker.send_task.call_args.kwargs["args"] == [email, "it"]
    assert cost == dict.fromkeys(cost, cost["known"])
    assert Mail.objects.count() == 0


def test_worker_writes_to_who_has_an_account_and_to_nobody_else() -> None:
    sent = {state: send_reset(email, "it") for state, email in people().items()}
    assert sent == {"known": 1, "invited": 1, "gone": 0, "unknown": 0}
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["invitata@ente.example", "nota@ente.example"]


def test_link_leads_to_the_office_whatever_host_was_asked(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["evil.example"]
    email = people()["known"]
    with mock.patch("pasocial.office.people.identity.forms.current_app") as worker:
        Client().post("/account/password/reset/", {"email": email}, headers={"host": "evil.example"})
    send_reset(*worker.send_task.call_args.kwargs["args"])
    mail = Mail.objects.get()
    assert f"{settings.SITE_URL}/account/password/reset/key/" in mail.text
    assert ("evil" in mail.text, "evil" in mail.html) == (False, False)


def test_without_the_broker_everybody_is_told_alike_to_come_back() -> None:
    answers = set()
    for email in people().values():
        client = Client(raise_request_exception=False)
        with mock.patch("pasocial.office.people.identity.forms.current_app") as worker:
            worker.send_task.side_effect = OSError("away")
            response = client.post("/account/password/reset/", {"email": email})
        answers.add((response.status_code, response["Retry-After"], response.content))
    assert [status for status, _, _ in answers] == [503]


def test_accounts_are_found_to_compare() -> None:
    assert settings.ACCOUNT_PREVENT_ENUMERATION is True
    people()
    assert User.objects.filter(is_active=False).count() == 1
