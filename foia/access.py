"""How a citizen opens her case without an account: a private link, the code with her address, or her proven identity."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from foia.models import AccessRequest
from foia.queries.own_case import case_with_code, case_with_code_and_address
from foia.rules.filing import Identification
from foia.rules.recurrence import person_key
from pasocial.office.people.identity.proven import ProvenPerson, sign_out, signed_in
from pasocial.office.people.private_access import operations as private_access
from pasocial.office.people.private_access.queries import is_granted, link_behind, link_token, was_sent_to

KIND = "foia.request"
LINK_DAYS = 30
LINK_PREFIX = "/accesso-civico/link/"


def sign_link(access_request: AccessRequest, at: datetime) -> str:
    """The path of a private link to this case, good for 30 days."""
    token = link_token(
        kind=KIND,
        key=access_request.code,
        address=_address_of(access_request),
        until=at + timedelta(days=LINK_DAYS),
    )
    return f"{LINK_PREFIX}{token}/"


def read_link(token: str, at: datetime) -> AccessRequest | None:
    """The case behind a link's token; None when it is forged, expired or was made for another address."""
    link = link_behind(token, kind=KIND)
    if link is None or not link.opens(at):
        return None
    found = case_with_code(link.key)
    return found if found is not None and was_sent_to(link, _address_of(found)) else None


def open_with_code(code: str, email: str, *, came_from: str = "", at: datetime) -> AccessRequest | None:
    """The case with this code, if the address is its applicant's. Tries are counted: private_access.open_with_code."""
    return private_access.open_with_code(
        kind=KIND,
        code=code,
        address=email,
        came_from=came_from,
        find=case_with_code_and_address,
        address_of=_address_of,
        at=at,
    )


def grant(request: HttpRequest, access_request: AccessRequest) -> None:
    """Lets this browser session open the case."""
    private_access.grant(request, kind=KIND, key=access_request.code)


def granted(request: HttpRequest, access_request: AccessRequest) -> bool:
    """Whether this browser session may open the case: it was let in, or she filed it with the identity she proved."""
    if is_granted(request, kind=KIND, key=access_request.code):
        return True
    person = signed_in(request)
    return person is not None and is_hers(person, access_request)


def leave(request: HttpRequest) -> None:
    """Forgets every case and every identity of this session: for a shared computer."""
    private_access.forget_grants(request)
    sign_out(request)


def key_of(person: ProvenPerson) -> str:
    """The keyed hash her requests carry; empty without a tax code: she files, and opens her cases with the code."""
    if not person.tax_code:
        return ""
    return str(person_key(secret=settings.PERSON_KEY_SECRET.encode(), codice_fiscale=person.tax_code))


def is_hers(person: ProvenPerson, access_request: AccessRequest) -> bool:
    """Whether she filed it with her identity proven. A tax code that somebody typed proves nothing about its owner."""
    key = key_of(person)
    return (
        bool(key)
        and access_request.person_key == key
        and access_request.applicant.identified_by == Identification.EID
    )


def _address_of(access_request: AccessRequest) -> str:
    """Where her messages go: the e-mail address, else the certified one of who gave no other."""
    return access_request.applicant.email or access_request.applicant.pec
