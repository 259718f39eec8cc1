"""Sign-in with national identity: what it opens, what it never opens, and everything that must not work twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from django.test import Client
from django.urls import reverse

from foia import access
from foia.models import AccessRequest
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.office.files.drafts.models import Draft
from pasocial.office.people.identity import proven as proven_identity
from pasocial.office.people.identity.adapters.fake import FakeIdentity
from pasocial.office.people.identity.adapters.national import Citizen
from tests.foia.portal.test_filing import text_of

pytestmark = pytest.mark.django_db
TAX_CODE = "RSSDAA80A41H501I"
ENTER, GO, BACK, MINE = (reverse(f"foia:{name}") for name in ("enter", "enter_go", "entered", "mine"))


@pytest.fixture
def demo(settings: Any) -> None:
    settings.NATIONAL_IDENTITY_ADAPTER = "pasocial.office.people.identity.adapters.fake.FakeIdentity"


def begin(client: Client, place: str = "richieste", way: str = "spid") -> Any:
    """As far as the provider's door: what the redirect to it says."""
    page = client.get(ENTER, {"con": way, "poi": place})
    assert page.status_code == 200
    return client.get(page.context["go_url"])


def sign_in(client: Client, place: str = "richieste") -> Any:
    return client.get(begin(client, place)["Location"])


def proven(filed_request: Any, tax_code: str = TAX_CODE, **changes: Any) -> AccessRequest:
    who = ApplicantDetails(
        name="Ada Rossi",
        email="ada.rossi@example.org",
        codice_fiscale=tax_code,
        identified_by=changes.pop("identified_by", Identification.EID),
    )
    found: AccessRequest = filed_request(applicant=who, **changes)
    return found


@pytest.mark.parametrize("address", [ENTER + "?con=spid", GO, BACK])
def test_without_a_provider_there_is_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert "Entra con SPID" not in text_of(client.get(reverse("foia:find")))


def test_portal_offers_both_ways_in_the_official_words(client: Client, demo: None) -> None:
    said = text_of(client.get(reverse("foia:find")))
    assert ("Entra con SPID" in said, "Entra con CIE" in said, "Dimostrazione" in said) == (True,) * 3


def test_one_way_may_be_all_there_is(client: Client, demo: None, settings: Any) -> None:
    settings.NATIONAL_IDENTITY_WAYS = ["cie"]
    said = text_of(client.get(reverse("foia:find")))
    assert ("Entra con SPID" in said, "Entra con CIE" in said) == (False, True)
    assert client.get(ENTER, {"con": "spid"}).status_code == 404


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "bozza:../../admin", ""])
def test_place_to_return_to_is_one_of_ours(client: Client, demo: None, place: str) -> None:
    assert client.get(ENTER, {"con": "spid", "poi": place}).status_code == 404


def test_sign_in_opens_what_she_filed_with_it(client: Client, demo: None, filed_request: Any) -> None:
    hers = proven(filed_request, subject="Spese per il verde pubblico")
    arrived = sign_in(client)
    assert (arrived.status_code, arrived["Location"]) == (302, MINE)
    said = text_of(client.get(MINE))
    assert (hers.subject in said, hers.number in said) == (True, True)
    assert client.get(reverse("foia:follow", args=[hers.code])).status_code == 200


def test_tax_code_that_somebody_typed_opens_nothing(client: Client, demo: None, filed_request: Any) -> None:
    typed = proven(filed_request, subject="Di chissà chi", identified_by=Identification.DECLARED)
    other = proven(filed_request, "VRDLGI70A01F205F", subject="Di un altro")
    assert typed.person_key == access.key_of(proven_identity.ProvenPerson("", TAX_CODE, "", "spid"))
    sign_in(client)
    said = text_of(client.get(MINE))
    assert ("Di chissà chi" in said, "Di un altro" in said) == (False, False)
    for request in (typed, other):
        assert client.get(reverse("foia:follow", args=[request.code])).status_code == 302


def test_list_is_paged_and_its_cost_does_not_grow(
    client: Client, demo: None, filed_request: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(23):
        proven(filed_request, subject=f"Richiesta {number:02d} di prova")
    sign_in(client)
    client.get(MINE)
    with django_assert_max_num_queries(8):
        first = client.get(MINE)
    assert len(first.context["rows"]) == 20
    assert len(client.get(MINE, {"page": "2"}).context["rows"]) == 3
    assert len(client.get(MINE, {"page": "<b>"}).context["rows"]) == 20


def test_session_key_changes_at_sign_in(client: Client, demo: None) -> None:
    begun = begin(client)
    before = client.session.session_key
    client.get(begun["Location"])
    assert client.session.session_key != before
    assert client.session[proven_identity.PERSON_KEY]["tax_code"] == TAX_CODE


def test_answer_serves_once(client: Client, demo: None) -> None:
    back = begin(client)["Location"]
    assert client.get(back).status_code == 302
    client.post(reverse("foia:leave"))
    again = client.get(back)
    assert (again.status_code, proven_identity.PERSON_KEY in client.session) == (403, False)


def test_answer_begun_in_another_browser_signs_nobody_in(client: Client, demo: None) -> None:
    planted = begin(Client())["Location"]
    assert client.get(planted).status_code == 403
    begin(client)
    assert client.get(planted).status_code == 403
    assert proven_identity.PERSON_KEY not in client.session


def test_another_site_cannot_begin_a_sign_in(client: Client, demo: None) -> None:
    assert client.get(GO).status_code == 403
    client.get(ENTER, {"con": "spid"})
    assert client.get(GO, {"t": "forged"}).status_code == 403


def test_sign_in_that_took_too_long_is_begun_again(client: Client, demo: None) -> None:
    back = begin(client)["Location"]
    session = client.session
    entering = session[proven_identity.ENTERING]
    session[proven_identity.ENTERING] = {**entering, "at": entering["at"] - 601}
    session.save()
    answer = client.get(back)
    assert (answer.status_code, "Entra con SPID" in text_of(answer)) == (403, True)


def test_identity_ends_after_half_an_hour(client: Client, demo: None, filed_request: Any) -> None:
    hers = proven(filed_request)
    sign_in(client)
    session = client.session
    kept = session[proven_identity.PERSON_KEY]
    session[proven_identity.PERSON_KEY] = {
        **kept,
        "until": kept["until"] - proven_identity.SIGNED_IN_SECONDS - 1,
    }
    session.save()
    assert client.get(MINE)["Location"] == reverse("foia:find")
    assert client.get(reverse("foia:follow", args=[hers.code])).status_code == 302


def test_leaving_closes_the_identity_too(client: Client, demo: None, filed_request: Any) -> None:
    hers = proven(filed_request)
    sign_in(client)
    client.get(reverse("foia:follow", args=[hers.code]))
    assert client.post(reverse("foia:leave"))["Location"] == reverse("foia:home")
    assert client.get(MINE).status_code == 302
    assert client.get(reverse("foia:follow", args=[hers.code])).status_code == 302


def drafted(client: Client) -> str:
    """A draft with its question written: the address of the step that asks who she is."""
    step = client.post(reverse("foia:new"), {"kind": "generalised"})["Location"]
    client.post(
        step, {"subject": "Spese per il verde", "body": "Chiedo le fatture del verde pubblico del 2025."}
    )
    return step.replace("/richiesta/", "/dati/")


def token_of(address: str) -> str:
    return address.rstrip("/").split("/")[-2]


def test_filing_with_identity_types_neither_name_nor_tax_code(client: Client, demo: None) -> None:
    address = drafted(client)
    assert "Entra con CIE" in text_of(client.get(address))
    arrived = sign_in(client, f"bozza:{token_of(address)}")
    assert arrived["Location"] == address
    said = text_of(client.get(address))
    assert ("Ada Rossi" in said, TAX_CODE in said, 'name="codice_fiscale"' in said) == (True, True, False)
    # Somebody else's data in the form are not listened to.
    client.post(
        address, {"email": "altra@posta.example", "name": "Eva Falsa", "codice_fiscale": "VRDLGI70A01F205F"}
    )
    kept = Draft.objects.get().fields
    assert {"name", "codice_fiscale"} & set(kept) == set()
    review = address.replace("/dati/", "/riepilogo/")
    assert "provata con l&#x27;identità digitale" in text_of(client.get(review))
    client.post(review)
    client.post(review)
    who = AccessRequest.objects.get().applicant
    assert (who.name, who.codice_fiscale, who.email, who.identified_by) == (
        "Ada Rossi",
        TAX_CODE,
        "altra@posta.example",
        "eid",
    )
    assert "Spese per il verde" in text_of(client.get(MINE))


def test_draft_link_proves_nothing_by_itself(client: Client, demo: None) -> None:
    address = drafted(client)
    sign_in(client, f"bozza:{token_of(address)}")
    client.post(address, {"email": "ada@posta.example"})
    thief = Client()
    review = address.replace("/dati/", "/riepilogo/")
    said = text_of(thief.get(review))
    assert ("Il tuo accesso con identità digitale è scaduto" in said, TAX_CODE in said) == (True, False)
    thief.post(review)
    assert AccessRequest.objects.count() == 0
    thief.post(address, {"email": "ladro@posta.example", "name": "Un altro"})
    thief.post(review)
    thief.post(review)
    assert AccessRequest.objects.get().applicant.identified_by == "declared"


def test_she_may_go_on_without_the_identity(client: Client, demo: None) -> None:
    address = drafted(client)
    sign_in(client, f"bozza:{token_of(address)}")
    left = client.post(reverse("foia:leave"), {"bozza": token_of(address)})
    assert left["Location"] == address
    assert 'name="codice_fiscale"' in text_of(client.get(address))


def test_person_without_a_tax_code_files_but_has_no_list(
    client: Client, demo: None, monkeypatch: pytest.MonkeyPatch, filed_request: Any
) -> None:
    filed_request()
    monkeypatch.setattr(
        FakeIdentity, "finish", lambda self, **_kept: Citizen("Hans", "Meyer", "", "hans@example.org")
    )
    sign_in(client)
    said = text_of(client.get(MINE))
    assert "non ha un codice fiscale" in said


def test_whole_sign_in_against_a_real_openid_provider(settings: Any, client: Client) -> None:
    told = {
        "given_name": "Bruno",
        "family_name": "Neri",
        "email": "bruno@example.org",
        "fiscal_number": "TINIT-NREBRN70A01F205F",
        "phone_number": "+39061234567",
        "acr": "https://www.spid.gov.it/SpidL2",
    }
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.NATIONAL_IDENTITY_ISSUER = issuer
        settings.NATIONAL_IDENTITY_CLIENT_ID = "portale"
        settings.NATIONAL_IDENTITY_CLIENT_SECRET = "segreto"
        requests.put(f"{issuer}/users/1", json=told, timeout=5)
        begun = begin(client, way="cie")
        asked = parse_qs(urlsplit(begun["Location"]).query)
        assert asked["acr_values"] == ["https://www.spid.gov.it/SpidL2"]
        assert asked["redirect_uri"] == [f"{settings.SITE_URL}/accesso-civico/entra/fatto/"]
        answered = requests.post(begun["Location"], data={"sub": "1"}, allow_redirects=False, timeout=5)
        arrived = client.get(answered.headers["Location"])
    assert arrived["Location"] == MINE
    assert client.session[proven_identity.PERSON_KEY] | {"until": 0} == {
        "name": "Bruno Neri",
        "tax_code": "NREBRN70A01F205F",
        "email": "bruno@example.org",
        "way": "cie",
        "until": 0,
    }
    assert "Dimostrazione" not in text_of(client.get(MINE))
