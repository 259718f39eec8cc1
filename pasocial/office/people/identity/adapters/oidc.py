"""SPID and CIE through an OpenID Connect broker: authorisation code with PKCE, state and nonce all checked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from pasocial.cleaning import address
from pasocial.office.people.identity.adapters.national import Citizen, IdentityRefused, Start

TIMEOUT_SECONDS = 8
DISCOVERY_SECONDS = 600
CLOCK_SKEW_SECONDS = 60
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384")


@dataclass(frozen=True)
class OidcIdentity:
    """One broker. Addresses come from its discovery document, kept for ten minutes."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: str = "openid profile email"
    tax_code_claim: str = "fiscal_number"
    # The assurance asked for, and the parameter in which a broker that serves both wants "spid" or "cie".
    level: str = ""
    # What the signed statement must name as `acr`, one of these; with none, whatever the broker vouches for is enough.
    levels: Collection[str] = ()
    way_parameter: str = ""
    demonstration: bool = False

    def start(self, *, return_url: str, way: str = "") -> Start:
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        wishes = {"acr_values": self.level} if self.level else {}
        if self.way_parameter and way:
            wishes[self.way_parameter] = way
        address, _state = self._session(return_url).create_authorization_url(
            self._discovered("authorization_endpoint"),
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
            **wishes,
        )
        return Start(address, kept)

    def finish(self, *, return_url: str, answer: Mapping[str, str], kept: Mapping[str, str]) -> Citizen:
        if not kept.get("state") or not hmac.compare_digest(
            answer.get("state", "").encode(), kept["state"].encode()
        ):
            raise IdentityRefused("state")
        if "error" in answer:
            raise IdentityRefused(f"provider:{answer['error'][:60]}")
        if not answer.get("code"):
            raise IdentityRefused("code")
        try:
            tokens = self._session(return_url).fetch_token(
                self._discovered("token_endpoint"),
                code=answer["code"],
                code_verifier=kept.get("verifier", ""),
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except OAuthError as problem:
            raise IdentityRefused(f"provider:{str(problem.error)[:60]}") from problem
        except (requests.RequestException, ValueError) as problem:
            raise IdentityRefused(f"unreachable:{type(problem).__name__}") from problem
        access_token = str(tokens.get("access_token", ""))
        claims = self._claims(str(tokens.get("id_token", "")), kept.get("nonce", ""), access_token)
        # A provider may answer with less than was asked (OpenID Connect Core 3.1.2.1: acr_values is a wish).
        if self.levels and claims.get("acr") not in self.levels:
            raise IdentityRefused("level")
        return self._minimal(self._person(access_token, claims))

    def _session(self, return_url: str) -> OAuth2Session:
        """Authlib's client: authorisation code with PKCE, the secret said in the header."""
        return OAuth2Session(
            self.client_id,
            self.client_secret,
            scope=self.scopes,
            redirect_uri=return_url,
            code_challenge_method="S256",
        )

    def _claims(self, id_token: str, nonce: str, access_token: str = "") -> dict[str, Any]:
        """The signed statement of the provider: signature, issuer, audience, time and nonce must all fit."""
        if not nonce:  # Authlib takes none for none wanted
            raise IdentityRefused("nonce")
        keys: Any = self._asked("get", self._discovered("jwks_uri"))
        expected = {
            "iss": {"essential": True, "value": self._discovered("issuer")},
            "aud": {"essential": True, "value": self.client_id},
        }
        known = {"nonce": nonce, "client_id": self.client_id, "access_token": access_token}
        try:
            token = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=list(SIGNATURES))
            claims = CodeIDToken(token.claims, token.header, expected, known)
            claims.validate(leeway=CLOCK_SKEW_SECONDS)
        except (JoseError, ValueError, KeyError) as problem:
            # Which statement did not fit, if the signature did.
            code = getattr(problem, "claim", "") or f"token:{type(problem).__name__}"
            raise IdentityRefused(code) from problem
        return dict(claims)

    def _person(self, access_token: str, claims: dict[str, Any]) -> dict[str, Any]:
        address = self._discovered("userinfo_endpoint", required=False)
        if not address or not access_token:
            return claims
        told = self._asked("get", address, headers={"Authorization": f"Bearer {access_token}"})
        if told.get("sub") != claims["sub"]:  # OpenID Connect Core 5.3.2: the two must be about one person
            raise IdentityRefused("subject")
        return {**claims, **told}

    def _minimal(self, person: Mapping[str, Any]) -> Citizen:
        """Everything else the broker sent is dropped here and never stored."""

        def text(*names: str) -> str:
            return next((str(person[name]).strip() for name in names if person.get(name)), "")[:150]

        tax_code = text(self.tax_code_claim, "fiscalNumber", "fiscal_number").upper()
        citizen = Citizen(
            name=text("given_name"),
            surname=text("family_name"),
            tax_code=tax_code.removeprefix("TINIT-"),  # SPID writes TINIT- before an Italian tax code
            email=address(text("email")),
        )
        if not (citizen.name and citizen.surname):
            raise IdentityRefused("name")
        return citizen

    def _discovered(self, name: str, *, required: bool = True) -> str:
        key = f"office.identity.discovery:{hashlib.sha256(self.issuer.encode()).hexdigest()[:24]}"
        document = cache.get(key)
        if document is None:
            document = self._asked("get", f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
            if str(document.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
                raise IdentityRefused("issuer")
            cache.set(key, document, DISCOVERY_SECONDS)
        if required and not document.get(name):
            raise IdentityRefused(f"discovery:{name}")
        return str(document.get(name) or "")

    def _asked(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        try:
            answer = requests.request(method, address, timeout=TIMEOUT_SECONDS, allow_redirects=False, **more)
            answer.raise_for_status()
            said = answer.json()
        except (requests.RequestException, ValueError) as problem:
            raise IdentityRefused(f"unreachable:{type(problem).__name__}") from problem
        if not isinstance(said, dict):
            raise IdentityRefused("answer")
        return said


def from_settings() -> OidcIdentity:
    return OidcIdentity(
        issuer=settings.NATIONAL_IDENTITY_ISSUER,
        client_id=settings.NATIONAL_IDENTITY_CLIENT_ID,
        client_secret=settings.NATIONAL_IDENTITY_CLIENT_SECRET,
        scopes=settings.NATIONAL_IDENTITY_SCOPES,
        tax_code_claim=settings.NATIONAL_IDENTITY_TAX_CODE_CLAIM,
        level=settings.NATIONAL_IDENTITY_LEVEL,
        levels=settings.NATIONAL_IDENTITY_LEVELS_ACCEPTED,
        way_parameter=settings.NATIONAL_IDENTITY_WAY_PARAMETER,
    )
