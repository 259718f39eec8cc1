"""A decision is written, completed and put before the head, who may send it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext, override

from foia.models import AccessRequest, Decision, ReleaseItem
from foia.operations.answering.gates import EDITABLE, decision_of, faults
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, refold
from foia.queries.approvals import DECISION, version_of
from foia.queries.deadlines import duty
from foia.queries.decisions import case_files, default_review_office, snapshot_of
from foia.queries.releases import released_ids
from foia.rules.answering import (
    reason_against_returning,
    reason_against_rewriting,
    reason_against_writing,
    reasons_against_items,
    reasons_against_texts,
)
from foia.rules.clock import Clock
from foia.rules.filing import clean_line, clean_text
from foia.rules.outcomes import (
    ItemDraft,
    Outcome,
    reason_against_deciding_now,
)
from foia.rules.states import State, Verb, reason_against_transition
from foia.wording import FoiaEvent
from pasocial.office.files.attachments.inspecting import ask_for_reading
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.approvals import operations as approvals
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


@transaction.atomic
def draft_decision(
    *,
    request_id: int,
    outcome: Outcome | str,
    reasons: str,
    items: Sequence[ItemDraft] = (),
    answer_text: str = "",
    publication_url: str = "",
    transience: str = "",
    earlier_request: str = "",
    review_office: str = "",
    deferred_until: date | None = None,
    deferred_event: str = "",
    effect: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Decision:
    """Writes or rewrites the draft of the decision; it may still be incomplete. The items replace the former ones.

    In a reopened case it is a new decision, with the next number; `effect` says what it is to the one before.
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_writing(State(request.state), str(outcome)))
    lines = _cleaned(items)
    insist(
        [
            *reasons_against_items(lines, {str(file.public_id) for file in case_files(request)}),
            *reasons_against_texts(reasons, answer_text, transience, publication_url),
        ]
    )
    decision = _to_write(request, at)
    insist(reason_against_rewriting(editable=decision.pk is None or decision.state in EDITABLE))
    decision.effect = effect if decision.number > 1 and effect in Decision.Effect.values else ""
    decision.outcome = str(Outcome(outcome))
    decision.reasons = clean_text(reasons)
    decision.answer_text = clean_text(answer_text)
    decision.publication_url = clean_line(publication_url)
    decision.transience = clean_text(transience)
    decision.earlier_request = clean_line(earlier_request)[:60]
    with override(request.language):
        decision.review_office = clean_line(review_office)[:200] or default_review_office()
    decision.deferred_until = deferred_until
    decision.deferred_event = clean_line(deferred_event)[:250]
    decision.state = Decision.State.DRAFT
    decision.drafted_by_id = by.user_id
    decision.drafted_at = at
    if decision.pk:
        decision.version += 1
    decision.save()
    decision.items.all().delete()
    ReleaseItem.objects.bulk_create(
        ReleaseItem(
            decision=decision,
            title=line.title,
            file=line.file or None,
            disclosure=str(line.disclosure),
            partial=line.partial,
            ground=line.ground,
            reason=line.reason,
        )
        for line in lines
    )
    # What somebody outside will get is read while the draft is still a draft; for everybody it must be.
    ask_for_reading(public_ids=released_ids(decision), by=by, at=at)
    keep(request)
    record(
        event=FoiaEvent.DECISION_DRAFTED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "items": len(lines)},
    )
    return decision


def _to_write(request: AccessRequest, at: datetime) -> Decision:
    """The decision being prepared; after one that was sent, the next."""
    newest = Decision.objects.select_for_update().filter(request=request).order_by("-number").first()
    if newest is not None and newest.state != Decision.State.SENT:
        return newest
    again = duty(request, local_date(at))
    return Decision(
        request=request,
        number=newest.number + 1 if newest else 1,
        basis=str(again.basis) if again else "",
    )


@transaction.atomic
def submit_decision(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> Decision:
    """Puts a complete decision before the head. Raises Refused with everything that is missing."""
    request = hold(request_id=request_id, version=version)
    decision = decision_of(request)
    clock = refold(request, at)
    _resume_if_parties_are_done(request, clock, at)
    insist(reason_against_transition(State(request.state), Verb.PROPOSE))
    insist(reason_against_rewriting(editable=decision.state in EDITABLE))
    insist(faults(request, decision, clock, at))
    move(request, Verb.PROPOSE)
    decision.state, decision.submitted_at, decision.return_reason = Decision.State.SUBMITTED, at, ""
    decision.save(update_fields=["state", "submitted_at", "return_reason"])
    approvals.ask(
        kind=DECISION,
        thing=decision.reference,
        about=request.about,
        version=version_of(decision),
        title=gettext("Risposta alla richiesta %(number)s") % {"number": request.number},
        author_id=decision.drafted_by_id,
        by=by,
        at=at,
    )
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.DECISION_SUBMITTED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome},
    )
    return decision


@transaction.atomic
def return_decision(
    *, request_id: int, why: str, by: Actor, at: datetime, version: int | None = None
) -> Decision:
    """The head wants changes and says which."""
    request = hold(request_id=request_id, version=version)
    text = clean_text(why)
    insist(reason_against_returning(text))
    move(request, Verb.SEND_BACK)
    decision = decision_of(request)
    approvals.refuse(kind=DECISION, thing=decision.reference, comment=text, by=by, at=at)
    decision.state, decision.return_reason = Decision.State.RETURNED, text
    # It was frozen since it was submitted, so this is what the head read.
    decision.returned_as = snapshot_of(decision)
    decision.save(update_fields=["state", "return_reason", "returned_as"])
    keep(request, "state")
    record(event=FoiaEvent.DECISION_RETURNED, about=request.about, by=by, at=at)
    return decision


def refuse_decision(*, thing: int, why: str, by: Actor, at: datetime) -> Decision:
    """`return_decision` by the number of the decision, for the office's page of approvals."""
    request_id = Decision.objects.values_list("request_id", flat=True).get(pk=thing)
    return return_decision(request_id=request_id, why=why, by=by, at=at)


def _resume_if_parties_are_done(request: AccessRequest, clock: Clock, at: datetime) -> None:
    """Silent parties say nothing when their time is over: the decision itself takes the case up again."""
    if request.state == State.AWAITING_PARTIES:
        insist(reason_against_deciding_now(clock, local_date(at)))
        move(request, Verb.RESUME)


def _cleaned(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    return [
        ItemDraft(
            title=clean_line(item.title),
            disclosure=item.disclosure,
            file=str(item.file or ""),
            partial=item.partial,
            ground=item.ground,
            reason=clean_text(item.reason),
        )
        for item in items
    ]
