"""Every staff page says who may open it; who may not is sent to sign in or told so, never shown an empty page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from foia.models import AccessRequest
from foia.policy import reviews
from foia.queries import cases
from pasocial.office.people.access_log.operations import note_opening
from pasocial.office.people.members.gate import to_sign_in
from pasocial.office.people.members.policy import is_member_anywhere, may
from pasocial.office.record.trail.actor import Actor

# A refused form shows the page again; a redirect shows nothing.
SHOWN = (200, 409, 422)
View = Callable[..., HttpResponseBase]


def needs(*codes: str) -> Callable[[View], View]:
    """The page is for those who hold one of these permissions by role."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not any(may(request.user, code) for code in codes):
                raise PermissionDenied(codes[0])
            return view(request, *args, **kwargs)

        guarded.permission = codes[0]  # type: ignore[attr-defined]
        guarded.permissions = codes  # type: ignore[attr-defined]
        return guarded

    return guard


def needs_sign_in(view: View) -> View:
    """The page shows each person only what is her own; whoever is signed in may open it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not is_member_anywhere(request.user):
            raise PermissionDenied("a role")
        return view(request, *args, **kwargs)

    guarded.permission = "any role"  # type: ignore[attr-defined]
    return guarded


def needs_case(*codes: str, shared: bool = False, whole: bool = False) -> Callable[[View], View]:
    """The page is about one request: the view receives it in place of `pk`.

    `shared` also lets in the person the case was shared with; `whole` brings what the case page shows of it at once.
    Someone who may read no request learns nothing from the answer, not even whether the number exists.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            access_request = cases.whole_request(pk) if whole else cases.request_by_id(pk)
            on_case = access_request if shared else None
            if not any(may(request.user, code, on_case) for code in codes) and not _reviews(
                request.user, access_request, codes
            ):
                raise PermissionDenied(codes[0])
            if access_request is None:
                raise Http404(f"request {pk}")
            answer = view(request, access_request, *args, **kwargs)
            # A contact of another office reads one question and nothing about the applicant.
            if answer.status_code in SHOWN and not shared:
                note_opening(user_id=request.user.pk, about=access_request.about, at=timezone.now())
            return answer

        guarded.permission = codes[0]  # type: ignore[attr-defined]
        guarded.permissions = codes  # type: ignore[attr-defined]
        return guarded

    return guard


def _reviews(user: Any, access_request: AccessRequest | None, codes: tuple[str, ...]) -> bool:
    """A review given to somebody by name opens that case to her, and its decision."""
    return (
        access_request is not None
        and bool({"foia.read", "foia.review"} & set(codes))
        and reviews(user, access_request)
    )


def actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user)
