"""Who may come in: a session that filed, gave code and e-mail, followed a link, or proved who she is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from foia import access
from foia.queries.own_case import case_with_code
from pasocial.office.people.private_access.rules import normal_code


def hers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives the view, instead of a code, the case that this session was let into.

    Whoever is not let in is asked for code and e-mail, and learns nothing about the code she tried: unknown and
    forbidden look the same.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
        wanted = normal_code(code)
        found = case_with_code(wanted) if wanted else None
        if found is None or not access.granted(request, found):
            messages.info(request, _("Per aprire una richiesta scrivi il suo codice e la tua e-mail."))
            return redirect("foia:find")
        return view(request, found, **more)

    return wrapped
