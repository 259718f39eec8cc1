"""What a decision tab says of a reopened case, and the form that reopens a decided one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from foia.queries.deadlines import standing
from foia.rules.case_steps import reason_against_contesting
from foia.rules.facts import REOPENED, Basis
from foia.rules.reopening import BASIS_LABELS, reason_against_reopening_now
from foia.rules.states import OPEN, State
from pasocial.sentences import long_day

if TYPE_CHECKING:
    from foia.backoffice.views.case import CasePage


def shown(page: CasePage) -> dict[str, Any]:
    """`reopened`: why a new decision is owed, while it is; `forms`: how a decided case is taken up again, how a lost
    appeal is noted."""
    forms: dict[str, Any] = {}
    if page.may("foia.reopen") and not reason_against_reopening_now(
        State(page.access_request.state), Basis.OWN_ERROR
    ):
        forms["riapri"] = page.form("riapri", on=page.today, basis="own_error")
    contested = reason_against_contesting(
        State(page.access_request.state),
        answered=page.access_request.answered_on is not None,
        due_on=page.access_request.due_on,
        today=page.today,
    )
    if page.may("foia.reopen") and contested is None:
        forms["ricorso-respinto"] = page.form("ricorso-respinto", on=page.today)
    return {"forms": forms, "reopened": _why(page)}


def _why(page: CasePage) -> dict[str, str] | None:
    duty = page.case.duty
    if duty is None or not duty.open or page.access_request.state not in OPEN:
        return None
    opening = [fact for fact in standing(page.case.facts) if fact.kind in REOPENED][-1]
    return {
        "title": _("Serve una nuova decisione entro %(day)s") % {"day": long_day(duty.due_on)},
        "basis": _(BASIS_LABELS[duty.basis]),
        "why": str(opening.detail.get("why", "")),
    }
