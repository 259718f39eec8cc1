"""The sealed trail: who did what, searched and verified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from pasocial.coordinator import forms
from pasocial.office.people.identity.queries import names_of
from pasocial.office.people.members import queries as people
from pasocial.office.people.members.gate import needs
from pasocial.office.record import registry
from pasocial.office.record.trail import queries as history
from pasocial.office.screens import things
from pasocial.outgoing import csv_lines, json_text

# Who acted, where it was no member of the office.
ACTORS = {
    "staff": gettext_lazy("una persona dell'ufficio"),
    "citizen": gettext_lazy("una cittadina o un cittadino"),
    "machine": gettext_lazy("un programma"),
    "system": gettext_lazy("il sistema"),
}


# Fields whose old and new values operations note, as people call them.
FIELDS = {
    "": gettext_lazy("valore"),
    "due": gettext_lazy("scadenza"),
    "role": gettext_lazy("ruolo"),
    "office": gettext_lazy("ufficio"),
    "name": gettext_lazy("nome"),
    "level": gettext_lazy("livello"),
    "parent_id": gettext_lazy("fa parte di"),
    "head_id": gettext_lazy("responsabile"),
    "mailbox": gettext_lazy("casella"),
    "closed": gettext_lazy("chiuso"),
}
ROLES = dict([*people.DESK_ROLES, *people.OFFICE_ROLES])
PER_PAGE = 50
# A colleague's name may fit many; as many as these are looked for.
MOST_PERSONS = 200


@needs("office.read_trail")
@require_GET
def trail_page(request: HttpRequest) -> HttpResponse:
    """Who did what to what, newest first, as narrowed; and the last seal. As many queries for one row as for fifty."""
    form = forms.TrailFilters(request.GET)
    page = Paginator(_entries(form), PER_PAGE).get_page(request.GET.get("page"))
    question = request.GET.copy()
    question.pop("page", None)
    return render(
        request,
        "coordinator/trail.html",
        {
            "form": form,
            "page": page,
            "rows": list(_rows(list(page))),
            "question": question.urlencode(),
            "seal": history.last_seal(),
            "seals": history.seal_count(),
        },
    )


@needs("office.read_trail")
@require_GET
def trail_csv(request: HttpRequest) -> HttpResponseBase:
    """The entries that the same filters leave, whole, with what each noted."""

    def lines() -> Iterator[list[object]]:
        entries = _entries(forms.TrailFilters(request.GET)).iterator(chunk_size=1000)
        while batch := list(islice(entries, 1000)):
            for row in _rows(batch):
                entry = row["entry"]
                yield [
                    entry.pk,
                    timezone.localtime(entry.happened_at).isoformat(timespec="seconds"),
                    row["what"],
                    entry.event,
                    row["thing"],
                    entry.about,
                    row["who"],
                    "; ".join(f"{name}: {old} → {new}" for name, old, new in row["changed"]),
                    json_text(entry.note),
                ]

    heading = [
        "voce",
        "quando",
        "che_cosa",
        "evento",
        "su_che_cosa",
        "riferimento",
        "chi",
        "prima_e_dopo",
        "nota",
    ]
    answer = StreamingHttpResponse(csv_lines(heading, lines()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="traccia.csv"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _entries(form: forms.TrailFilters) -> QuerySet[Any]:
    told = form.told()
    about = user_ids = None
    if words := told["q"]:
        about = {words} | {one.key for one in things.found(words)}
        about |= {part for one in things.found(words) for part in one.things}
    if name := told["who"]:
        user_ids = people.ids_called(name, MOST_PERSONS)
    return history.entries_like(
        about=about,
        user_ids=user_ids,
        event=told["event"],
        desk=told["desk"],
        since=start_of(told["dal"]) if told["dal"] else None,
        until=start_of(told["al"] + timedelta(days=1)) if told["al"] else None,
    )


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _rows(entries: list[Any]) -> Iterator[dict[str, Any]]:
    names = names_of(entry.user_id for entry in entries)
    called = things.called({entry.about for entry in entries})
    words = registry.event_words()
    for entry in entries:
        yield {
            "entry": entry,
            "who": names.get(entry.user_id or 0) or str(ACTORS.get(entry.actor_kind, entry.actor_kind)),
            "what": str(words.get(entry.event, entry.event)),
            "thing": called.get(entry.about, entry.about),
            # Only what is called something has a page.
            "url": reverse("office:about", args=[entry.about]) if entry.about in called else "",
            "changed": list(_changed(entry.note)),
        }


def _changed(note: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What the operation noted as changed: the field, its old value and its new one, in words."""
    noted = note.get("changed")
    pairs = dict(noted) if isinstance(noted, dict) else {}
    for key in note:
        # Notes of days and kinds that moved: `due_from` and `due_to`, `from` and `to`.
        if key.endswith("from") and (other := f"{key.removesuffix('from')}to") in note:
            pairs[key.removesuffix("from").rstrip("_")] = [note[key], note[other]]
    for name, pair in pairs.items():
        declared = registry.declared_settings().get(name)
        yield str(declared.label if declared else FIELDS.get(name, name)), _told(pair[0]), _told(pair[1])


def _told(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    return str(ROLES.get(value, value)) if isinstance(value, str) else str(value)


@needs("office.read_trail")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recomputes every seal now."""
    found = list(history.faults())
    if found:
        messages.error(
            request,
            _("La traccia è stata alterata in %(n)s punti: il primo è fra le voci %(first)s e %(last)s.")
            % {"n": len(found), "first": found[0].first_id, "last": found[0].last_id},
        )
    else:
        messages.success(request, _("La traccia è integra: ogni sigillo corrisponde."))
    return redirect("coordinator_trail")
