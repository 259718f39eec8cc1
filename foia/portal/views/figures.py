"""Yearly figures for everyone; numbers too small to hide a person are not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foia.queries.measures import Figures, figures, overdue, years
from foia.rules.kinds import KINDS, AccessKind
from foia.rules.outcomes import GROUNDS, OUTCOMES, Outcome
from pasocial.cleaning import whole_number
from pasocial.design.shell import Link
from pasocial.page_cache import same_for_everyone
from pasocial.timekeeping.zone import local_date

# Older years stand in a line below: eight tabs are no choice.
YEARS_IN_TABS = 4


@dataclass(frozen=True)
class Tile:
    """One figure with its words."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """Rows of a chart and of its table; `hidden` names what is too small to show."""

    id: str
    title: str
    rows: list[tuple[str, int]]
    heading: str
    hidden: str
    kind: str = "bar"


@same_for_everyone("foia.figures")
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """One year's figures; `?anno=` chooses another year in which something was asked."""
    known = years()
    today = local_date(timezone.now())
    this_year = today.year
    year = known[0] if known else this_year
    if asked := request.GET.get("anno", ""):
        chosen = whole_number(asked, 1, 9999)
        if chosen not in {*known, this_year}:
            raise Http404
        year = chosen
    found = figures(year)
    return render(
        request,
        "foia/portal/statistics.html",
        {
            "year": year,
            "year_links": [
                Link(str(one), f"?anno={one}", active=one == year) for one in known[:YEARS_IN_TABS]
            ],
            "older_links": [
                Link(str(one), f"?anno={one}", active=one == year) for one in known[YEARS_IN_TABS:]
            ],
            "empty": not found.received,
            "tiles": _tiles(found, overdue(year, today)),
            "charts": [
                chart
                for chart in _charts(found, months=today.month if year == this_year else 12)
                if chart.rows or chart.hidden
            ],
        },
    )


def _or_few(value: float | None, words: Callable[[Any], str]) -> str:
    return words(value) if value is not None else "—"


def _percent(share: Any) -> str:
    return f"{number_format(share * 100, 0)}%"


def _tiles(found: Figures, overdue_now: int) -> list[Tile]:
    few = _("troppo pochi casi per dirlo")
    rows: list[tuple[str, float | None, Callable[[Any], str], str]] = [
        (_("Richieste ricevute"), found.received, str, ""),
        (_("Con risposta"), found.answered, str, ""),
        (_("Risposte nei termini"), found.on_time_share, _percent, _("delle risposte date")),
        (_("Senza risposta oltre il termine"), overdue_now, str, _("oggi")),
        (
            _("Giorni per rispondere"),
            found.median_days,
            lambda days: number_format(days, 0),
            _("metà delle risposte arriva prima"),
        ),
        (
            _("Nove risposte su dieci entro"),
            found.slowest_tenth_days,
            lambda days: _("%(days)s giorni") % {"days": days},
            "",
        ),
        (_("Con terzi avvisati"), found.with_parties, str, ""),
        (_("Riesami chiesti"), found.reviews, str, ""),
        (_("Riesami accolti, anche in parte"), found.overturned_share, _percent, ""),
        (
            _("Ricorsi decisi"),
            found.appeals,
            str,
            _("dal difensore civico, dal TAR o dal Consiglio di Stato"),
        ),
        (_("Ricorsi accolti"), found.appeals_won_share, _percent, ""),
    ]
    return [
        Tile(label, _or_few(value, words), note if value is not None else few)
        for label, value, words, note in rows
    ]


def _charts(found: Figures, *, months: int) -> list[Chart]:
    """`months`: how many of the year have begun; of the others there is nothing to tell, not even zero."""
    per_month = {
        date_format(date(found.year, month, 1), "M"): number
        for month, number in enumerate(found.per_month[:months], start=1)
    }
    kinds = {_(KINDS[AccessKind(kind)].label): number for kind, number in found.by_kind.items()}
    outcomes = {_(OUTCOMES[Outcome(one)].label): number for one, number in found.by_outcome.items()}
    grounds = {
        _(GROUNDS[code].wording): number for code, number in found.by_ground.items() if code in GROUNDS
    }
    return [
        _chart("mesi", _("Richieste ricevute per mese"), per_month, _("Mese"), keep_zero=True),
        _chart("esiti", _("Come sono finite"), outcomes, _("Esito")),
        _chart("tipi", _("Per tipo di accesso"), kinds, _("Tipo di accesso")),
        _chart("motivi", _("Perché qualcosa non è stato consegnato"), grounds, _("Motivo di legge")),
    ]


def _chart(
    key: str, title: str, numbers: Mapping[str, int | None], heading: str, *, keep_zero: bool = False
) -> Chart:
    rows = [(label, number) for label, number in numbers.items() if number or (keep_zero and number == 0)]
    hidden = [label for label, number in numbers.items() if number is None]
    words = (
        _("Meno di cinque casi, non mostrati: %(names)s.") % {"names": ", ".join(hidden)} if hidden else ""
    )
    return Chart(f"grafico-{key}", title, [(label, int(n or 0)) for label, n in rows], heading, words)
