"""Programs show a key: `Authorization: Bearer pas_…`. Who made it and whether it still works is asked of the office."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from pasocial.rest import pace

LONGEST = 200


class MachineToken(BaseAuthentication):
    """A key acts for its maker within its scopes. A wrong one is an error, never an anonymous visit.

    The office lies above this package, so it is named by REST_TOKEN_HOLDER and REST_TOKEN_USED.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _blank, raw = get_authorization_header(request).strip().partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        at = timezone.now()
        raw = raw.strip()
        known = None
        if raw and len(raw) <= LONGEST and raw.isascii() and b"\x00" not in raw:
            known = import_string(settings.REST_TOKEN_HOLDER)(raw.decode("ascii"), at=at)
        if known is None:
            reading = pace.count("wrong_token", f"address:{pace.address_of(request)}")
            if reading.over:
                raise Throttled(wait=reading.reset)
            raise AuthenticationFailed(
                _(
                    "Questa chiave non è valida: è sbagliata, scaduta o revocata. Creane una nuova in redazione."
                ),
                "token_invalid",
            )
        user, token = known
        import_string(settings.REST_TOKEN_USED)(token=token, at=at)
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="PAsocial"'
