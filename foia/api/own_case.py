"""What a citizen reads of her request through the API: the portal's page, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.models import AccessRequest, Decision, Message
from foia.operations.review import reason_against_review
from foia.queries.deadlines import duty, reading
from foia.queries.decisions import case_references, default_review_office, remedies_of
from foia.queries.reviews import last_review
from foia.rules.answering import reason_against_rating
from foia.rules.clock import Clock, DutyClock
from foia.rules.dialogue import reason_against_writing_to_us
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import GROUNDS, OUTCOMES, Outcome, remedies_for_silence
from foia.rules.reopening import BASIS_LABELS
from foia.rules.states import STATE_LABELS, State, Verb, reason_against_transition
from pasocial.office.files.attachments import queries as stored_files
from pasocial.rest.words import say
from pasocial.timekeeping import local_date

BLOCKED = frozenset({"waiting", "infected"})
RELEASED = frozenset({"requester", "public"})
# What a citizen handed in herself; all else of a case is the office's until a decision releases it.
HER_OWN = "filed"
OVER = frozenset({State.TRANSFERRED, State.WITHDRAWN})
# The office's inner steps are one thing to a citizen; who signs and when is told when it is signed.
INSIDE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.STANDSTILL})
WORKED_ON = gettext_lazy("In lavorazione")


def outer_state(state: State) -> State:
    """The state as the citizen may know it."""
    return State.IN_PROGRESS if state in INSIDE else state


def clock_of(clock: Clock) -> dict[str, Any]:
    return {
        "due_on": clock.owed_by,
        "target_on": None if clock.waiting else clock.target_on,
        "status": str(clock.status),
        "days_left": clock.days_left,
        "lines": [{"text": say(line), "on": line.on, "source": line.source} for line in clock.lines],
    }


def new_decision_of(again: DutyClock | None) -> dict[str, Any] | None:
    """The decision that is owed again, while it is; `clock` stays that of the first answer."""
    if again is None or not again.open:
        return None
    return {
        "basis": str(again.basis),
        "basis_label": _(BASIS_LABELS[again.basis]),
        "opened_on": again.opened_on,
        "due_on": again.due_on,
        "target_on": again.target_on,
        "status": str(again.status),
        "days_left": again.days_left,
        "lines": [{"text": say(line), "on": line.on, "source": line.source} for line in again.lines],
    }


def links_of(request: HttpRequest, access_request: AccessRequest) -> dict[str, str]:
    ours = {
        "self": reverse("api:foia_own_case", args=[access_request.code]),
        "page": reverse("foia:follow", args=[access_request.code]),
        "receipt": reverse("foia:receipt", args=[access_request.code]),
    }
    return {name: request.build_absolute_uri(path) for name, path in ours.items()}


def receipt(request: HttpRequest, access_request: AccessRequest, at: datetime) -> dict[str, Any]:
    """What filing answers with."""
    return {
        "number": access_request.number,
        "code": access_request.code,
        "kind": access_request.kind,
        "state": str(outer_state(State(access_request.state))),
        "received_on": access_request.received_on,
        "clock": clock_of(reading(access_request, local_date(at))),
        "links": links_of(request, access_request),
    }


def own_case(request: HttpRequest, access_request: AccessRequest, at: datetime) -> dict[str, Any]:
    """The whole case as its applicant may see it; the number of queries does not depend on how much was written."""
    today = local_date(at)
    state = State(access_request.state)
    clock = reading(access_request, today)
    decisions = list(
        Decision.objects.prefetch_related("items")
        .filter(request=access_request, state=Decision.State.SENT)
        .order_by("-number")
    )
    decision = decisions[0] if decisions else None
    review = last_review(access_request)
    written = list(access_request.messages.order_by("id"))
    files = list(stored_files.files_about(access_request.about, *(message.about for message in written)))
    rating = getattr(access_request, "rating", None)
    return {
        "number": access_request.number,
        "code": access_request.code,
        "kind": access_request.kind,
        "state": str(outer_state(state)),
        "state_label": str(WORKED_ON) if state in INSIDE else _(STATE_LABELS[state]),
        "subject": access_request.subject,
        "body": access_request.body,
        "received_on": access_request.received_on,
        "answered_on": access_request.answered_on,
        "clock": clock_of(clock),
        "messages": [
            {
                "id": message.pk,
                "from_citizen": message.direction == Message.Direction.FROM_CITIZEN,
                "purpose": message.purpose,
                "body": message.body,
                "sent_at": message.sent_at,
                "files": [
                    _file(request, access_request, each) for each in files if each.about == message.about
                ],
            }
            for message in written
        ],
        "files": [
            _file(request, access_request, each)
            for each in files
            if each.about == access_request.about and each.purpose == HER_OWN
        ],
        "new_decision": new_decision_of(duty(access_request, today)),
        "decision": _decision(request, access_request, decision) if decision else None,
        "earlier_decisions": [_decision(request, access_request, former) for former in decisions[1:]],
        "remedies": _remedies(access_request, decision, late=clock.late and state not in OVER),
        "review": review,
        "rating": rating,
        "may": list(_may(access_request, state, decision, today)),
        "links": links_of(request, access_request),
    }


def _may(access_request: AccessRequest, state: State, decision: Decision | None, today: Any) -> Iterable[str]:
    if reason_against_writing_to_us(state) is None:
        yield "write"
    if state is State.NEEDS_IDENTIFICATION:
        yield "identify"
    if reason_against_transition(state, Verb.WITHDRAW) is None:
        yield "withdraw"
    if reason_against_rating(state, 3) is None:
        yield "rate"
    if reason_against_review(access_request, today) is None:
        yield "ask_review"


def _remedies(
    access_request: AccessRequest, decision: Decision | None, *, late: bool
) -> list[dict[str, str]]:
    remedies: Iterable[Any] = ()
    if decision is not None:
        remedies = remedies_of(access_request, decision)
    elif late:
        remedies = remedies_for_silence(
            AccessKind(access_request.kind), review_office=default_review_office()
        )
    return [{"title": _(one.title), "text": say(one), "source": one.source} for one in remedies]


def _decision(request: HttpRequest, access_request: AccessRequest, decision: Decision) -> dict[str, Any]:
    rules = OUTCOMES[Outcome(decision.outcome)]
    released = {
        str(item.file): item for item in decision.items.all() if item.file and item.disclosure != "private"
    }
    return {
        "number": decision.number,
        "basis": decision.basis,
        "effect": decision.effect,
        "outcome": decision.outcome,
        "outcome_label": _(rules.label),
        "meaning": _(rules.meaning),
        "reasons": decision.reasons,
        "answer_text": decision.answer_text,
        "publication_url": decision.publication_url,
        "deferred_until": decision.deferred_until,
        "sent_at": decision.sent_at,
        "withheld": [
            {
                "title": item.title,
                "partial": item.partial,
                "ground": _(GROUNDS[item.ground].wording) if item.ground in GROUNDS else "",
                "reason": item.reason,
            }
            for item in decision.items.all()
            if item.disclosure == "private" or item.partial
        ],
        "released": [
            {
                **_file(request, access_request, stored),
                "name": released[str(stored.public_id)].title or stored.name,
            }
            for stored in stored_files.by_public_ids(released)
            if stored.access in RELEASED
        ],
        "letter_url": _address(request, access_request, decision.letter) if decision.letter else "",
    }


def _file(request: HttpRequest, access_request: AccessRequest, stored: Any) -> dict[str, Any]:
    return {
        "id": stored.public_id,
        "name": stored.name,
        "size": stored.size,
        "media_type": stored.media_type,
        "url": "" if stored.scan in BLOCKED else _address(request, access_request, stored.public_id),
    }


def _address(request: HttpRequest, access_request: AccessRequest, public_id: Any) -> str:
    return request.build_absolute_uri(reverse("api:foia_own_file", args=[access_request.code, public_id]))


def own_file(access_request: AccessRequest, public_id: Any) -> Any:
    """A file she may have: released to her or to all, or sent by her; None for every other."""
    stored = stored_files.by_public_id(public_id)
    if stored is None or stored.scan in BLOCKED or stored.about not in case_references(access_request):
        return None
    if stored.access in RELEASED:
        return stored
    if stored.about == access_request.about:
        return stored if stored.purpose == HER_OWN else None
    hers = access_request.messages.filter(direction=Message.Direction.FROM_CITIZEN).only("pk")
    return stored if any(stored.about == message.about for message in hers) else None
