"""How recurring topics go: what rises towards the flag, what is public and what it spared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs
from foia.queries import trend as queries


@require_GET
@needs("foia.read_topics")
def show(request: HttpRequest) -> HttpResponse:
    found = queries.trend(timezone.localdate())
    board = reverse("foia_staff:topics")

    def monthly(rows: tuple[tuple[Any, int], ...]) -> list[tuple[str, int]]:
        return [(date_format(month, "M y").lower(), number) for month, number in rows]

    context = {
        "trail": [(_("Temi ricorrenti"), board)],
        "tiles": [
            (_("Da decidere"), found.waiting, board + "?segnalazione=hard&decisione=open"),
            (_("Da osservare"), found.observed, board + "?segnalazione=soft"),
            (_("Richieste evitate"), found.avoided, ""),
            (_("Ore risparmiate (stima)"), number_format(found.hours, 1 if found.hours % 1 else 0), ""),
        ],
        "hours_note": _("Stima: %(hours)s ore per ogni richiesta evitata, come stabilito nelle impostazioni.")
        % {"hours": number_format(found.hours_each, 1 if found.hours_each % 1 else 0)},
        "rising": [
            {
                "title": pace.topic.title,
                "url": reverse("foia_staff:topic", args=[pace.topic.pk]),
                "recent": pace.recent,
                "persons": pace.topic.persons_in_window,
                "months": _months(pace.months_to_flag),
            }
            for pace in found.rising
        ],
        "rising_columns": [
            _("Tema"),
            {"label": _("Richieste in 90 giorni"), "align": "end"},
            {"label": _("Persone nell'anno"), "align": "end"},
            _("Alla segnalazione, di questo passo"),
        ],
        "rising_chart": [(pace.topic.title[:40], pace.recent) for pace in found.rising],
        # Only those that come nearer: a topic that one person asks again and again has no number of months.
        "months_chart": [
            (pace.topic.title[:40], pace.months_to_flag)
            for pace in found.rising
            if pace.months_to_flag is not None
        ],
        "published": found.published,
        "published_columns": [
            _("Risposta"),
            {"label": _("Proposta a chi scriveva"), "align": "end"},
            {"label": _("Richieste evitate"), "align": "end"},
            {"label": _("Ore risparmiate"), "align": "end"},
        ],
        "asked": monthly(found.asked_by_month),
        "flagged": monthly(found.flagged_by_month),
        "avoided": monthly(found.avoided_by_month),
    }
    return render(request, "foia/backoffice/topics_trend.html", context)


def _months(months: float | None) -> str:
    if months is None:
        return _("non si avvicina")
    if months < 1:
        return _("meno di un mese")
    if months == 1:
        return _("circa un mese")
    return _("circa %(months)s mesi") % {"months": number_format(months, 1 if months % 1 else 0)}
