"""What every step of an answer asks first: is there a decision, is it complete, may its files leave?"""

from __future__ import annotations

from datetime import datetime

from foia.models import Decision, Request
from foia.queries.decisions import as_draft, case_files, items_of
from foia.queries.releases import reasons_against_releasing as reasons_against_releasing
from foia.rules.case_steps import reason_against_drafting
from foia.rules.clock import Clock
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import reasons_against_decision
from foia.rules.reopening import reason_against_effect
from foia.rules.states import State
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date


def decision_of(request: Request) -> Decision:
    """The newest one: those before it have left, and are never written again."""
    decision = Decision.objects.select_for_update().filter(request=request).order_by("-number").first()
    if decision is None:
        insist(Refusal("no_decision", _("Non c'è ancora una decisione: preparala prima.")))
    assert decision is not None
    decision.request = request
    return decision


def faults(request: Request, decision: Decision, clock: Clock, at: datetime) -> list[Refusal]:
    missing = reason_against_effect(decision.number, decision.effect)
    return [
        *([missing] if missing else []),
        *reasons_against_decision(
            as_draft(request, decision), clock, AccessKind(request.kind), today=local_date(at)
        ),
        *reasons_against_releasing(decision),
    ]


def frozen() -> Refusal:
    reason = reason_against_drafting(State.IN_PROGRESS, frozen=True)
    assert reason is not None
    return reason


def reasons_against_files(request: Request, decision: Decision) -> list[Refusal]:
    """No file leaves that is missing, dangerous or not looked at yet by the malware scan.

    Whether everybody may read it is for `reasons_against_releasing`, asked beside this.
    """
    known = {str(file.public_id): file for file in case_files(request)}
    reasons = []
    for item in items_of(decision):
        if not item.file or not item.released:
            continue
        file = known.get(item.file)
        if file is None:
            reasons.append(
                Refusal(
                    "file_gone",
                    _("Il file di «{title}» non c'è più: caricalo di nuovo."),
                    "items",
                    {"title": item.title},
                )
            )
        elif file.scan in ("waiting", "infected"):
            words = (
                _("«{title}» contiene software dannoso: non può partire.")
                if file.scan == "infected"
                else _("«{title}» non è ancora stato controllato: riprova tra poco.")
            )
            reasons.append(Refusal(f"file_{file.scan}", words, "items", {"title": item.title}))
    return reasons
