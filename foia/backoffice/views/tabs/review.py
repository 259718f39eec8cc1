"""The review as the transparency officer decides it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foia.backoffice.views import appeals
from foia.backoffice.views.case import CasePage, shown_lines, tab
from foia.models import Review
from foia.queries.reviews import decider_of, hearing_of
from foia.rules.review import (
    reason_against_asking_garante,
    reason_against_garante_opinion,
    reason_against_open_review,
    reasons_against_deciding_review,
)
from foia.rules.states import State
from pasocial.sentences import long_day as day
from pasocial.sentences import say_all


@tab("riesame", "foia/backoffice/case_review.html")
def review(page: CasePage) -> dict[str, Any]:
    found: Review | None = page.case.review
    others = appeals.shown(page)
    if found is None:
        return {"review": None, **others}
    forms: dict[str, Any] = others.pop("forms")
    against = ""
    against_deciding: list[str] = []
    open_ = reason_against_open_review(State(page.access_request.state), not found.decided_at) is None
    if open_ and page.reviews:
        found.request = page.access_request
        hearing = hearing_of(found, page.today)
        decider = decider_of(found, page.request.user.pk)
        against_deciding = say_all(reasons_against_deciding_review(decider, hearing))
        forms["decidi-riesame"] = page.form("decidi-riesame")
        if reason_against_asking_garante(found.garante_asked_on) is None:
            forms["chiedi-garante"] = page.form("chiedi-garante", on=page.today)
        elif reason_against_garante_opinion(found.garante_asked_on, found.garante_opinion_on) is None:
            forms["parere-garante"] = page.form("parere-garante", on=page.today)
        forms["affida-riesame"] = page.form("affida-riesame")
    elif open_:
        against = _("Il riesame lo decide il responsabile della trasparenza (RPCT).")
    clock = page.case.review_clock
    facts = [
        (_("Presentato il"), day(found.filed_on)),
        (_("In tempo"), _("no, oltre 30 giorni dalla risposta") if found.late_filing else _("sì")),
        (_("Scadenza"), day(found.due_on)),
        (_("Parere chiesto al Garante il"), day(found.garante_asked_on)),
        (_("Parere ricevuto il"), day(found.garante_opinion_on)),
        (_("Esito"), found.get_outcome_display() if found.outcome else ""),
        (_("Affidato a"), str(found.entrusted_to or "")),
        (_("Deciso da"), str(found.decided_by or "")),
    ]
    return {
        **others,
        "forms": forms,
        "review_against": against,
        "against_deciding": against_deciding,
        "review": {
            "facts": [(label, value) for label, value in facts if value],
            "grounds": found.grounds,
            "reasons": found.reasons,
            "due_on": found.due_on,
            "days_left": (found.due_on - page.today).days if open_ else None,
            "clock_state": "running" if open_ else "stopped",
            "lines": shown_lines(clock.lines) if clock is not None else [],
        },
    }
