"""How whoever wrote to us opens her conversation without an account: a private link, or its code with her address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from desks.contacts import queries
from desks.contacts.models import PublicContact
from pasocial.office.people.private_access import operations as private_access
from pasocial.office.people.private_access.queries import is_granted, link_behind, link_token, was_sent_to

KIND = "contacts.contact"
LINK_DAYS = 30
LINK_PREFIX = "/contatti/link/"


def sign_link(contact: PublicContact, at: datetime) -> str:
    """The path of a private link to this conversation, good for 30 days."""
    until = at + timedelta(days=LINK_DAYS)
    return f"{LINK_PREFIX}{link_token(kind=KIND, key=contact.code, address=contact.email, until=until)}/"


def read_link(token: str, at: datetime) -> PublicContact | None:
    """The conversation behind a link; None when it is forged, expired or was made for another address."""
    link = link_behind(token, kind=KIND)
    if link is None or not link.opens(at):
        return None
    found = queries.with_code(link.key)
    return found if found is not None and was_sent_to(link, found.email) else None


def open_with_code(code: str, email: str, *, came_from: str, at: datetime) -> PublicContact | None:
    """The conversation with this code, if the address is its writer's. Tries are counted."""
    return private_access.open_with_code(
        kind=KIND,
        code=code,
        address=email,
        came_from=came_from,
        find=queries.with_code_and_address,
        address_of=lambda found: found.email,
        at=at,
    )


def grant(request: HttpRequest, contact: PublicContact) -> None:
    private_access.grant(request, kind=KIND, key=contact.code)


def granted(request: HttpRequest, contact: PublicContact) -> bool:
    return is_granted(request, kind=KIND, key=contact.code)
