"""What people and programs read when what they sent cannot be read: in their language, and what to do."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from pasocial.design.typed import typed_texts
from pasocial.language import language_asked
from pasocial.rest.problems import problem_response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form stayed open too long, or cookies are off: nothing was accepted, and what was typed is shown for copying."""
    if request.path.startswith("/api/"):
        translation.activate(language_asked(request))
        words = _("Manca il gettone contro gli invii falsi: con una sessione serve, con una chiave no.")
        return problem_response(403, "csrf_failed", words)
    return render(
        request,
        "403_csrf.html",
        {"typed": typed_texts(request), "address": request.path},
        status=403,
    )


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django calls this for a malformed form, and for one with too much in it, whoever reads it first."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    if request.path.startswith("/api/"):
        translation.activate(language_asked(request))
        if status == 413:
            words = _("Il testo inviato è troppo grande: riducilo e riprova.")
            return problem_response(413, "too_large", words)
        words = _("La richiesta non si può leggere: controlla come è composta.")
        return problem_response(400, "malformed", words)
    return render(request, "400.html", {"too_much": too_much}, status=status)
