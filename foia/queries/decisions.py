"""Asks about the decision on a case: what it amounts to, what is still missing, which files it may release."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from foia.models import Decision, Request
from foia.queries.deadlines import facts_of, reading
from foia.rules.facts import FactKind, first_day
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import (
    DecisionDraft,
    Disclosure,
    ItemDraft,
    Outcome,
    Remedy,
    reasons_against_decision,
    released_count,
    remedies_for,
    withheld_groups,
)
from pasocial.office import settings_store
from pasocial.office.attachments.queries import files_about
from pasocial.refusal import Refusal
from pasocial.timekeeping import local_date


def items_of(decision: Decision) -> tuple[ItemDraft, ...]:
    """The lines of a decision as the rules read them; uses what was prefetched."""
    return tuple(
        ItemDraft(
            title=item.title,
            disclosure=Disclosure(item.disclosure),
            file=str(item.file or ""),
            partial=item.partial,
            ground=item.ground,
            reason=item.reason,
        )
        for item in decision.items.all()
    )


def as_draft(request: Request, decision: Decision) -> DecisionDraft:
    """The stored decision as the rules judge it, with what was asked of the applicant before."""
    items = items_of(decision)
    asked = request.messages.filter(direction="out", purpose="identification").first()
    return DecisionDraft(
        outcome=Outcome(decision.outcome),
        reason=decision.reasons,
        withheld=withheld_groups(items),
        released_items=released_count(items),
        answer_text=decision.answer_text,
        deferred_until=decision.deferred_until,
        deferred_event=decision.deferred_event,
        transience=decision.transience,
        publication_url=decision.publication_url,
        clarification_asked_on=first_day(facts_of(request), FactKind.CLARIFICATION_ASKED),
        identification_asked_on=local_date(asked.sent_at) if asked else None,
        earlier_request=decision.earlier_request,
        review_office=decision.review_office,
    )


def faults(request: Request, decision: Decision, today: date) -> list[Refusal]:
    """Everything that still stands against approving the decision today."""
    return reasons_against_decision(
        as_draft(request, decision), reading(request, today), AccessKind(request.kind), today=today
    )


def remedies_of(request: Request, decision: Decision) -> tuple[Remedy, ...]:
    """The remedies the letter prints; they follow from the decision and cannot be left out."""
    draft = DecisionDraft(outcome=Outcome(decision.outcome), withheld=withheld_groups(items_of(decision)))
    return remedies_for(
        AccessKind(request.kind), draft.outcome, draft.grounds, review_office=decision.review_office
    )


def default_review_office() -> str:
    """Who decides a review when the decision names nobody else: the transparency officer (art. 5(7))."""
    office = gettext("Responsabile della prevenzione della corruzione e della trasparenza")
    name = str(settings_store.value("rpct_name")).strip()
    return f"{office} ({name})" if name else office


def case_references(request: Request) -> list[str]:
    """Every reference under which files of this case are kept: the request, its messages, its consultations."""
    return [
        request.about,
        *(f"foia.message:{pk}" for pk in request.messages.values_list("pk", flat=True)),
        *(f"foia.consultation:{pk}" for pk in request.consultations.values_list("pk", flat=True)),
    ]


def case_files(request: Request) -> QuerySet[Any]:
    """All stored files of this case, oldest first."""
    return files_about(*case_references(request))
