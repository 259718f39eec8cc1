"""What pages answer with besides their content."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
