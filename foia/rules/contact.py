"""When the applicant's address, number or post may be put right: she stays reachable, as the rules of filing want it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from foia.rules.filing import ApplicantDetails, DeliveryChoice, Filing, FilingChannel, reasons_against_filing
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# How each is called here, by its name in a filing.
_OWN = {"email": "email", "pec": "pec", "phone": "phone", "residence": "postal_address"}


@dataclass(frozen=True)
class Contact:
    """Where somebody is reached; empty where she is not."""

    email: str = ""
    pec: str = ""
    phone: str = ""
    postal_address: str = ""


def reasons_against_contact(
    contact: Contact, delivery: DeliveryChoice, subject: str, body: str
) -> list[Refusal]:
    """Every reason against reaching her there. `delivery`: how she wants the answer, which may need an address."""
    draft = Filing(
        subject=subject,
        body=body,
        delivery=delivery,
        channel=FilingChannel.POST,
        applicant=ApplicantDetails(
            email=contact.email, pec=contact.pec, phone=contact.phone, residence=contact.postal_address
        ),
    )
    reasons = [
        replace(reason, field=_OWN[reason.field])
        for reason in reasons_against_filing(draft)
        if reason.field in _OWN
    ]
    if contact == Contact():
        reasons.append(Refusal("contact_missing", _("Serve almeno un recapito a cui rispondere."), "email"))
    return reasons


def reason_against_reaching(contact: Contact, field: str) -> Refusal | None:
    """What is wrong with this one line of a contact, whatever the others say."""
    found = reasons_against_contact(contact, DeliveryChoice.EMAIL, "", "")
    return next((reason for reason in found if reason.field == field), None)


def reason_against_same_contact(changed: Collection[str]) -> Refusal | None:
    """Why there is nothing to put right. `changed`: what differs from before."""
    if not changed:
        return Refusal("contact_unchanged", _("Non è cambiato nessun recapito: correggi quello sbagliato."))
    return None
