"""A passkey made and used in a real browser, with the browser's own virtual authenticator."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from tests.browsing import open_browser
from tests.fixtures import signed_in_client, user_with

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_is_added_and_opens_the_office_without_a_password(live_server: Any) -> None:
    person = user_with("foia", "head", full_name="Paola Chiave")
    client = signed_in_client(person)
    with open_browser(live_server.url, client=client) as page:
        authenticator = page.context.new_cdp_session(page)
        authenticator.send("WebAuthn.enable")
        authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})
        page.goto("/account/2fa/webauthn/add/")
        page.fill("#id_name", "Il mio telefono")
        page.check("#id_passwordless")
        page.click("#mfa_webauthn_add")
        page.wait_for_url("**/account/2fa/recovery-codes/**")

        page.context.clear_cookies()
        page.goto("/redazione/")
        assert page.url.startswith(f"{live_server.url}/account/login/")
        page.click("#passkey_login")
        page.wait_for_url(f"{live_server.url}/redazione/")
        assert page.text_content("h1") == "Buon lavoro, Paola"
        assert page.heard == []
    kinds = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "webauthn"]
