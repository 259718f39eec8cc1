"""What a citizen reads of her request through the API: the portal's page, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.models import AccessRequest
from foia.queries.deadlines import reading
from foia.queries.own_case import HerDecision, OwnCase
from foia.rules.clock import Clock, DutyClock
from foia.rules.outcomes import OUTCOMES
from foia.rules.own_case import INSIDE, outer_state
from foia.rules.reopening import BASIS_LABELS
from foia.rules.states import STATE_LABELS, State
from pasocial.office.files.attachments import queries as stored_files
from pasocial.sentences import say
from pasocial.timekeeping import local_date

WORKED_ON = gettext_lazy("In lavorazione")


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
    """The whole case as its applicant may see it: what the query gives, with addresses."""
    own = OwnCase(access_request, local_date(at))
    return {
        "number": access_request.number,
        "code": access_request.code,
        "kind": access_request.kind,
        "state": str(outer_state(own.state)),
        "state_label": str(WORKED_ON) if own.state in INSIDE else _(STATE_LABELS[own.state]),
        "subject": access_request.subject,
        "body": access_request.body,
        "received_on": access_request.received_on,
        "answered_on": access_request.answered_on,
        "clock": clock_of(own.clock),
        "messages": [
            {
                "id": one.message.pk,
                "from_citizen": one.is_hers,
                "purpose": one.message.purpose,
                "body": one.message.body,
                "sent_at": one.message.sent_at,
                "files": [_file(request, access_request, stored) for stored in one.files],
            }
            for one in own.messages
        ],
        "files": [_file(request, access_request, stored) for stored in own.handed_in],
        "new_decision": new_decision_of(own.again),
        "decision": _decision(request, access_request, own.decision) if own.decision else None,
        "earlier_decisions": [_decision(request, access_request, former) for former in own.decisions[1:]],
        "remedies": [
            {
                "code": one.remedy.code,
                "title": _(one.remedy.title),
                "text": say(one.remedy),
                "until": one.until,
                "source": one.remedy.source,
            }
            for one in own.remedies
        ],
        "review": own.review,
        "rating": own.rating,
        "may": list(own.may),
        "links": links_of(request, access_request),
    }


def _decision(request: HttpRequest, access_request: AccessRequest, hers: HerDecision) -> dict[str, Any]:
    decision, rules = hers.decision, OUTCOMES[hers.outcome]
    return {
        "number": decision.number,
        "basis": decision.basis,
        "effect": decision.effect,
        "outcome": decision.outcome,
        "outcome_label": _(rules.label),
        "meaning": _(rules.meaning),
        "reasons": decision.reasons,
        "answer_text": decision.answer_text,
        "publication_url": hers.publication_url,
        "deferred_until": decision.deferred_until,
        "sent_at": decision.sent_at,
        "withheld": [
            {
                "title": item.title,
                "partial": item.partial,
                "ground": _(item.ground) if item.ground else "",
                "reason": item.reason,
            }
            for item in hers.withheld
        ],
        "released": [
            {**_file(request, access_request, one.stored), "name": one.title} for one in hers.released
        ],
        "letter_url": _address(request, access_request, decision.letter) if decision.letter else "",
    }


def _file(request: HttpRequest, access_request: AccessRequest, stored: Any) -> dict[str, Any]:
    return {
        "id": stored.public_id,
        "name": stored.name,
        "size": stored.size,
        "media_type": stored.media_type,
        "url": "" if stored_files.is_blocked(stored) else _address(request, access_request, stored.public_id),
    }


def _address(request: HttpRequest, access_request: AccessRequest, public_id: Any) -> str:
    return request.build_absolute_uri(reverse("api:foia_own_file", args=[access_request.code, public_id]))
