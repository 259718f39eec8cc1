"""What staff read of a case, of what is like it, and of its line in the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.api.own_case import clock_of, new_decision_of
from foia.api.serializers.citizen import NewDecision, OwnRating
from foia.api.serializers.parts import (
    Applicant,
    CaseClock,
    CaseFile,
    Consultation,
    EntryOfCase,
    Fact,
    HistoryLine,
    Message,
    Note,
    Ombudsman,
    Party,
    Question,
    SentMail,
    WholeDecision,
    WholeReview,
)
from foia.api.serializers.public import KINDS
from foia.api.serializers.rows import CaseRow, CasesQuery, Person, TopicName, person
from foia.models import Suggestion
from foia.queries.cases import LoadedCase
from foia.queries.deadlines import legal_facts
from foia.queries.parties import party_cases
from foia.rules.case_steps import CaseStep
from foia.rules.ombudsman import stage_of
from foia.rules.states import STATE_LABELS, State
from pasocial.office.messaging.departures.api import DepartureRow, shown
from pasocial.office.messaging.departures.queries import leaving_about
from pasocial.office.record import registry
from pasocial.sentences import say


class WholeCase(CaseRow):
    """The case with everything in it, from `foia.queries.cases.LoadedCase`."""

    body = serializers.CharField()
    motive = serializers.CharField()
    purpose = serializers.CharField()
    sector = serializers.CharField()
    language = serializers.CharField()
    delivery = serializers.CharField()
    holder = serializers.CharField()
    made_public_url = serializers.CharField()
    made_public_on = serializers.DateField(allow_null=True)
    applicant = Applicant()
    clock = CaseClock()
    facts = Fact(many=True)
    messages = Message(many=True)
    notes = Note(many=True)
    consultations = Consultation(many=True)
    parties = Party(many=True)
    files = CaseFile(many=True)
    mails = SentMail(many=True, help_text="What left by mail, the newest first.")
    new_decision = NewDecision(allow_null=True, help_text="While one is owed again.")
    decision = WholeDecision(allow_null=True, help_text="The newest.")
    earlier_decisions = WholeDecision(many=True, help_text="Those that left before it, the newest first.")
    review = WholeReview(allow_null=True)
    ombudsman = Ombudsman(allow_null=True, help_text="The last appeal to her, with both clocks.")
    rating = OwnRating(allow_null=True)
    register_entry = EntryOfCase(allow_null=True)
    history = HistoryLine(many=True)
    departures = DepartureRow(many=True, help_text="What is about to leave about this case.")
    next = serializers.ListField(
        child=serializers.ChoiceField([str(step) for step in CaseStep]),
        help_text="What you can do now, by the end of its address under /requests/{id}/. What can always be done "
        "(messages, notes, files, priority) is not listed; what can be done about a party is in `parties`.",
    )


_OF_REQUEST = ("body", "motive", "purpose", "sector", "language", "delivery", "holder")
_PLAIN = ("id", "version", "number", "kind", "channel", "state", "subject", "outcome", "priority", "is_test")


def whole_case(case: LoadedCase, context: dict[str, Any]) -> dict[str, Any]:
    """The case as plain values; the notices of its parties and what a decision not yet sent needs are asked for."""
    request, clock = case.request, case.clock
    inner = {
        **context,
        "case": request.pk,
        "facts": case.facts,
        "party_cases": party_cases(request, case.today, case.notices, clock.windows),
    }
    days = ("received_on", "due_on", "target_on", "answered_on", "made_public_on", "made_public_url")
    ones: dict[str, tuple[Any, Any]] = {
        "decision": (WholeDecision, case.decision),
        "review": (WholeReview, case.review),
        "rating": (OwnRating, case.rating),
        "register_entry": (EntryOfCase, case.register_entry),
    }
    lists: dict[str, tuple[Any, Any]] = {
        "facts": (Fact, _with_standing(case.facts)),
        "messages": (Message, case.messages),
        "notes": (Note, case.notes),
        "consultations": (Consultation, case.consultations),
        "parties": (Party, case.parties),
        "files": (CaseFile, case.files),
        "mails": (SentMail, case.mails),
        "earlier_decisions": (WholeDecision, case.decisions[-2::-1]),
    }
    unread = any(each.direction == "in" and each.read_at is None for each in case.messages)
    return {
        **{name: getattr(request, name if name != "id" else "pk") for name in (*_PLAIN, *_OF_REQUEST, *days)},
        "state_label": gettext(STATE_LABELS[State(request.state)]),
        "applicant_name": case.applicant.name,
        "assignee": person(case.assignee),
        "unread": unread,
        "topic": {"id": case.topic.pk, "title": case.topic.title} if case.topic else None,
        "url": context["request"].build_absolute_uri(reverse("api:foia_case", args=[request.pk])),
        "applicant": Applicant(case.applicant).data,
        "clock": {
            **clock_of(clock),
            "decide_not_before": clock.decide_not_before,
            "send_not_before": clock.send_not_before,
            "conflict": clock.conflict,
        },
        "new_decision": new_decision_of(case.duty),
        "ombudsman": _ombudsman(case),
        **{name: form(rows, many=True, context=inner).data for name, (form, rows) in lists.items()},
        **{name: form(row, context=inner).data if row else None for name, (form, row) in ones.items()},
        "history": history_lines(case.history, context["names"]),
        "departures": [shown(each, context["request"]) for each in leaving_about(request.about)],
        "next": context["next"],
    }


def _with_standing(rows: Sequence[Any]) -> Sequence[Any]:
    corrected = {row.voids_id for row in rows}
    for row in rows:
        row.holds = row.pk not in corrected
    return rows


def _ombudsman(case: LoadedCase) -> dict[str, Any] | None:
    clock, stage = case.ombudsman, stage_of(legal_facts(case.facts))
    if clock is None or stage is None:
        return None
    days = ("filed_on", "due_on", "confirm_by", "confirmed_on", "granted_from")
    return {
        "stage": str(stage),
        **{name: getattr(clock, name) for name in days},
        "lines": [{"text": say(line), "on": line.on, "source": line.source} for line in clock.lines],
    }


def history_lines(entries: Any, names: dict[int, str]) -> list[dict[str, Any]]:
    """The trail of a case; `names` are those of its members of staff."""
    words = registry.event_words()
    return [
        {
            "event": entry.event,
            "words": str(words.get(entry.event, entry.event)),
            "at": entry.happened_at,
            "actor": entry.actor_kind,
            "who": names.get(entry.user_id or 0, ""),
        }
        for entry in entries
    ]


class Earlier(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    number = serializers.CharField()
    subject = serializers.CharField()
    received_on = serializers.DateField()
    topic = TopicName(allow_null=True)


class SuggestionRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    score = serializers.FloatField(help_text="From 0 to 1.")
    why = serializers.DictField(help_text="What the two share, as codes and terms.")
    verdict = serializers.ChoiceField(["open", "accepted", "refused"])
    earlier = serializers.SerializerMethodField()

    @extend_schema_field(Earlier)
    def get_earlier(self, row: Suggestion) -> dict[str, Any]:
        earlier = row.earlier
        membership = getattr(earlier, "topic_membership", None)
        return {
            "id": earlier.pk,
            "number": earlier.number,
            "subject": earlier.subject,
            "received_on": earlier.received_on,
            "topic": {"id": membership.topic_id, "title": membership.topic.title} if membership else None,
        }


class SharedCase(serializers.Serializer[Any]):
    """A case as the contact of another office sees it: the question, nothing about who asked."""

    id = serializers.IntegerField()
    version = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    subject = serializers.CharField()
    body = serializers.CharField()
    questions = Question(many=True)


class Entry(serializers.Serializer[Any]):
    """A line of the register as staff see it, approved or not."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Send it back with each change, as If-Match or as a field.")
    request = serializers.IntegerField(source="request_id")
    number = serializers.CharField(source="request.number")
    kind = serializers.ChoiceField(KINDS)
    state = serializers.ChoiceField(["proposed", "approved", "hidden"])
    original_subject = serializers.CharField(source="request.subject")
    public_subject = serializers.CharField()
    public_reason = serializers.CharField()
    received_on = serializers.DateField()
    decided_on = serializers.DateField()
    outcome = serializers.CharField()
    with_parties = serializers.BooleanField()
    review_outcome = serializers.CharField()
    review_decided_on = serializers.DateField(allow_null=True)
    court_outcome = serializers.CharField()
    court_notified_on = serializers.DateField(allow_null=True)
    proposed_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)


__all__ = [
    "CaseRow",
    "CasesQuery",
    "Earlier",
    "Entry",
    "Person",
    "SharedCase",
    "SuggestionRow",
    "WholeCase",
    "person",
    "whole_case",
]
