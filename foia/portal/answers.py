"""What pages answer with besides their content: headers, and what is said when something is too much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pasocial.cleaning import whole_number

View = Callable[..., HttpResponseBase]

# All of a form with its files. The fields alone may have settings.DATA_UPLOAD_MAX_MEMORY_SIZE.
MOST_BYTES = 110 * 1024 * 1024


def bounded(view: View) -> View:
    """Answers an oversized form with a page that says what to do, before anything of it is kept.

    The CSRF check reads the form, so it moves inside: it still runs on every request that goes on.
    """
    return _bounded(view, keeps=False)


def bounded_keeping(view: View) -> View:
    """As `bounded`, for forms with files: the text before the first file is read, and nothing after it.

    The view asks `stopped` and shows the form again with what was typed.
    """
    return _bounded(view, keeps=True)


def stopped(request: HttpRequest) -> str:
    """Why the files of this form were not received; empty when they were."""
    if not getattr(request, "upload_stops", False):
        return ""
    return _("I file insieme superano 100 MB: non li abbiamo ricevuti. Caricane pochi alla volta.")


def _bounded(view: View, *, keeps: bool) -> View:
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
        if length is None or length > MOST_BYTES:
            # Whoever stands before us may have received nothing of it.
            if not keeps or getattr(request, "nothing_received", False):
                return _too_large(request, files=True)
            request.upload_stops = True  # type: ignore[attr-defined]
        try:
            if stopped(request) and not request.POST:
                return _too_large(request, files=True)
            response = protected(request, *args, **kwargs)
            if stopped(request):
                response["Connection"] = "close"
            return response
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return _too_large(request, files=False)

    return wrapped


def _too_large(request: HttpRequest, *, files: bool) -> HttpResponse:
    # The form cannot be read any more, and the layout asks for nothing of it.
    response = render(request, "foia/portal/too_large.html", {"files": files}, status=413)
    # What is left of the body is never read, so the connection cannot be used again.
    response["Connection"] = "close"
    return response


def come_back(request: HttpRequest, moment: datetime, *, kept: bool = False) -> HttpResponse:
    """429: too many attempts, and the moment from which the next one is welcome."""
    seconds = max(1, int((moment - timezone.now()).total_seconds()) + 1)
    response = render(
        request,
        "foia/portal/come_back.html",
        {"moment": moment, "minutes": -(-seconds // 60), "kept": kept},
        status=429,
    )
    response["Retry-After"] = str(seconds)
    return response
