"""Sign-in of staff through the body's own OpenID Connect provider, against a real one running here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from django.test import Client

from pasocial.office.people.identity.models import User
from tests.fixtures import set_up_second_factor, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Any) -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "EMAIL_AUTHENTICATION": True,
                "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
                "VERIFIED_EMAIL": True,
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "ente",
                        "name": "Account dell'ente",
                        "client_id": "redazione",
                        "secret": "segreto",
                        "settings": {"server_url": issuer},
                    }
                ],
            }
        }
        yield issuer


def through_the_provider(client: Client, issuer: str, email: str) -> Any:
    """The browser's way: our button, the provider's page, back to us."""
    requests.put(f"{issuer}/users/{email}", json={"email": email, "email_verified": True}, timeout=5)
    away = client.post("/account/oidc/ente/login/")
    assert away.status_code == 302
    assert parse_qs(urlsplit(away["Location"]).query)["code_challenge_method"] == ["S256"]
    back = requests.post(away["Location"], data={"sub": email}, allow_redirects=False, timeout=5)
    return client.get(urlsplit(back.headers["Location"])._replace(scheme="", netloc="").geturl())


def test_colleague_the_coordinator_added_is_signed_in_and_still_shows_her_second_factor(
    client: Client, provider: str
) -> None:
    person = user_with("foia", "head")
    through_the_provider(client, provider, person.email)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/redazione/")["Location"].startswith("/account/2fa/")


def test_provider_may_be_trusted_with_the_second_factor(client: Client, provider: str, settings: Any) -> None:
    settings.STAFF_OIDC_HAS_SECOND_FACTOR = True
    through_the_provider(client, provider, user_with("foia", "head").email)
    assert client.get("/redazione/").status_code == 200


def test_second_factor_set_up_here_is_asked_before_the_session_opens(client: Client, provider: str) -> None:
    person = user_with("foia", "head")
    set_up_second_factor(person)
    answer = through_the_provider(client, provider, person.email)
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_stranger_the_provider_knows_gets_no_account(client: Client, provider: str) -> None:
    before = User.objects.count()
    through_the_provider(client, provider, "estranea@ente.example")
    assert (User.objects.count(), "_auth_user_id" in client.session) == (before, False)


def test_colleague_who_left_is_not_let_in(client: Client, provider: str) -> None:
    person = user_with("foia", "head")
    person.is_active = False
    person.save()
    through_the_provider(client, provider, person.email)
    assert "_auth_user_id" not in client.session
