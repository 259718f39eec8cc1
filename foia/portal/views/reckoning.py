"""When is an answer due? Reckoned for anybody, from days typed in the address, by the rules that bind the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foia.portal.forms import Reckoning
from foia.rules.clock import Clock, read_clock
from foia.rules.kinds import rules_of
from pasocial.office.record.settings_store.queries import patron_day
from pasocial.sentences import show, shown_lines
from pasocial.timekeeping import local_date


@require_safe
def when(request: HttpRequest) -> HttpResponse:
    """Open to everybody, signed in or not. Nothing is stored: the address is the whole calculation and can be sent on."""
    asked = "ricevuta" in request.GET
    today = local_date(timezone.now())
    form = Reckoning(request.GET) if asked else Reckoning(initial=_start(request))
    context = {"form": form, "asked": asked, "clock": None}
    if asked and form.is_valid():
        clock = read_clock(form.kind, form.facts(), today, patron_day())
        context |= {
            "clock": clock,
            "clock_state": "stopped" if clock.ended_on else "paused" if clock.paused else "running",
            "clock_note": _note(clock),
            "lines": shown_lines(clock.lines),
            "alerts": shown_lines(clock.alerts),
            "kind_name": _(rules_of(form.kind).label),
            "base": rules_of(form.kind).base,
            "link": request.build_absolute_uri(),
        }
    return render(request, "foia/portal/when.html", context, status=422 if asked and form.errors else 200)


def _start(request: HttpRequest) -> dict[str, str]:
    """A kind named in a link is already chosen."""
    kind = request.GET.get("tipo", "")
    return {"tipo": kind} if kind in dict(Reckoning.base_fields["tipo"].choices) else {}  # type: ignore[attr-defined]


def _note(clock: Clock) -> str:
    if clock.ended_on:
        words = _("Risposta %(day)s: in tempo.") if clock.on_time else _("Risposta %(day)s: fuori tempo.")
        return words % {"day": show(clock.ended_on)}
    if clock.late:
        return _("Il termine è passato: la risposta è ancora dovuta.")
    return ""
