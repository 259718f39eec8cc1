"""Who may do what with a file: the desk it belongs to says so, through the paths it declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from pasocial.office.files.attachments.inspections import names_known as names_known
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record import registry

View = Callable[..., HttpResponseBase]


def desk_of(about: str) -> registry.Desk | None:
    return registry.desks().get(about.split(".", 1)[0])


def may_open_stored(user: Any, stored: StoredFile) -> bool:
    """A desk without a `file_policy` opens nothing."""
    desk = desk_of(stored.about)
    return bool(desk and desk.file_policy and registry.resolve(desk.file_policy)(user, stored))


def may_redact(user: Any, stored: StoredFile) -> bool:
    """Whoever makes copies must be able to read the original; a desk without a `redact_policy` lets nobody."""
    desk = desk_of(stored.about)
    return bool(
        desk
        and desk.redact_policy
        and registry.resolve(desk.redact_policy)(user, stored)
        and may_open_stored(user, stored)
    )


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Label and address of what a file belongs to; None for whoever may not see it."""
    desk = desk_of(about)
    found = registry.resolve(desk.about_url)(about, user) if desk and desk.about_url else None
    return (str(found[0]), str(found[1])) if found else None


def signed_in(permission: str) -> Callable[[View], View]:
    """Anonymous people are sent to sign in; the view itself asks the desk's policy, named here for the walks."""

    def fit(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return fit
