"""Errors of the API: every one is a problem document (RFC 9457), in words that say what to do.

Nothing of our inside leaves with an error: what nobody foresaw is logged here and told as "500" only.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from pasocial.gone import ContentGone
from pasocial.refusal import Refused
from pasocial.rest import outages
from pasocial.sentences import say

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("pasocial.rest")

TITLES = {
    400: gettext_lazy("Richiesta non valida"),
    401: gettext_lazy("Serve una chiave valida"),
    403: gettext_lazy("Non permesso"),
    404: gettext_lazy("Non trovato"),
    405: gettext_lazy("Metodo non ammesso"),
    406: gettext_lazy("Formato non disponibile"),
    409: gettext_lazy("In conflitto con lo stato attuale"),
    410: gettext_lazy("Non c'è più"),
    413: gettext_lazy("Troppo grande"),
    415: gettext_lazy("Formato non ammesso"),
    422: gettext_lazy("Non si può fare"),
    428: gettext_lazy("Manca la versione"),
    429: gettext_lazy("Troppe richieste"),
    500: gettext_lazy("Errore nostro"),
    503: gettext_lazy("Per ora non disponibile"),
}


class Problem(exceptions.APIException):
    """An error with its stable code and, if useful, members of its own (RFC 9457, 3.2)."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: object,
        *,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        self.status_code = status
        self.members = members
        self.headers = dict(headers or {})
        super().__init__(str(detail), code)


class Conflict(Problem):
    """What was asked does not fit what is there now."""

    def __init__(self, code: str, detail: object, **members: Any) -> None:
        super().__init__(409, code, detail, **members)


def document(status: int, code: str, detail: object, **members: Any) -> dict[str, Any]:
    """`type` is about:blank, since `code` tells problems apart and needs no address that could go away."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    return {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "code": code,
        "detail": str(detail),
        **members,
    }


def problem_response(
    status: int, code: str, detail: object, headers: Mapping[str, str] | None = None, **members: Any
) -> HttpResponse:
    """The same document outside of a view of the framework."""
    return JsonResponse(
        document(status, code, detail, **members),
        status=status,
        content_type=MEDIA_TYPE,
        headers=dict(headers or {}),
        json_dumps_params={"ensure_ascii": False},
    )


def handle_exception(exc: Exception, context: Mapping[str, Any]) -> Response:
    """Turns whatever a view raises into a problem document."""
    set_rollback()
    status, code, detail, members, headers = _told(exc, context)
    return Response(
        document(status, code, detail, **members), status=status, headers=headers, content_type=MEDIA_TYPE
    )


Told = tuple[int, str, object, dict[str, Any], dict[str, str]]


def _told(exc: Exception, context: Mapping[str, Any]) -> Told:
    if isinstance(exc, Problem):
        return exc.status_code, str(exc.detail.code), exc.detail, exc.members, exc.headers  # type: ignore[union-attr]
    if isinstance(exc, Refused):
        errors = [
            {"field": reason.field, "code": reason.code, "detail": say(reason)} for reason in exc.refusals
        ]
        return 422, exc.refusal.code, say(exc.refusal), {"errors": errors}, {}
    if isinstance(exc, exceptions.ValidationError):
        found = list(_flat(exc.detail, ""))
        words = _("Correggi i campi indicati in «errors» e riprova.")
        return 400, "invalid", words, {"errors": found}, {}
    if isinstance(exc, ContentGone):
        words = _("Il file è registrato, ma il suo contenuto manca dal nostro archivio: scrivi all'ufficio.")
        return 410, "file_gone", words, {}, {}
    if isinstance(exc, RequestDataTooBig):
        return 413, "too_large", _("Il testo inviato è troppo grande: riducilo e riprova."), {}, {}
    if isinstance(exc, TooManyFieldsSent | TooManyFilesSent | SuspiciousOperation):
        return 400, "malformed", _("La richiesta non si può leggere: controlla come è composta."), {}, {}
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, exceptions.Throttled):
        seconds = max(1, int(getattr(exc, "wait", None) or 1))
        words = _("Hai fatto troppe richieste: riprova fra %(seconds)d secondi.") % {"seconds": seconds}
        return 429, "throttled", words, {"retry_after": seconds}, {"Retry-After": str(seconds)}
    if isinstance(exc, exceptions.APIException):
        headers = {}
        if challenge := getattr(exc, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
        code = getattr(exc.detail, "code", exc.default_code)
        detail: object = exc.detail
        if isinstance(exc, exceptions.NotFound) and code == "not_found":
            detail = _("Qui non c'è nulla, o non è per te: controlla l'indirizzo.")
        return exc.status_code, str(code), detail, {}, headers
    if outage := outages.outage_in(exc):
        log.warning("%s is away: %s", outage.part, type(exc).__name__)
        headers = {"Retry-After": str(outage.seconds)}
        return 503, "unavailable", outages.words(outage), {"retry_after": outage.seconds}, headers
    view = type(context.get("view")).__name__
    log.error("unforeseen error in %s", view, exc_info=exc)
    words = _("Qualcosa non ha funzionato da noi: l'errore è registrato. Riprova più tardi.")
    return 500, "error", words, {}, {}


def _flat(detail: Any, path: str) -> Iterator[dict[str, str]]:
    """Nested messages as a list, each with the path of its field: `items.0.title`."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, ".".join(part for part in (path, own) if part))
    elif isinstance(detail, list | tuple):
        for place, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list | tuple)
            if not nested or inner:
                yield from _flat(inner, f"{path}.{place}" if nested and path else path)
    else:
        yield {"field": path, "code": str(getattr(detail, "code", "invalid")), "detail": str(detail)}
