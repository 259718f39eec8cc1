"""Where the applicant is reached: corrected when a message comes back, so that the answer arrives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from foia.models import AccessRequest
from foia.operations.concurrency import hold, keep
from foia.operations.intake import keys_of
from foia.rules.contact import Contact, reason_against_same_contact, reasons_against_contact
from foia.rules.filing import ApplicantDetails as Person
from foia.rules.filing import DeliveryChoice, clean_line
from foia.wording import FoiaEvent
from pasocial.cleaning import address
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def correct_contact(
    *,
    request_id: int,
    email: str,
    pec: str,
    phone: str,
    postal_address: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
    write_again: Iterable[int] = (),
) -> AccessRequest:
    """The applicant is reached elsewhere; nothing of the request or of its term changes.

    Private links sent to the former address stop working, since each is tied to the address it went to: a
    stranger who received one by mistake is shut out. `write_again`: ids of messages that never arrived, which
    the reaction sends to the new address.
    """
    request = hold(request_id=request_id, version=version)
    known = request.applicant
    contact = Contact(address(email), address(pec), clean_line(phone), clean_line(postal_address))
    insist(reasons_against_contact(contact, DeliveryChoice(request.delivery), request.subject, request.body))
    given = asdict(contact)
    changed = [name for name, value in given.items() if getattr(known, name) != value]
    insist(reason_against_same_contact(changed))
    for name in changed:
        setattr(known, name, given[name])
    known.save(update_fields=changed)
    fields: list[str] = []
    if "pec" in changed and request.identified_on is not None:
        # A certified address also tells persons apart.
        keys = keys_of(person_of(request))
        for name, value in keys.items():
            setattr(request, name, value)
        fields += keys
    keep(request, *fields)
    record(
        event=FoiaEvent.CONTACT_CORRECTED,
        about=request.about,
        by=by,
        at=at,
        note={"changed": changed, "write_again": sorted(set(write_again))},
    )
    return request


def person_of(request: AccessRequest) -> Person:
    """The applicant as the rules know a person."""
    known = request.applicant
    return Person(
        name=known.name,
        email=known.email,
        pec=known.pec,
        birth_date=known.birth_date,
        codice_fiscale=known.codice_fiscale,
        eidas_identifier=known.eidas_id,
        organisation=known.organisation,
    )
