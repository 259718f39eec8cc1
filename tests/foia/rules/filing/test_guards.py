"""A filing is judged whole: every fault at once, tied to its field; form and name never block it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.filing import (
    ApplicantDetails,
    DeliveryChoice,
    Filing,
    FilingChannel,
    cleaned,
    is_codice_fiscale,
    is_email,
    needs_identification,
    reason_against_identifying,
    reasons_against_filing,
)
from foia.rules.filing.guards import MOTIVE_LENGTH
from foia.rules.kinds import AccessKind

TODAY = date(2026, 3, 2)
ADA = ApplicantDetails(name="Ada Rossi", email="ada@example.it")
GOOD = Filing("Verbali dei sopralluoghi", "Chiedo i verbali dei sopralluoghi del 2025.", applicant=ADA)


def faults(draft: Filing) -> list[tuple[str, str]]:
    return [(reason.code, reason.field) for reason in reasons_against_filing(draft, TODAY)]


def test_good_draft_has_nothing_against_it() -> None:
    assert faults(GOOD) == []


def test_all_faults_come_at_once_in_the_order_of_the_form() -> None:
    bad = replace(GOOD, subject="Boh", body="Dati", applicant=replace(ADA, email="ada@", codice_fiscale="X"))
    assert faults(bad) == [
        ("subject_too_short", "subject"),
        ("body_too_short", "body"),
        ("email_invalid", "email"),
        ("codice_fiscale_invalid", "codice_fiscale"),
    ]
    first = reasons_against_filing(bad, TODAY)[0]
    assert first.text() == "Scrivi un oggetto più chiaro: almeno 10 caratteri, ora sono 3."


@pytest.mark.parametrize(
    ("subject", "body", "expected"),
    [
        ("x" * 10, "y" * 20, []),
        ("x" * 200, "y" * 20_000, []),
        ("x" * 201, "y" * 20_001, [("subject_too_long", "subject"), ("body_too_long", "body")]),
        ("x" * 9, "y" * 19, [("subject_too_short", "subject"), ("body_too_short", "body")]),
        (" " * 30, "y" * 20, [("subject_too_short", "subject")]),
    ],
)
def test_lengths_are_inclusive(subject: str, body: str, expected: list[tuple[str, str]]) -> None:
    assert faults(replace(GOOD, subject=subject, body=body)) == expected


def test_uncleaned_text_is_refused() -> None:
    assert faults(replace(GOOD, body=GOOD.body + "\x00")) == [("forbidden_characters", "body")]
    assert faults(replace(GOOD, applicant=replace(ADA, name="Ada\u202e"))) == [
        ("forbidden_characters", "name")
    ]


def test_only_documentary_access_needs_a_motive() -> None:
    assert [kind for kind in AccessKind if faults(replace(GOOD, kind=kind))] == [AccessKind.DOCUMENTARY]
    motivated = replace(GOOD, kind=AccessKind.DOCUMENTARY, motive="Sono il proprietario confinante.")
    assert faults(motivated) == []


@pytest.mark.parametrize("channel", FilingChannel)
def test_nameless_request_is_filed_and_its_author_asked(channel: FilingChannel) -> None:
    draft = replace(GOOD, channel=channel, applicant=ApplicantDetails(email="anonimo@example.it"))
    assert faults(draft) == []
    assert needs_identification(draft)


def test_verified_identity_needs_no_question() -> None:
    assert not needs_identification(
        replace(GOOD, applicant=ApplicantDetails(codice_fiscale="RSSMRA85T10A562S"))
    )
    assert not needs_identification(GOOD)


def test_paper_request_needs_no_address_online_it_does() -> None:
    paper = replace(
        GOOD,
        channel=FilingChannel.POST,
        delivery=DeliveryChoice.COUNTER,
        applicant=ApplicantDetails(name="Ada Rossi"),
    )
    assert faults(paper) == []
    assert faults(replace(paper, channel=FilingChannel.PORTAL)) == [("email_missing", "email")]


def test_delivery_needs_its_address() -> None:
    assert faults(replace(GOOD, delivery=DeliveryChoice.PEC)) == [("pec_missing", "pec")]
    assert faults(replace(GOOD, delivery=DeliveryChoice.POST)) == [("residence_missing", "residence")]


def test_dates_are_checked_against_today() -> None:
    born_tomorrow = replace(GOOD, applicant=replace(ADA, birth_date=date(2026, 3, 3)))
    assert faults(born_tomorrow) == [("birth_in_future", "birth_date")]
    assert faults(replace(GOOD, applicant=replace(ADA, birth_date=date(1880, 1, 1)))) == [
        ("birth_too_early", "birth_date")
    ]
    assert faults(replace(GOOD, made_public_on=date(2026, 3, 3))) == [
        ("made_public_in_future", "made_public_on")
    ]
    assert reasons_against_filing(born_tomorrow) == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "social.example/1",
        "https://",
        "https://u:p@x.it/",
        "http://[::1",
        "https://a b.it",
    ],
)
def test_place_of_publicity_must_be_a_web_address(url: str) -> None:
    assert faults(replace(GOOD, made_public_url=url)) == [("made_public_url_invalid", "made_public_url")]


@pytest.mark.parametrize(
    "address", ["a@b.it", "nome.cognome+foia@pec.comune.example.it", "o'neil@example.com", "a@münchen.de"]
)
def test_addresses_that_look_right(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@b.it",
        "a@b",
        "a..b@c.it",
        "a b@c.it",
        "a@b..it",
        "a@-b.it",
        "a@b.it\n",
        "a@" + "b" * 250 + ".it",
    ],
)
def test_addresses_that_do_not(address: str) -> None:
    assert not is_email(address)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("RSSMRA85T10A562S", True),
        ("RSSMRA85T10A562X", False),
        ("RSSMRA85T10A562", False),
        ("00743110157", True),
        ("00743110158", False),
        ("rssmra85t10a562s", False),
        ("", False),
        ("RSSMRA85T10A56NH", True),
    ],
)
def test_codice_fiscale_is_checked_by_its_last_letter(code: str, right: bool) -> None:
    assert is_codice_fiscale(code) is right


def test_identifying_asks_for_a_name_and_nothing_more() -> None:
    missing = reason_against_identifying(ApplicantDetails())
    assert missing is not None
    assert (missing.code, missing.field) == ("name_missing", "name")
    assert reason_against_identifying(ApplicantDetails(name="Ada Rossi")) is None


@given(st.text(), st.text(), st.text(), st.text())
def test_any_cleaned_input_is_judged_without_failing(subject: str, body: str, name: str, url: str) -> None:
    draft = cleaned(
        Filing(subject, body, applicant=ApplicantDetails(name=name, email=name), made_public_url=url)
    )
    for reason in reasons_against_filing(draft, TODAY):
        assert reason.code != "forbidden_characters"
        assert reason.field
        assert reason.text()


def test_motive_that_nobody_asked_for_has_a_length_all_the_same() -> None:
    told = [faults(replace(GOOD, motive="a" * many)) for many in (MOTIVE_LENGTH[1], MOTIVE_LENGTH[1] + 1)]
    assert [[field for _code, field in each] for each in told] == [[], ["motive"]]
