"""A national identity that always vouches for one invented citizen; for the demonstration and for tests."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import urlencode

from pasocial.office.people.identity.adapters.national import Citizen, IdentityRefused, Start


class FakeIdentity:
    """Returns at once to the portal, as a provider would after a successful sign-in."""

    demonstration = True

    def __init__(self, citizen: Citizen | None = None) -> None:
        self._citizen = citizen or Citizen("Ada", "Rossi", "RSSDAA80A41H501I", "ada.rossi@example.org")

    def start(self, *, return_url: str, way: str = "") -> Start:
        state = secrets.token_urlsafe(16)
        return Start(f"{return_url}?{urlencode({'code': 'fake', 'state': state})}", {"state": state})

    def finish(self, *, return_url: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> Citizen:
        if "error" in answer:
            raise IdentityRefused(f"provider:{answer['error'][:60]}")
        if not kept.get("state") or answer.get("state") != kept["state"]:
            raise IdentityRefused("state")
        if not answer.get("code"):
            raise IdentityRefused("code")
        return self._citizen
