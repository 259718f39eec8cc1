"""Whose session is this, asked from outside of Django's middleware: event streams check it again and again.

Reads PostgreSQL, where a session that was ended or expired is gone at once, and never changes the session: a stream
has no answer in which a new cookie could be sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from pasocial.cleaning import whole_number
from pasocial.office.people.identity.second_factor import is_shown

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User

LONGEST_KEY = 40


def signed_in(keys: Iterable[str]) -> dict[str, User]:
    """The active person of each session that is open and has shown its second factor, in two queries."""
    wanted = {key for key in keys if key.isalnum() and len(key) <= LONGEST_KEY}
    rows = Session.objects.filter(session_key__in=wanted, expire_date__gt=timezone.now()) if wanted else ()
    contents = {row.session_key: row.get_decoded() for row in rows}
    numbers = {key: _number(content) for key, content in contents.items()}
    persons = get_user_model().objects.filter(is_active=True).in_bulk({pk for pk in numbers.values() if pk})
    found = {}
    for key, content in contents.items():
        user = persons.get(numbers[key])
        if user is not None and _is_hers(content, user) and _has_shown_factor(content, user):
            found[key] = user
    return found


def _number(content: dict[str, Any]) -> int:
    return whole_number(str(content.get(SESSION_KEY, ""))) or 0


def _is_hers(content: dict[str, Any], user: Any) -> bool:
    """A changed password closes every session opened with the former one."""
    held = str(content.get(HASH_SESSION_KEY, ""))
    known = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(held, each) for each in known)


def _has_shown_factor(content: dict[str, Any], user: Any) -> bool:
    if not settings.STAFF_MFA_REQUIRED:
        return True
    return is_shown(SimpleNamespace(session=content, user=user))  # type: ignore[arg-type]
