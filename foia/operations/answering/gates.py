"""What every step of an answer asks first: is there a decision, is it complete, may its files leave?"""

from __future__ import annotations

from datetime import datetime

from foia.models import AccessRequest, Decision
from foia.queries.decisions import as_draft, case_files, items_of
from foia.queries.releases import reasons_against_releasing as reasons_against_releasing
from foia.rules import answering as rules
from foia.rules.clock import Clock
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import reasons_against_decision
from foia.rules.reopening import reason_against_effect
from pasocial.refusal import Refusal, insist
from pasocial.timekeeping import local_date

# What may still be written.
EDITABLE = (Decision.State.DRAFT, Decision.State.RETURNED)


def decision_of(request: AccessRequest) -> Decision:
    """The newest one: those before it have left, and are never written again."""
    decision = Decision.objects.select_for_update().filter(request=request).order_by("-number").first()
    insist(rules.reason_against_no_decision(there=decision is not None))
    assert decision is not None
    decision.request = request
    return decision


def faults(request: AccessRequest, decision: Decision, clock: Clock, at: datetime) -> list[Refusal]:
    missing = reason_against_effect(decision.number, decision.effect)
    return [
        *([missing] if missing else []),
        *reasons_against_decision(
            as_draft(request, decision), clock, AccessKind(request.kind), today=local_date(at)
        ),
        *reasons_against_releasing(decision),
    ]


def reasons_against_files(request: AccessRequest, decision: Decision) -> list[Refusal]:
    """No file leaves that is missing, dangerous or not looked at yet by the malware scan.

    Whether everybody may read it is for `reasons_against_releasing`, asked beside this.
    """
    scans = {str(file.public_id): file.scan for file in case_files(request)}
    return rules.reasons_against_files(items_of(decision), scans)
