"""Asks what a private link opens, and what this browser session was let into. A thing is named by its kind and its key."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from pasocial.office.people.private_access.rules import PrivateLink, mark_of

SESSION_KEY = "private_access"
LONGEST = 200


def link_token(*, kind: str, key: str, address: str, until: datetime) -> str:
    """The token of a link sent to `address`, which opens the thing `key` of this kind before `until`."""
    return _signer(kind).sign(str(PrivateLink(key, _mark(address, settings.SECRET_KEY), until)))


def link_behind(token: str, *, kind: str) -> PrivateLink | None:
    """What a token says; None when it is not ours or was made for a thing of another kind.

    Whether it opens anything yet is asked with `opens(at)` and `was_sent_to`.
    """
    if "\x00" in token or len(token) > LONGEST:
        return None
    try:
        return PrivateLink.read(_signer(kind).unsign(token))
    except BadSignature:
        return None


def was_sent_to(link: PrivateLink, address: str) -> bool:
    """Whether the link was made for this address: the one the thing's owner has now.

    A link signed before the key was renewed is marked with the former one, and opens for its days all the same.
    """
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return any(hmac.compare_digest(link.mark.encode(), _mark(address, key).encode()) for key in keys)


def is_granted(request: HttpRequest, *, kind: str, key: str) -> bool:
    """Whether this browser session may open the thing."""
    return f"{kind}:{key}" in request.session.get(SESSION_KEY, [])


def _mark(address: str, secret: str) -> str:
    return mark_of(address, secret.encode())


def _signer(kind: str) -> Signer:
    # The kind salts the signature: a link to one kind of thing is none to another.
    return Signer(sep="~", salt=f"private_access.{kind}")
