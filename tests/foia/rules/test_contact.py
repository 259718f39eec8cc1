"""The applicant stays reachable when an address of hers is put right."""

from __future__ import annotations

import pytest

from foia.rules.contact import Contact, reason_against_same_contact, reasons_against_contact
from foia.rules.filing import DeliveryChoice

ASKED = ("Verbali dei sopralluoghi", "Chiedo i verbali dei sopralluoghi del 2025.")
POST = "Via Roma 1, 00100 Esempio"


@pytest.mark.parametrize(
    ("contact", "delivery", "expected"),
    [
        (Contact(email="ada@posta.example"), DeliveryChoice.EMAIL, []),
        (Contact(email="ada@"), DeliveryChoice.EMAIL, [("email_invalid", "email")]),
        (Contact(phone="06 123456"), DeliveryChoice.COUNTER, []),
        (Contact(postal_address=POST), DeliveryChoice.POST, []),
        (Contact(email="ada@posta.example"), DeliveryChoice.POST, [("residence_missing", "postal_address")]),
        (Contact(), DeliveryChoice.COUNTER, [("contact_missing", "email")]),
    ],
)
def test_contact_is_judged_as_when_she_filed_and_one_is_left(
    contact: Contact, delivery: DeliveryChoice, expected: list[tuple[str, str]]
) -> None:
    reasons = reasons_against_contact(contact, delivery, *ASKED)
    assert [(one.code, one.field) for one in reasons] == expected


def test_request_too_short_for_today_does_not_stop_a_correction() -> None:
    assert (
        reasons_against_contact(Contact(email="ada@posta.example"), DeliveryChoice.EMAIL, "Boh", "Dati") == []
    )


def test_something_is_put_right() -> None:
    assert reason_against_same_contact(["email"]) is None
    reason = reason_against_same_contact([])
    assert reason is not None
    assert reason.code == "contact_unchanged"
