"""Pages for people without an account: who is let in, how often one address may try, and what nobody may keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise

from pasocial.office.people.private_access.rules import normal_code
from pasocial.rate_limit import RateLimit, count

View = Callable[..., HttpResponseBase]


def personal(view: View) -> View:
    """A page about one person's matter: kept by no cache, found by no search engine, told to no other site.

    The referrer policy is `same-origin` and not `no-referrer`: the latter makes browsers send `Origin: null`
    with forms, which the CSRF check rightly refuses. Other sites learn nothing either way.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def for_whom_was_let_in(
    *,
    find: Callable[[str], Any],
    granted: Callable[[HttpRequest, Any], bool],
    words: str | Promise,
    elsewhere: str,
) -> Callable[[View], View]:
    """Gives a view, instead of a `code`, the thing that this session was let into.

    Whoever is not let in is led to the address named `elsewhere`, with `words`, and learns nothing about the code she
    tried: unknown and forbidden look the same.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
            wanted = normal_code(code)
            found = find(wanted) if wanted else None
            if found is None or not granted(request, found):
                messages.info(request, str(words))
                return redirect(elsewhere)
            return view(request, found, **more)

        return wrapped

    return guarded


def address_of(request: HttpRequest) -> str:
    """The address the connection came from; behind a proxy the server puts the real one there."""
    return str(request.META.get("REMOTE_ADDR", ""))


def too_soon(request: HttpRequest, limit: RateLimit, at: datetime) -> datetime | None:
    """Counts this attempt; the moment to come back when there were too many, None when it may go on."""
    reading = count(limit, f"address:{address_of(request)}", at)
    return reading.ends_at if reading.over else None
