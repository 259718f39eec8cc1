"""What the portal needs from a national identity provider (SPID, CIE): four attributes and no more.

Minimisation: D.Lgs. 82/2005 art. 64; the design guidelines allow name, surname, tax code and e-mail only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Citizen:
    """Who proved her identity. `tax_code` is empty for eIDAS users, who may have none."""

    name: str
    surname: str
    tax_code: str
    email: str


@dataclass(frozen=True)
class Start:
    """Where to send the browser, and what to keep in her session until she returns."""

    url: str
    keep: Mapping[str, str]


class IdentityRefused(Exception):
    """The provider did not vouch for the citizen; `code` is for the log, the page says it in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NationalIdentity(Protocol):
    """One provider. `return_url` is the portal's own callback address, the same in both calls."""

    # A demonstration vouches for whoever asks: production refuses it, pages say so.
    demonstration: bool

    def start(self, *, return_url: str, way: str = "") -> Start:
        """Begins one sign-in; `way` is "spid" or "cie", as the citizen chose."""

    def finish(self, *, return_url: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> Citizen:
        """Checks the provider's answer (the callback's query) against what was kept; raises IdentityRefused."""
