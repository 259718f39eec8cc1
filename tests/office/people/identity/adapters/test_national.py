"""National identity of citizens: the fake and the real adapter keep one promise, the real one against a real provider."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import oidc_provider_mock
import pytest
import requests

from pasocial.office.people.identity import queries
from pasocial.office.people.identity.adapters.fake import FakeIdentity
from pasocial.office.people.identity.adapters.national import Citizen, IdentityRefused, NationalIdentity
from pasocial.office.people.identity.adapters.oidc import OidcIdentity

RETURN = "https://redazione.example/accesso-civico/identita/"
ADA = {
    "given_name": "Ada",
    "family_name": "Rossi",
    "fiscal_number": "TINIT-RSSDAA80A41H501I",
    "email": "Ada.Rossi@example.org",
    "birthdate": "1980-01-01",
    "gender": "female",
    "phone_number": "+39061234567",
}


@pytest.fixture
def broker(db: None) -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        issuer = f"http://localhost:{server.server_port}"
        requests.put(f"{issuer}/users/ada", json=ADA, timeout=5)
        requests.put(f"{issuer}/users/nameless", json={"email": "x@example.org"}, timeout=5)
        yield issuer


@pytest.fixture
def real(broker: str) -> OidcIdentity:
    return OidcIdentity(issuer=broker, client_id="portale", client_secret="segreto")


def back_from(url: str, who: str = "ada", **more: str) -> dict[str, str]:
    """What the citizen's browser brings back after she signed in at the provider."""
    answer = requests.post(url, data={"sub": who, **more}, allow_redirects=False, timeout=5)
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


@pytest.mark.parametrize("adapter", [FakeIdentity, OidcIdentity])
def test_adapter_has_the_signatures_of_the_protocol(adapter: type) -> None:
    for verb in ("start", "finish"):
        promised = inspect.signature(getattr(NationalIdentity, verb))
        assert inspect.signature(getattr(adapter, verb)).parameters.keys() == promised.parameters.keys()


class TestOidc:
    def test_citizen_is_known_by_four_attributes_and_no_more(self, real: OidcIdentity) -> None:
        begun = real.start(return_url=RETURN)
        citizen = real.finish(return_url=RETURN, answer=back_from(begun.url), kept=begun.keep)
        assert citizen == Citizen("Ada", "Rossi", "RSSDAA80A41H501I", "ada.rossi@example.org")

    def test_start_asks_with_state_nonce_and_proof_key(self, real: OidcIdentity) -> None:
        begun = real.start(return_url=RETURN)
        asked = parse_qs(urlsplit(begun.url).query)
        assert asked["redirect_uri"] == [RETURN]
        assert asked["code_challenge_method"] == ["S256"]
        assert (asked["state"], asked["nonce"]) == ([begun.keep["state"]], [begun.keep["nonce"]])
        assert begun.keep["verifier"] not in begun.url
        assert begun.keep != real.start(return_url=RETURN).keep

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"state": "of somebody else"}, "state"),
            ({"nonce": "of another sign-in"}, "nonce"),
            ({"state": ""}, "state"),
            ({"nonce": ""}, "nonce"),
        ],
    )
    def test_answer_that_does_not_belong_to_this_start_is_refused(
        self, change: Mapping[str, str], code: str, real: OidcIdentity
    ) -> None:
        begun = real.start(return_url=RETURN)
        with pytest.raises(IdentityRefused) as refused:
            real.finish(return_url=RETURN, answer=back_from(begun.url), kept={**begun.keep, **change})
        assert refused.value.code == code

    def test_code_is_good_once(self, real: OidcIdentity) -> None:
        begun = real.start(return_url=RETURN)
        answer = back_from(begun.url)
        real.finish(return_url=RETURN, answer=answer, kept=begun.keep)
        with pytest.raises(IdentityRefused, match="provider:invalid_grant"):
            real.finish(return_url=RETURN, answer=answer, kept=begun.keep)

    def test_citizen_who_changes_her_mind_is_told_apart_from_an_attack(self, real: OidcIdentity) -> None:
        begun = real.start(return_url=RETURN)
        # RFC 6749 4.1.2.1 sends the state back with an error too; this provider forgets it.
        answer = back_from(begun.url, action="deny") | {"state": begun.keep["state"]}
        with pytest.raises(IdentityRefused, match="provider:access_denied"):
            real.finish(return_url=RETURN, answer=answer, kept=begun.keep)

    def test_person_without_a_name_is_refused(self, real: OidcIdentity) -> None:
        begun = real.start(return_url=RETURN)
        with pytest.raises(IdentityRefused, match="name"):
            real.finish(return_url=RETURN, answer=back_from(begun.url, "nameless"), kept=begun.keep)

    @pytest.mark.parametrize(
        ("told", "enough"),
        [
            ({"acr": "https://www.spid.gov.it/SpidL1"}, False),
            ({"acr": "https://www.spid.gov.it/SpidL2"}, True),
            ({}, False),
        ],
    )
    def test_weaker_sign_in_than_the_office_wants_is_refused(
        self, broker: str, real: OidcIdentity, told: dict[str, str], enough: bool
    ) -> None:
        requests.put(f"{broker}/users/ada", json=ADA | told, timeout=5)
        strict = replace(real, levels=("https://www.spid.gov.it/SpidL2", "https://www.spid.gov.it/SpidL3"))
        begun = strict.start(return_url=RETURN)
        answer = back_from(begun.url)
        if enough:
            assert strict.finish(return_url=RETURN, answer=answer, kept=begun.keep).surname == "Rossi"
        else:
            with pytest.raises(IdentityRefused, match="level"):
                strict.finish(return_url=RETURN, answer=answer, kept=begun.keep)

    def test_statement_signed_by_somebody_else_is_refused(self, real: OidcIdentity) -> None:
        from cryptography.hazmat.primitives.asymmetric import rsa

        stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        claims = {
            "iss": real.issuer,
            "aud": "portale",
            "sub": "ada",
            "nonce": "n",
            "iat": 1,
            "exp": 9_999_999_999,
        }
        for forged in (
            jwt.encode(claims, stranger, algorithm="RS256"),
            jwt.encode(claims, "segreto-segreto-segreto-segreto-1", algorithm="HS256"),
            jwt.encode(claims, None, algorithm="none"),
            "not.a.token",
            "",
        ):
            with pytest.raises(IdentityRefused):
                real._claims(forged, "n")

    def test_absent_broker_is_a_refusal_and_no_crash(self, db: None) -> None:
        away = OidcIdentity(issuer="http://127.0.0.1:1", client_id="portale", client_secret="segreto")
        with pytest.raises(IdentityRefused, match="unreachable:ConnectionError"):
            away.start(return_url=RETURN)


class TestFake:
    def test_fake_vouches_for_its_citizen(self) -> None:
        fake = FakeIdentity(Citizen("Ugo", "Verdi", "", "ugo@example.org"))
        begun = fake.start(return_url=RETURN)
        answer = dict(parse_qsl(urlsplit(begun.url).query))
        assert fake.finish(return_url=RETURN, answer=answer, kept=begun.keep).surname == "Verdi"

    @pytest.mark.parametrize(
        ("answer", "code"),
        [({"state": "x", "code": "fake"}, "state"), ({"error": "access_denied"}, "provider:access_denied")],
    )
    def test_fake_refuses_as_the_real_one_does(self, answer: dict[str, str], code: str) -> None:
        fake = FakeIdentity()
        with pytest.raises(IdentityRefused) as refused:
            fake.finish(return_url=RETURN, answer=answer, kept=fake.start(return_url=RETURN).keep)
        assert refused.value.code == code


class TestSetting:
    def test_national_identity_is_off_until_configured(self, settings: Any) -> None:
        assert queries.national_identity() is None
        settings.NATIONAL_IDENTITY_ISSUER = "https://broker.example"
        found = queries.national_identity()
        assert isinstance(found, OidcIdentity)
        assert found.issuer == "https://broker.example"

    def test_another_adapter_is_a_setting(self, settings: Any) -> None:
        settings.NATIONAL_IDENTITY_ADAPTER = "pasocial.office.people.identity.adapters.fake.FakeIdentity"
        assert isinstance(queries.national_identity(), FakeIdentity)
