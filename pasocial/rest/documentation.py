"""The schema, and the pages that explain it: ours, readable without script, asking nothing of anybody else."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views import View
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from pasocial.rest import reference
from pasocial.rest.problems import TITLES
from pasocial.rest.reference.calls import CODES, CODES_WITH_HEADER

MODELS = "models"
PLACES: dict[str, Promise] = {
    "path": gettext_lazy("indirizzo"),
    "query": gettext_lazy("dopo il «?»"),
    "header": gettext_lazy("intestazione"),
}
MEANINGS: dict[str, Promise] = {
    "400": gettext_lazy("Qualcosa è scritto male o manca; «errors» dice quali campi."),
    "401": gettext_lazy("Serve una chiave, o quella mostrata è sbagliata, scaduta o revocata."),
    "403": gettext_lazy("Alla chiave manca il permesso, o a chi l'ha creata il ruolo."),
    "404": gettext_lazy("Qui non c'è nulla, o nulla che chi chiama può conoscere: i due casi sono uguali."),
    "409": gettext_lazy("Quello che avevi visto nel frattempo è cambiato."),
    "422": gettext_lazy("Si capisce, ma la legge o le regole dell'ufficio ora non lo permettono."),
    "428": gettext_lazy("Non hai detto quale versione hai visto."),
    "429": gettext_lazy("Troppe chiamate: «Retry-After» dice fra quanti secondi riprovare."),
    "500": gettext_lazy("Un errore nostro: lo registriamo."),
    "503": gettext_lazy(
        "Per un momento manca una parte nostra: «Retry-After» dice fra quanti secondi riprovare."
    ),
}
CALLERS: dict[str, Promise] = {
    "read": gettext_lazy("chi legge, per indirizzo di rete"),
    "citizen": gettext_lazy("la propria richiesta, per indirizzo di rete"),
    "writing": gettext_lazy("la propria richiesta, quello che la cambia"),
    "filing": gettext_lazy("nuove richieste, per indirizzo di rete"),
    "token": gettext_lazy("una chiave, o una persona collegata"),
    "wrong_token": gettext_lazy("chiavi sbagliate, per indirizzo di rete"),
}


@cache
def names() -> dict[str, Promise]:
    """The tags of the schema as readers know them, from the desks; the schema itself is in English."""
    found: dict[str, Promise] = import_string(settings.REST_TAG_NAMES)()
    return found


class Schema(SpectacularAPIView):  # type: ignore[misc]
    """The OpenAPI document, always in English; made once, like the pages drawn from it."""

    throttle_classes = ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        headers = {
            "Content-Disposition": f'inline; filename="{self._get_filename(request, "")}"',
            "Access-Control-Allow-Origin": "*",
        }
        return Response(reference.document(), headers=headers)


class Documentation(View):
    """The introduction with the table of contents, one page for each tag, and one of what answers hold."""

    def get(self, request: HttpRequest, part: str = "") -> HttpResponse:
        if part not in {"", MODELS, *(group.slug for group in reference.groups())}:
            raise Http404
        body = _body(part, get_language() or settings.LANGUAGE_CODE, settings.SITE_URL)
        trail = [(_("Home"), "/"), (_("API per programmi"), reverse("api-docs"))][: 2 if part else 1]
        context = {"body": body, "part": part, "title": _title(part), "trail": trail}
        return render(request, "rest/reference.html", context)


@lru_cache(maxsize=64)
def _body(part: str, language: str, site: str) -> SafeString:
    """What stands under the menu, in the active language: it changes only with a release."""
    context: dict[str, Any] = {
        "title": _title(part),
        "links": _links(part),
        "base": f"{site}/api/v1",
        "headings": _headings(),
    }
    if part == "":
        return _drawn("index", context | _introduction())
    if part == MODELS:
        return _drawn("models", context | {"models": reference.models()})
    group = next(one for one in reference.groups() if one.slug == part)
    return _drawn(
        "group",
        context
        | {
            "group": group,
            "places": PLACES,
            "meanings": MEANINGS,
            "models_url": reverse("api-docs-part", args=[MODELS]),
        },
    )


def _drawn(name: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(f"rest/reference_{name}.html", context))


def _title(part: str) -> str:
    if part == "":
        return _("API per programmi")
    if part == MODELS:
        return _("Oggetti delle risposte")
    return str(next(_name(group.name) for group in reference.groups() if group.slug == part))


def _name(tag: str) -> str | Promise:
    return names().get(tag, tag)


def _links(part: str) -> list[dict[str, Any]]:
    links = [{"label": _("Introduzione"), "url": reverse("api-docs"), "active": part == ""}]
    links += [
        {
            "label": _name(group.name),
            "url": reverse("api-docs-part", args=[group.slug]),
            "active": part == group.slug,
        }
        for group in reference.groups()
    ]
    models = {
        "label": _("Oggetti"),
        "url": reverse("api-docs-part", args=[MODELS]),
        "active": part == MODELS,
    }
    return [*links, models]


def _headings() -> dict[str, list[str]]:
    """Columns of the tables."""
    return {
        "parameters": [_("Nome"), _("Dove"), _("Tipo"), _("Obbligatorio"), _("Limiti"), _("Descrizione")],
        "body": [_("Nome"), _("Tipo"), _("Obbligatorio"), _("Limiti"), _("Descrizione")],
        "answers": [_("Stato"), _("Significato"), _("Contenuto o codici")],
        "model": [_("Nome"), _("Tipo"), _("Descrizione")],
        "scopes": [_("Permesso"), _("Apre")],
        "paces": [_("Chi"), _("Quante chiamate")],
        "problems": [_("Stato"), _("Significato"), _("Codici")],
    }


def _introduction() -> dict[str, Any]:
    groups = reference.groups()
    return {
        "contents": [
            {
                "name": _name(group.name),
                "url": reverse("api-docs-part", args=[group.slug]),
                "group": group,
            }
            for group in groups
        ],
        "scopes": _scopes(),
        "paces": [
            (CALLERS.get(name, name), _pace(calls, seconds))
            for name, (calls, seconds) in settings.REST_PACES.items()
        ],
        "problems": [
            (status, TITLES[int(status)], meaning, _codes(status)) for status, meaning in MEANINGS.items()
        ],
    }


def _scopes() -> list[tuple[str, list[dict[str, Any]]]]:
    """Each scope with the operations it opens, in groups."""
    found: dict[str, list[dict[str, Any]]] = {}
    for group in reference.groups():
        for scope in sorted({one.scope for one in group.operations if one.scope}):
            opened = [one for one in group.operations if one.scope == scope]
            url = f"{reverse('api-docs-part', args=[group.slug])}#{opened[0].id}"
            count = ngettext("%(count)s operazione", "%(count)s operazioni", len(opened))
            found.setdefault(scope, []).append(
                {"name": _name(group.name), "url": url, "count": count % {"count": len(opened)}}
            )
    return sorted(found.items())


def _pace(calls: int, seconds: int) -> str:
    if seconds == 60:
        return _("%(calls)s al minuto") % {"calls": calls}
    if seconds == 3600:
        return _("%(calls)s all'ora") % {"calls": calls}
    return _("%(calls)s ogni %(seconds)s secondi") % {"calls": calls, "seconds": seconds}


def _codes(status: str) -> list[str]:
    """Every stable code that this status may carry but those of the rules, which are many."""
    codes = list(CODES.get(status, ()))
    for with_header in CODES_WITH_HEADER.values():
        codes += with_header.get(status, ())
    return codes
