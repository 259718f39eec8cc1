"""A key opens what its scopes name, and never more than its maker may at this moment; a session what its roles say."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from pasocial.rest.problems import Problem


def insist_scope(request: Request, scope: str) -> None:
    """The key names this scope; a session of a person has no scopes to look at."""
    token: Any = request.auth
    if token is not None and scope not in token.scopes:
        raise Problem(
            403,
            "scope_missing",
            _("Questa chiave non ha il permesso «%(scope)s»: creane una che lo abbia.") % {"scope": scope},
            scope=scope,
        )


def scope_named(request: Request, scope: str) -> bool:
    """Whether the key, if there is one, names the scope."""
    token: Any = request.auth
    return token is None or scope in token.scopes


def may(request: Request, scope: str) -> bool:
    """Whether the person's roles grant the permission and the key, if there is one, names it."""
    return scope_named(request, scope) and bool(import_string(settings.REST_MAY)(request.user, scope))


class Scoped(BasePermission):
    """The view's `scope`, or its `scopes` by method; `by_role = False` leaves the person to the view itself."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user or not request.user.is_authenticated:
            raise NotAuthenticated(_("Serve una chiave per programmi: «Authorization: Bearer …»."))
        scope = view.scope_of(request)
        insist_scope(request, scope)
        if view.by_role and not import_string(settings.REST_MAY)(request.user, scope):
            raise Problem(
                403,
                "role_missing",
                _("Il tuo ruolo non comprende questo permesso: «%(scope)s».") % {"scope": scope},
                scope=scope,
            )
        return True
