"""How a citizen opens her case without an account: a signed link that expires, or the code with her address.

Whoever guesses learns nothing: a wrong code, a wrong address and a wrong link get the same answer, and tries are
counted before they are judged.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import asdict, dataclass
from datetime import timedelta
from time import time

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from foia.models import AccessRequest
from foia.rules.filing import Identification
from foia.rules.recurrence import person_key
from pasocial.cleaning import address as normal_address
from pasocial.rate_limit import RateLimit, Reading, count, take_back
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _

LINK_DAYS = 30
LINK_PREFIX = "/accesso-civico/link/"
TRY_SECONDS = 15 * 60
PER_CODE = RateLimit("foia.code", 5, TRY_SECONDS, guarded=True)
PER_ADDRESS = RateLimit("foia.code_from", 20, TRY_SECONDS, guarded=True)
MOST_GRANTS = 20
SESSION_KEY = "foia_cases"
PERSON_KEY = "foia_person"
# After a sign-in with national identity; then she signs in again (AgID: short sessions on shared computers).
SIGNED_IN_SECONDS = 30 * 60

_CODE = re.compile(r"[2-9A-HJ-NP-Z]{12}")


def _signer() -> TimestampSigner:
    return TimestampSigner(sep="~", salt="foia.link")


def _mark_of(email: str) -> str:
    """Ties a link to the address it was sent to: when the address is corrected, old links stop working."""
    return hmac.new(settings.SECRET_KEY.encode(), normal_address(email).encode(), hashlib.sha256).hexdigest()[
        :12
    ]


def _address_of(access_request: AccessRequest) -> str:
    """Where her messages go: the e-mail address, else the certified one of who gave no other."""
    return access_request.applicant.email or access_request.applicant.pec


def sign_link(access_request: AccessRequest) -> str:
    """The path of a private link to this case, good for 30 days."""
    token = _signer().sign(f"{access_request.code}.{_mark_of(_address_of(access_request))}")
    return f"{LINK_PREFIX}{token}/"


def read_link(token: str) -> AccessRequest | None:
    """The case behind a link's token; None when it is forged, expired or was made for another address."""
    if "\x00" in token or len(token) > 200:
        return None
    try:
        code, _dot, mark = _signer().unsign(token, max_age=timedelta(days=LINK_DAYS)).partition(".")
    except (SignatureExpired, BadSignature):
        return None
    access_request = _find(code)
    if access_request is None or not hmac.compare_digest(mark, _mark_of(_address_of(access_request))):
        return None
    return access_request


def normal_code(code: str) -> str:
    """The code as it is stored, whatever blanks, hyphens and case it was typed with; empty when it is none."""
    signs = re.sub(r"[\s\-–—]", "", code[:60]).upper()
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}" if _CODE.fullmatch(signs) else ""


def open_with_code(code: str, email: str, *, address: str = "") -> AccessRequest | None:
    """The case with this code, if the e-mail address is its applicant's; else None, whatever was wrong.

    `address` is where the try comes from (IP). Raises Refused ("too_many_tries") with the minutes to wait after
    5 wrong tries on one code or 20 from one address in a quarter of an hour.
    """
    wanted = normal_code(code)
    at = timezone.now()
    tries = [(PER_CODE, f"code:{wanted or code[:60].strip().upper()}")]
    if address:
        tries.append((PER_ADDRESS, f"address:{address}"))
    for limit, who in tries:
        insist(reason_against_another_try(count(limit, who, at)))
    access_request = _find_of(wanted, normal_address(email[:400])[:254])
    given = normal_address(email[:400]).encode()
    right = normal_address(_address_of(access_request)).encode() if access_request is not None else b""
    # Both sides are hashed so that neither length nor a missing case shows in the time taken.
    same = hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(right).digest())
    if access_request is None or not right or not same:
        return None
    for limit, who in tries:
        take_back(limit, who)
    return access_request


def reason_against_another_try(tries: Reading) -> Refusal | None:
    if not tries.over:
        return None
    return Refusal(
        "too_many_tries",
        _("Troppi tentativi. Riprova tra {minutes} minuti, o usa il link che trovi nelle nostre e-mail."),
        values={"minutes": -(-tries.reset // 60), "seconds": tries.reset},
    )


def grant(request: HttpRequest, access_request: AccessRequest) -> None:
    """Lets this browser session open the case; the session's key changes, so that a planted one is worthless."""
    kept = [pk for pk in request.session.get(SESSION_KEY, []) if pk != access_request.pk]
    request.session.cycle_key()
    request.session[SESSION_KEY] = [*kept, access_request.pk][-MOST_GRANTS:]


def granted(request: HttpRequest, access_request: AccessRequest) -> bool:
    """Whether this browser session may open the case."""
    if access_request.pk in request.session.get(SESSION_KEY, []):
        return True
    person = signed_in(request)
    return person is not None and is_hers(person, access_request)


def leave(request: HttpRequest) -> None:
    """Forgets every case and every identity of this session: for a shared computer."""
    request.session.pop(SESSION_KEY, None)
    request.session.pop(PERSON_KEY, None)


@dataclass(frozen=True)
class ProvenPerson:
    """Who signed in with national identity: no more than her name, tax code and address, for half an hour.

    `tax_code` is empty for eIDAS users: they file with their proven name, and open their cases with the code.
    """

    name: str
    tax_code: str
    email: str
    way: str

    @property
    def key(self) -> str:
        """The keyed hash her requests carry; empty without a tax code."""
        if not self.tax_code:
            return ""
        return str(person_key(secret=settings.PERSON_KEY_SECRET.encode(), codice_fiscale=self.tax_code))


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


def is_hers(person: ProvenPerson, access_request: AccessRequest) -> bool:
    """Whether she filed it with her identity proven. A tax code that somebody typed proves nothing about its owner."""
    return (
        bool(person.key)
        and access_request.person_key == person.key
        and access_request.applicant.identified_by == Identification.EID
    )


def _find(code: str) -> AccessRequest | None:
    return AccessRequest.objects.select_related("applicant").defer("search").filter(code=code).first()


def _find_of(code: str, email: str) -> AccessRequest | None:
    """Asked of the database with both at once: a code that exists costs no more than one that does not."""
    hers = Q(applicant__email__iexact=email) | Q(applicant__email="", applicant__pec__iexact=email)
    return AccessRequest.objects.select_related("applicant").defer("search").filter(hers, code=code).first()
