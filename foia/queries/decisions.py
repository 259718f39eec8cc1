"""Asks about the decision on a case: what it amounts to, what is still missing, which files it may release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from foia.models import AccessRequest, Decision, ReleaseItem
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
    remedies_for_parties,
    withheld_groups,
)
from foia.rules.reopening import reason_against_effect
from pasocial.office.files.attachments.queries import files_about
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.refusal import Refusal
from pasocial.timekeeping import local_date

# What the head reads in a decision, and in each of its rows.
SAID = (
    "outcome",
    "effect",
    "reasons",
    "answer_text",
    "publication_url",
    "deferred_until",
    "deferred_event",
    "transience",
    "earlier_request",
    "review_office",
)
ROW_SAYS = ("title", "disclosure", "partial", "ground", "reason", "file")


def rows_of(decision: Decision | None) -> list[ReleaseItem]:
    """The stored lines of a decision, in order; uses what was prefetched. None where there is no decision."""
    return list(decision.items.all()) if decision is not None else []


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
        for item in rows_of(decision)
    )


def as_draft(request: AccessRequest, decision: Decision) -> DecisionDraft:
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


def faults(request: AccessRequest, decision: Decision, today: date) -> list[Refusal]:
    """Everything that still stands against approving the decision today."""
    missing = reason_against_effect(decision.number, decision.effect)
    return ([missing] if missing else []) + reasons_against_decision(
        as_draft(request, decision), reading(request, today), AccessKind(request.kind), today=today
    )


def decision_of(request: AccessRequest, number: int | None = None) -> Decision | None:
    """The decision of this number, or the newest one, with its items; None if there is none."""
    found = request.decisions.prefetch_related("items").order_by("-number")
    return (found if number is None else found.filter(number=number)).first()


def sent_decisions(request: AccessRequest) -> list[Decision]:
    """What left, the newest first, each with its items; uses what was prefetched."""
    sent = [one for one in request.decisions.all() if one.state == Decision.State.SENT]
    return sorted(sent, key=lambda one: one.number, reverse=True)


def remedies_of(request: AccessRequest, decision: Decision) -> tuple[Remedy, ...]:
    """The remedies the letter prints; they follow from the decision and cannot be left out."""
    draft = DecisionDraft(outcome=Outcome(decision.outcome), withheld=withheld_groups(items_of(decision)))
    return remedies_for(
        AccessKind(request.kind),
        draft.outcome,
        draft.grounds,
        review_office=decision.review_office,
    )


def remedies_against_grant(request: AccessRequest) -> tuple[Remedy, ...]:
    """What an opponent can do against the newest decision, which grants access all the same."""
    newest = decision_of(request)
    named = newest.review_office if newest else ""
    return remedies_for_parties(review_office=named or default_review_office())


@dataclass(frozen=True)
class Change:
    """One part of a decision before and after; `part` names a field, or a row by its title.

    Rows are mappings of their fields, None where there was no such row.
    """

    part: str
    before: Any
    after: Any
    is_row: bool = False


def snapshot_of(decision: Decision) -> dict[str, Any]:
    """What a decision says, in a form that can be stored and compared."""
    words = {name: getattr(decision, name) for name in SAID}
    if isinstance(words["deferred_until"], date):
        words["deferred_until"] = words["deferred_until"].isoformat()
    rows = [
        {name: str(value) if name == "file" and value else value for name, value in row.items()}
        for row in ({name: getattr(item, name) or "" for name in ROW_SAYS} for item in rows_of(decision))
    ]
    return {**words, "items": rows}


def changes_since_return(decision: Decision) -> list[Change]:
    """What was changed after the head sent the decision back; nothing when it never came back.

    Rows are paired by their title, and where a title changed by their place.
    """
    before = decision.returned_as
    if not before:
        return []
    after = snapshot_of(decision)
    found = [
        Change(name, before.get(name), after[name])
        for name in SAID
        if (before.get(name) or "") != (after[name] or "")
    ]
    return found + _changed_rows(before.get("items", []), after["items"])


def _changed_rows(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    left = list(before)
    pairs: list[tuple[dict[str, Any] | None, dict[str, Any] | None]] = []
    for row in after:
        same = next((old for old in left if old["title"] == row["title"]), None)
        if same is not None:
            left.remove(same)
        pairs.append((same, row))
    for place, (old, new) in enumerate(pairs):
        if new is not None and old is None and left and place < len(before) and before[place] in left:
            pairs[place] = (before[place], new)
            left.remove(before[place])
    pairs += [(gone, None) for gone in left]
    return [
        Change(str((now or then or {}).get("title", "")), then, now, is_row=True)
        for then, now in pairs
        if then != now
    ]


def default_review_office() -> str:
    """Who decides a review when the decision names nobody else: the transparency officer (art. 5(7))."""
    office = gettext("Responsabile della prevenzione della corruzione e della trasparenza")
    name = str(settings_store.value("rpct_name")).strip()
    return f"{office} ({name})" if name else office


def case_references(request: AccessRequest) -> list[str]:
    """Every reference under which files of this case are kept: the request, its messages, its consultations."""
    return [
        request.about,
        *(f"foia.message:{pk}" for pk in request.messages.values_list("pk", flat=True)),
        *(f"foia.consultation:{pk}" for pk in request.consultations.values_list("pk", flat=True)),
    ]


def case_files(request: AccessRequest) -> QuerySet[Any]:
    """All stored files of this case, oldest first."""
    return files_about(*case_references(request))
