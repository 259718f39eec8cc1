"""Who opened a person's data: found by her name, by day; for the coordinator, the RPCT and the DPO, who are recorded too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pasocial.design.clean_forms import CleanForm
from pasocial.design.widgets import CalendarDate
from pasocial.office.people.access_log import operations, queries
from pasocial.office.people.access_log.models import AccessRecord
from pasocial.office.people.identity.queries import names_of
from pasocial.office.people.members.gate import StaffRequest, needs
from pasocial.office.record.registry import FoundThing
from pasocial.office.record.settings_store.queries import value
from pasocial.office.screens import things
from pasocial.outgoing import csv_lines

PER_PAGE = 50
PERMISSION = "office.read_access_log"


class Asked(CleanForm):
    """Whom to look for, whom of those found, and between which days."""

    q = forms.CharField(
        label=gettext_lazy("Nome, indirizzo o codice fiscale della persona, o numero del caso"),
        max_length=100,
        required=False,
    )
    chi = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    dal = forms.DateField(label=gettext_lazy("Dal giorno"), required=False, widget=CalendarDate)
    al = forms.DateField(label=gettext_lazy("Al giorno"), required=False, widget=CalendarDate)

    def told(self, name: str) -> Any:
        """What was asked and understood; the rest of a forged address is ignored."""
        return self.cleaned_data.get(name) or None


@needs(PERMISSION)
@require_GET
def access_log(request: StaffRequest) -> HttpResponse:
    """First the persons whom the words name; of the one chosen, every opening of what holds her data."""
    form, found, chosen = _asked(request)
    shown: dict[str, Any] = {
        "form": form,
        "words": form.told("q") or "",
        "found": found,
        "chosen": chosen,
        "days": value("access_log_days"),
        "columns": [_("Quando"), _("Chi"), _("Che cosa"), _("Come")],
        "trail": [(_("Oggi"), reverse("office:dashboard"))],
    }
    if chosen is not None:
        _note_reading(request, chosen)
        page = Paginator(_openings(form, chosen), PER_PAGE).get_page(request.GET.get("page"))
        shown |= {"page": page, "rows": list(_rows(list(page)))}
        query = request.GET.copy()
        query.pop("page", None)
        shown["query"] = query.urlencode()
    return render(request, "office/access_log.html", shown)


@needs(PERMISSION)
@require_GET
def access_log_csv(request: StaffRequest) -> HttpResponseBase:
    """The same, whole, as a table."""
    form, _found, chosen = _asked(request)
    if chosen is None:
        raise Http404
    _note_reading(request, chosen)

    def lines() -> Iterator[list[object]]:
        records = _openings(form, chosen).iterator(chunk_size=1000)
        batch: list[AccessRecord] = []
        for one in records:
            batch.append(one)
            if len(batch) == 1000:
                yield from map(_cells, _rows(batch))
                batch = []
        yield from map(_cells, _rows(batch))

    heading = ["quando", "chi", "riferimento", "che_cosa", "come", "file"]
    answer = StreamingHttpResponse(csv_lines(heading, lines()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="accessi.csv"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _cells(row: dict[str, Any]) -> list[object]:
    one = row["record"]
    local = timezone.localtime(one.opened_at).isoformat(timespec="seconds")
    return [local, row["who"], one.about, row["what"], one.get_door_display(), one.part]


def _asked(request: StaffRequest) -> tuple[Asked, list[FoundThing], FoundThing | None]:
    form = Asked(request.GET)
    form.is_valid()
    found = things.found(form.told("q") or "")
    return form, found, next((one for one in found if one.key == form.told("chi")), None)


def _openings(form: Asked, chosen: FoundThing) -> Any:
    first, last = form.told("dal"), form.told("al")
    return queries.openings_of(
        {chosen.key, *chosen.things},
        since=_midnight(first) if first else None,
        until=_midnight(last + timedelta(days=1)) if last else None,
    )


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(records: list[AccessRecord]) -> Iterator[dict[str, Any]]:
    names = names_of(one.user_id for one in records)
    words = things.called({one.about for one in records})
    for one in records:
        yield {
            "record": one,
            "who": names.get(one.user_id, f"user:{one.user_id}"),
            "what": words.get(one.about, one.about),
        }


def _note_reading(request: StaffRequest, chosen: FoundThing) -> None:
    """Whoever looks up who looked is looked up too."""
    operations.note_opening(user_id=request.user.pk, about=chosen.key, at=timezone.now(), door=operations.LOG)
