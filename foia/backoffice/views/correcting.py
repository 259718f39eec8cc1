"""Correcting one fact: what is wrong, what is right, and the clock before and after, shown before anything is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foia.actions.legal_steps import CORRECT
from foia.backoffice.access import actor, needs_case
from foia.backoffice.views.case import UNPROCESSABLE, shown_clock
from foia.backoffice.views.doing import CaseDoor
from foia.backoffice.views.tabs.history import fact_words
from foia.forms.legal_steps import CorrectFact
from foia.models import AccessRequest, RecordedFact
from foia.operations import correcting
from foia.operations.concurrency import Stale
from foia.policy import reason_against_correcting
from foia.queries.deadlines import duty, fact_of, reading, reading_if
from foia.rules.correcting import CORRECTABLE
from pasocial.office.people.members.gate import StaffRequest
from pasocial.office.screens.actions import ActionCall
from pasocial.office.screens.actions import operations as actions
from pasocial.office.screens.actions.looking import CONFLICT
from pasocial.refusal import Refused, insist
from pasocial.sentences import long_day, say
from pasocial.sentences.forms import put_refusal


@require_http_methods(["GET", "POST"])
@needs_case("foia.correct")
def correct(request: StaffRequest, access_request: AccessRequest, fact: int) -> HttpResponse:
    """First what would change, then, on a second press, the correction."""
    wrong = fact_of(access_request, fact)
    if wrong is None:
        raise Http404(f"fact {fact}")
    rules = CORRECTABLE.get(wrong.kind)  # type: ignore[call-overload]
    options: dict[str, Any] = {
        "about": access_request,
        "user": request.user,
        "may_void": rules is not None and rules.may_void,
    }
    today = timezone.localdate()
    if request.method == "GET":
        page = _page(request, access_request, wrong, CorrectFact(**options, initial={"on": wrong.on}), today)
        return page
    form = CorrectFact(request.POST, **options)
    if not form.is_valid():
        return _page(request, access_request, wrong, form, today, status=UNPROCESSABLE)
    given = form.cleaned_data
    on = None if given.get("never") else given["on"]
    try:
        insist(reason_against_correcting(request.user, access_request))
        # The button carries the day that was shown: one changed since is shown first.
        if request.POST.get("conferma") != _key(on):
            insist(correcting.reasons_against(access_request, wrong.pk, on, given["why"], today))
            return _page(
                request,
                access_request,
                wrong,
                form,
                today,
                preview=_preview(access_request, wrong, on, today),
            )
        call = ActionCall(
            about=access_request,
            given={"fact": wrong.pk, "on": on, "why": given["why"]},
            user=request.user,
            by=actor(request),
            at=timezone.now(),
            version=given.get("version"),
        )
        planned = actions.prepare(action=CORRECT, call=call)
        if planned is not None:
            return redirect(CaseDoor(request, access_request).look_address(planned))
    except Stale as stale:
        form.on_top_of(stale.current.version)
        form.add_error(None, say(stale.refusal))
        return _page(request, access_request, wrong, form, today, status=CONFLICT)
    except Refused as refused:
        put_refusal(form, refused)
        return _page(request, access_request, wrong, form, today, status=UNPROCESSABLE)
    messages.success(request, str(CORRECT.done))
    return redirect(reverse("foia_staff:case_tab", args=[access_request.pk, "storia"]) + "#fatti")


def _preview(
    access_request: AccessRequest, wrong: RecordedFact, on: date | None, today: date
) -> dict[str, Any]:
    clock, again = reading_if(access_request, wrong.pk, on, today)
    before = shown_clock(reading(access_request, today), duty(access_request, today))
    after = shown_clock(clock, again)
    moves = before["due_on"] != after["due_on"]
    return {"before": before, "after": after, "moves": moves, "key": _key(on)}


def _key(on: date | None) -> str:
    return on.isoformat() if on else "mai"


def _page(
    request: HttpRequest,
    access_request: AccessRequest,
    wrong: RecordedFact,
    form: CorrectFact,
    today: date,
    *,
    status: int = 200,
    preview: dict[str, Any] | None = None,
) -> HttpResponse:
    here = reverse("foia_staff:case_tab", args=[access_request.pk, "storia"])
    facts = [
        (_("Che cosa"), fact_words().get(wrong.kind, wrong.kind)),
        (_("Giorno registrato"), wrong.on),
        (_("Controinteressato"), wrong.party.name if wrong.party else ""),
    ]
    return render(
        request,
        "foia/backoffice/correct_fact.html",
        {
            "case": access_request,
            "trail": [
                (_("Richieste"), reverse("foia_staff:inbox")),
                (access_request.number, reverse("foia_staff:case", args=[access_request.pk])),
                (_("Storia"), here),
            ],
            "form": form,
            "fact": wrong,
            "facts": [(label, _day(value)) for label, value in facts if value],
            "preview": preview,
            "back": here,
        },
        status=status,
    )


def _day(value: Any) -> Any:
    return long_day(value) if isinstance(value, date) else value
