"""The review as the transparency officer decides it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foia.backoffice.views.case import CasePage, shown_lines, tab
from foia.models import Review
from foia.rules.states import State
from pasocial.design.presentation import long_day as day


@tab("riesame", "foia/backoffice/case_review.html")
def review(page: CasePage) -> dict[str, Any]:
    found: Review | None = page.case.review
    if found is None:
        return {"review": None}
    forms = {}
    against = ""
    open_ = not found.decided_at and page.request.state == State.UNDER_REVIEW
    if open_ and page.may("foia.review"):
        forms["decidi-riesame"] = page.form("decidi-riesame")
        if not found.garante_asked_on:
            forms["chiedi-garante"] = page.form("chiedi-garante", on=page.today)
        elif not found.garante_opinion_on:
            forms["parere-garante"] = page.form("parere-garante", on=page.today)
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
        (_("Deciso da"), str(found.decided_by or "")),
    ]
    return {
        "forms": forms,
        "review_against": against,
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
