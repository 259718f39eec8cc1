"""Opens a thing to whoever has its code and address, and lets a browser session into it.

Whoever guesses learns nothing: a wrong code, a wrong address and a wrong link get the same answer, and tries are
counted before they are judged. Nothing enters the trail: what a person then does to her thing does.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest

from pasocial.cleaning import address as normal_address
from pasocial.office.people.private_access.queries import SESSION_KEY
from pasocial.office.people.private_access.rules import (
    SIGNS,
    is_same_address,
    normal_code,
    reason_against_another_try,
)
from pasocial.rate_limit import RateLimit, count, take_back
from pasocial.refusal import insist

TRY_SECONDS = 15 * 60
PER_CODE = RateLimit("private_access.code", 5, TRY_SECONDS, guarded=True)
PER_ADDRESS = RateLimit("private_access.from", 20, TRY_SECONDS, guarded=True)
MOST_GRANTS = 20

Thing = TypeVar("Thing")


def new_code() -> str:
    """Twelve signs in three groups, 60 random bits; with its owner's address it opens one thing."""
    signs = "".join(secrets.choice(SIGNS) for _place in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def open_with_code(
    *,
    kind: str,
    code: str,
    address: str,
    came_from: str,
    find: Callable[[str, str], Thing | None],
    address_of: Callable[[Thing], str],
    at: datetime,
) -> Thing | None:
    """The thing with this code, if `address` is its owner's; else None, whatever was wrong.

    `find(code, address)` asks the database with both at once, so that a code that exists costs no more than one that does
    not; `address_of` says what the owner's address is. `came_from` is where the try comes from (IP), if anywhere. Raises
    Refused ("too_many_tries") with the minutes to wait after 5 wrong tries on one code or 20 from one place in a quarter
    of an hour.
    """
    wanted = normal_code(code)
    tries = [(PER_CODE, f"{kind}:{wanted or code[:60].strip().upper()}")]
    if came_from:
        tries.append((PER_ADDRESS, f"address:{came_from}"))
    for limit, who in tries:
        reading = count(limit, who, at)
        insist(reason_against_another_try(over=reading.over, seconds=reading.reset))
    given = address[:400]
    found = find(wanted, normal_address(given)[:254])
    same = is_same_address(given, address_of(found) if found is not None else "")
    if found is None or not same:
        return None
    for limit, who in tries:
        take_back(limit, who)
    return found


def grant(request: HttpRequest, *, kind: str, key: str) -> None:
    """Lets this browser session open the thing; the session's key changes, so that a planted one is worthless."""
    thing = f"{kind}:{key}"
    kept = [each for each in request.session.get(SESSION_KEY, []) if each != thing]
    request.session.cycle_key()
    request.session[SESSION_KEY] = [*kept, thing][-MOST_GRANTS:]


def forget_grants(request: HttpRequest) -> None:
    """Closes everything that was opened in this session: for a shared computer."""
    request.session.pop(SESSION_KEY, None)
