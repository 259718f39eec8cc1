"""Staff pages open only to a session that has shown a second factor.

Never looks at roles: who may see a page is the page's own business.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

GUARDED = ("/redazione/", "/admin/", "/api/", "/documenti/")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_shown(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor; costs no query.

    A session opened before the person set up her second factor does not count: a password alone, perhaps a
    stolen one, opened it.
    """
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    if "mfa" in methods:
        return True
    return settings.STAFF_OIDC_HAS_SECOND_FACTOR and "socialaccount" in methods


class SecondFactorMiddleware:
    """Sends a signed-in person to show, or first to set up, her second factor before any staff page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_MFA_REQUIRED and request.path.startswith(GUARDED):
            user = request.user
            if user.is_authenticated and not is_shown(request):
                return self._ask(request)
        return self.get_response(request)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse(
                {
                    "type": "about:blank",
                    "title": _("Serve il secondo fattore"),
                    "status": 403,
                    "code": "second_factor",
                    "detail": _(
                        "Accedi alla redazione con il secondo fattore, oppure usa una chiave per programmi."
                    ),
                },
                status=403,
                content_type="application/problem+json",
            )
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            asked = "mfa_reauthenticate"
        elif is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN]):
            asked = "mfa_reauthenticate_webauthn"
        else:
            asked = "mfa_index"
        next_url = request.get_full_path() if request.method in {"GET", "HEAD"} else "/redazione/"
        return HttpResponseRedirect(f"{reverse(asked)}?{urlencode({'next': next_url})}")


def remember_new_factor(
    sender: type, request: HttpRequest, user: object, authenticator: Authenticator, **_: object
) -> None:
    """Who has just set up a factor in this session has shown it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def forget_removed_factor(sender: type, request: HttpRequest, user: object, **_: object) -> None:
    """Who removes her last factor must set up another one before going on."""
    if not is_mfa_enabled(user, FACTORS):
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record.get("method") != "mfa"
        ]
