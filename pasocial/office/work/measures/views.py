"""How far each desk keeps its promises, for those who answer for all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pasocial.cleaning import whole_number
from pasocial.design.shell import Link
from pasocial.office.people.members.gate import needs
from pasocial.office.work.measures.queries import Measured, all_measured

YEARS = 5


@needs("office.read_measures")
@require_GET
def measures(request: HttpRequest) -> HttpResponse:
    """The year asked for beside the one before; two queries a measure."""
    this_year = timezone.localdate().year
    year = whole_number(request.GET.get("anno"), this_year - YEARS + 1, this_year) or this_year
    years = (year, year - 1)
    found = [all_measured(date(each, 1, 1), date(each, 12, 31)) for each in years]
    here = reverse("office:measures")
    return render(
        request,
        "office/measures.html",
        {
            "years": [
                Link(str(each), f"{here}?anno={each}", active=each == year)
                for each in range(this_year, this_year - YEARS, -1)
            ],
            "columns": [
                _("Promessa"),
                _("Redazione"),
                _("È meglio se"),
                *({"label": str(each), "align": "end"} for each in years),
            ],
            "rows": [_row(each) for each in zip(*found, strict=True)],
            "trail": [(_("Oggi"), reverse("office:dashboard"))],
        },
    )


def _row(values: tuple[Measured, ...]) -> dict[str, Any]:
    first = values[0]
    return {
        "label": first.label,
        "desk": first.desk_name,
        "better": _("cresce") if first.better == "higher" else _("cala"),
        "values": [{"value": _value(each), "of": _of(each)} for each in values],
    }


def _value(measured: Measured) -> str:
    """As a person writes it: "87 %", "12,5"; a dash where there was nothing to count."""
    if measured.value is None:
        return "—"
    if measured.unit == "share":
        return f"{round(measured.value * 100)} %"
    return number_format(round(measured.value, 1))


def _of(measured: Measured) -> str:
    if measured.unit == "number" or not measured.denominator:
        return ""
    return _("su %(cases)s") % {"cases": number_format(measured.denominator)}
