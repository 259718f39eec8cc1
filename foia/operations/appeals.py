"""An appeal that the applicant lost before the ombudsman or the court: the decision stands, nothing is decided again.

One that she won is recorded by `foia.operations.reopening.reopen_case`, which opens the case for a new decision.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from foia.models import AccessRequest
from foia.operations.concurrency import hold, keep
from foia.operations.facts import add_fact
from foia.operations.publication import note_remedy
from foia.rules.appeals import REJECTED, reason_against_judge, reasons_against_rejected_appeal
from foia.rules.case_steps import reason_against_contesting
from foia.rules.facts import Basis
from foia.rules.filing import clean_text
from foia.rules.states import State
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


@transaction.atomic
def record_rejected_appeal(
    *,
    request_id: int,
    judge: Basis | str,
    why: str,
    on: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> AccessRequest:
    """Notes the day and the words; a ruling goes beside the register's line (C2 Annex 3: court, day and outcome).

    The state stays. An answered case is not closed before the next remedy's time is over: after the ombudsman the
    court can still be asked for thirty days (D.Lgs. 33/2013 art. 5(8)), after the court the higher one (c.p.a. 116(5)).
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_judge(judge))
    today = local_date(at)
    insist(
        reason_against_contesting(
            State(request.state),
            answered=request.answered_on is not None,
            due_on=request.due_on,
            today=today,
        )
    )
    day, text = on or today, clean_text(why)
    insist(
        reasons_against_rejected_appeal(
            State(request.state), text, on=day, received_on=request.received_on, today=today
        )
    )
    add_fact(request=request, kind=REJECTED[Basis(judge)], on=day, at=at, detail={"why": text})
    if judge == Basis.COURT:
        note_remedy(request=request, court="refused", on=day)
    keep(request)
    record(
        event=FoiaEvent.APPEAL_REJECTED,
        about=request.about,
        by=by,
        at=at,
        note={"judge": str(judge), "on": day.isoformat()},
    )
    return request
