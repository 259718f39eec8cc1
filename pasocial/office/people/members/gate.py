"""The door of a staff page: each view says which permission opens it, and refuses by default.

Anonymous people are sent to sign in; a signed-in person without the permission gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from pasocial.design.typed import typed_texts
from pasocial.office.people.members.policy import is_head_or_coordinator, is_member_anywhere, may

if TYPE_CHECKING:
    from pasocial.office.people.identity.models import User


class StaffRequest(HttpRequest):
    """What a guarded view receives: the user is a person of the office, never anonymous."""

    user: User  # type: ignore[assignment]


View = Callable[..., HttpResponseBase]
ANY_ROLE = "any role"
HEADS = "heads and coordinator"
_WIDE = {ANY_ROLE: is_member_anywhere, HEADS: is_head_or_coordinator}


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; whoever sent a text after the session had ended gets it back first, to copy it."""
    sign_in = redirect_to_login(request.get_full_path())
    typed = typed_texts(request) if request.headers.get("X-Requested-With") != "autosave" else []
    if not typed:
        return sign_in
    return render(request, "signed_out.html", {"typed": typed, "sign_in": sign_in.url}, status=403)


def needs(permission: str) -> Callable[[View], View]:
    """`@needs("office.read_mail")`: a declared permission, or the wider `ANY_ROLE` and `HEADS`."""

    def fit(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            wide = _WIDE.get(permission)
            allowed = wide(request.user) if wide else may(request.user, permission)
            if not allowed:
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return fit


staff_only = needs(ANY_ROLE)
