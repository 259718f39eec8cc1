"""Who proved her identity with SPID or CIE, in this browser session and for half an hour; how she goes there and returns.

Knows no page: where she wants to be afterwards is a word that the page gave and gets back.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from time import time

from django.http import HttpRequest

from pasocial.office.people.identity.adapters.national import IdentityRefused, NationalIdentity

log = logging.getLogger(__name__)

PERSON_KEY, ENTERING = "proven_person", "proven_entering"
# After a sign-in with national identity; then she signs in again (AgID: short sessions on shared computers).
SIGNED_IN_SECONDS = 30 * 60
ENTERING_SECONDS = 10 * 60


@dataclass(frozen=True)
class ProvenPerson:
    """Who signed in with national identity: no more than her name, tax code and address, for half an hour.

    `tax_code` is empty for eIDAS users.
    """

    name: str
    tax_code: str
    email: str
    way: str


@dataclass(frozen=True)
class Entering:
    """A sign-in that began here: which way, where to afterwards, and what the provider wants kept until she returns."""

    way: str
    place: str
    at: int
    ticket: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)


def sign_in(request: HttpRequest, person: ProvenPerson) -> None:
    """Remembers who proved her identity; the session's key changes, so that a planted one is worthless."""
    request.session.cycle_key()
    request.session[PERSON_KEY] = {**asdict(person), "until": int(time()) + SIGNED_IN_SECONDS}


def signed_in(request: HttpRequest) -> ProvenPerson | None:
    """Who is signed in with national identity, while it lasts."""
    kept = request.session.get(PERSON_KEY)
    if not kept:
        return None
    if kept["until"] <= time():
        request.session.pop(PERSON_KEY, None)
        return None
    return ProvenPerson(**{name: kept[name] for name in ("name", "tax_code", "email", "way")})


def sign_out(request: HttpRequest) -> None:
    request.session.pop(PERSON_KEY, None)


def prepare(request: HttpRequest, *, way: str, place: str) -> str:
    """Returns the ticket with which this browser session alone may go on to the provider."""
    ticket = secrets.token_urlsafe(24)
    _keep(request, Entering(way, place, int(time()), ticket=ticket))
    return ticket


def prepared(request: HttpRequest, ticket: str) -> Entering | None:
    """What this session prepared, if the ticket is its own: another site cannot begin a sign-in for her."""
    entering = _fresh(request)
    if entering is None or not entering.ticket:
        return None
    return entering if hmac.compare_digest(entering.ticket.encode(), ticket.encode()) else None


def depart(
    request: HttpRequest, provider: NationalIdentity, entering: Entering, *, return_url: str
) -> str | None:
    """The provider's address to send her to; None when it cannot begin."""
    try:
        begun = provider.start(return_url=return_url, way=entering.way)
    except IdentityRefused as refused:
        log.warning("National identity cannot begin: %s", refused.code)
        return None
    _keep(request, replace(entering, at=int(time()), ticket="", kept=dict(begun.keep)))
    return begun.url


def arriving(request: HttpRequest) -> Entering | None:
    """The sign-in she returns from. It is forgotten before it is used: a provider's answer serves once."""
    entering = _fresh(request)
    request.session.pop(ENTERING, None)
    return entering if entering is not None and not entering.ticket else None


def arrive(
    request: HttpRequest, provider: NationalIdentity, entering: Entering, *, return_url: str
) -> ProvenPerson | None:
    """Signs her in when the provider vouches for her; else None, and why is in the log without a name."""
    answer = {name: str(value)[:4000] for name, value in request.GET.items()}
    try:
        citizen = provider.finish(return_url=return_url, answer=answer, kept=entering.kept)
    except IdentityRefused as refused:
        log.warning("National identity refused: %s", refused.code)
        return None
    name = f"{citizen.name} {citizen.surname}".strip()
    person = ProvenPerson(name, citizen.tax_code, citizen.email, entering.way)
    sign_in(request, person)
    return person


def _keep(request: HttpRequest, entering: Entering) -> None:
    request.session[ENTERING] = asdict(entering)


def _fresh(request: HttpRequest) -> Entering | None:
    kept = request.session.get(ENTERING)
    if not kept or int(time()) - int(kept["at"]) > ENTERING_SECONDS:
        return None
    return Entering(**kept)
