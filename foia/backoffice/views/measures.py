"""The desk's measures for those who work in it: how it stands today, and the year as it will be published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs
from foia.backoffice.presenters import outcome_label
from foia.models import AccessRequest
from foia.queries import measures
from foia.queries import topics as topic_queries
from foia.rules.outcomes import GROUNDS
from pasocial.cleaning import whole_number
from pasocial.design.shell import Link
from pasocial.office.people.members.policy import may


@require_GET
@needs("foia.read_measures")
def show(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    years = measures.years() or [today.year]
    asked = whole_number(request.GET.get("anno"), 1, 9999)
    year = asked if asked in years else years[0]
    figures = measures.figures(year)
    here = reverse("foia_staff:measures")
    return render(
        request,
        "foia/backoffice/measures.html",
        {
            "year": year,
            "years": [Link(str(each), f"{here}?anno={each}", active=each == year) for each in years],
            "today": _today(measures.pace(today), may_read=may(request.user, "foia.read")),
            "tiles": _tiles(figures, year),
            "months": [
                (str(MONTHS_3[n]), value)
                for n, value in enumerate(figures.per_month, start=1)
                if value is not None
            ],
            "tables": _tables(figures),
            "columns": [_("Voce"), {"label": _("Richieste"), "align": "end"}],
            "answers": topic_queries.published_with_savings(limit=10),
            "answer_columns": [
                _("Risposta per tutti"),
                {"label": _("Proposta"), "align": "end"},
                {"label": _("Richieste evitate"), "align": "end"},
                {"label": _("Ore risparmiate"), "align": "end"},
            ],
        },
    )


def _today(pace: dict[str, Any], *, may_read: bool) -> list[dict[str, Any]]:
    """Each number leads to its requests, for those who may read them."""
    here = reverse("foia_staff:inbox")
    nearest = pace["next_due_on"]
    return [
        {
            "label": _("Richieste da evadere"),
            "value": pace["owed"],
            "url": f"{here}?state=owed" if may_read else "",
            "tone": "neutral",
        },
        {
            "label": _("Richieste in ritardo"),
            "value": pace["late"],
            "url": f"{here}?due=late" if may_read else "",
            "tone": "danger" if pace["late"] else "success",
        },
        {
            "label": _("Prossima scadenza"),
            "value": date_format(nearest, "j M") if nearest else "—",
            "url": "",
            "tone": "neutral",
        },
    ]


def shown(value: float | int | None, unit: str = "") -> str:
    """A figure, or the words for one too small to be shown."""
    if value is None:
        return _("meno di 5")
    return f"{number_format(value, decimal_pos=None if isinstance(value, int) else 1)}{unit}"


def share(value: float | None) -> str:
    return "—" if value is None else f"{number_format(value * 100, decimal_pos=0)} %"


def _tiles(figures: measures.Figures, year: int) -> list[dict[str, Any]]:
    days = _(" giorni")
    return [
        {"label": _("Ricevute"), "value": shown(figures.received)},
        {"label": _("Con risposta"), "value": shown(figures.answered)},
        {"label": _("Nei termini"), "value": share(figures.on_time_share)},
        {
            "label": _("Tempo mediano"),
            "value": shown(figures.median_days, days) if figures.median_days is not None else "—",
        },
        {
            "label": _("Nove su dieci entro"),
            "value": shown(figures.slowest_tenth_days, days)
            if figures.slowest_tenth_days is not None
            else "—",
        },
        {"label": _("Risposte partite in ritardo"), "value": shown(measures.late_answers(year))},
        {"label": _("Con controinteressati"), "value": shown(figures.with_parties)},
        {"label": _("Riesami"), "value": shown(figures.reviews)},
        {"label": _("Riesami che cambiano la decisione"), "value": share(figures.overturned_share)},
        {"label": _("Ricorsi decisi"), "value": shown(figures.appeals)},
        {"label": _("Ricorsi accolti"), "value": share(figures.appeals_won_share)},
        {
            "label": _("Valutazione media (da 1 a 3)"),
            "value": number_format(figures.average_face, 1) if figures.average_face is not None else "—",
        },
    ]


def _tables(figures: measures.Figures) -> list[dict[str, Any]]:
    kinds = dict(AccessRequest.Kind.choices)
    groups: list[tuple[str, Any, Any]] = [
        (_("Per tipo di accesso"), figures.by_kind, lambda code: str(kinds[code])),
        (_("Per esito"), figures.by_outcome, outcome_label),
        (_("Motivi di rifiuto usati"), figures.by_ground, _ground),
    ]
    return [
        {
            "title": title,
            "rows": [(label(code), shown(value)) for code, value in rows.items() if value != 0],
        }
        for title, rows, label in groups
    ]


def _ground(code: str) -> str:
    ground = GROUNDS.get(code)
    return f"{_(ground.wording)} ({ground.article})" if ground else code
