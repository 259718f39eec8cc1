"""What staff read of a case."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.api.own_case import clock_of
from foia.api.serializers.citizen import Clock, OwnRating
from foia.api.serializers.public import CHANNELS, KINDS, Absolute
from foia.models import Decision, Request, Suggestion
from foia.queries.cases import Case
from foia.queries.decisions import faults
from foia.queries.inbox import SORTS
from foia.rules.states import STATE_LABELS, State
from pasocial.office import registry
from pasocial.rest.words import say
from pasocial.timekeeping import local_date

STATES = [str(state) for state in State]


class Person(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()


def person(user: Any) -> dict[str, Any] | None:
    return {"id": user.pk, "name": str(user)} if user is not None else None


class TopicName(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()


class CasesQuery(serializers.Serializer[Any]):
    q = serializers.CharField(
        required=False, max_length=200, help_text="Words, a name, a number, a code, an e-mail."
    )
    state = serializers.ChoiceField(
        ["all", *STATES], required=False, help_text="Without it, all that is open."
    )
    kind = serializers.ChoiceField(KINDS, required=False)
    due = serializers.RegexField(
        r"^(late|today|\d{1,3})$", required=False, help_text="`late`, `today` or within so many days."
    )
    assignee = serializers.RegexField(
        r"^(me|none|\d{1,9})$", required=False, help_text="`me`, `none` or an id."
    )
    topic = serializers.IntegerField(required=False, min_value=1, max_value=999_999_999)
    new = serializers.ChoiceField(["1"], required=False, help_text="Only with unread words of the applicant.")
    test = serializers.ChoiceField(["1"], required=False, help_text="Trial requests too.")
    sort = serializers.ChoiceField(list(SORTS), required=False)


class CaseRow(Absolute):
    id = serializers.IntegerField()
    version = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    channel = serializers.ChoiceField(CHANNELS)
    state = serializers.ChoiceField(STATES)
    state_label = serializers.SerializerMethodField()
    subject = serializers.CharField()
    applicant_name = serializers.CharField(source="applicant.name")
    received_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    target_on = serializers.DateField(allow_null=True)
    answered_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    priority = serializers.IntegerField()
    is_test = serializers.BooleanField()
    assignee = serializers.SerializerMethodField()
    unread = serializers.SerializerMethodField(help_text="Words of the applicant that nobody read yet.")
    topic = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    def get_state_label(self, request: Request) -> str:
        return gettext(STATE_LABELS[State(request.state)])

    @extend_schema_field(Person(allow_null=True))
    def get_assignee(self, request: Any) -> dict[str, Any] | None:
        return {"id": request.assignee_id, "name": request.assignee_name} if request.assignee_id else None

    def get_unread(self, request: Any) -> bool:
        return bool(request.unread)

    @extend_schema_field(TopicName(allow_null=True))
    def get_topic(self, request: Request) -> dict[str, Any] | None:
        membership = getattr(request, "topic_membership", None)
        return {"id": membership.topic_id, "title": membership.topic.title} if membership else None

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, request: Request) -> str:
        return self.absolute(reverse("api:foia_case", args=[request.pk]))


class Applicant(serializers.Serializer[Any]):
    name = serializers.CharField()
    email = serializers.CharField()
    pec = serializers.CharField()
    phone = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True)
    birth_place = serializers.CharField()
    codice_fiscale = serializers.CharField()
    postal_address = serializers.CharField()
    organisation = serializers.CharField()
    identified_by = serializers.CharField()
    agrees_to_be_told = serializers.BooleanField()


class CaseClock(Clock):
    decide_not_before = serializers.DateField(allow_null=True)
    send_not_before = serializers.DateField(allow_null=True)
    conflict = serializers.BooleanField(
        help_text="The parties' windows close too late for an answer in time."
    )


class Fact(serializers.Serializer[Any]):
    kind = serializers.CharField()
    on = serializers.DateField(help_text="The day of legal effect.")
    party = serializers.IntegerField(source="party_id", allow_null=True)


class Author(serializers.CharField):
    def to_representation(self, value: Any) -> str:
        return str(value)


class Message(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    direction = serializers.ChoiceField(["in", "out"], help_text="`in` from the applicant, `out` to her.")
    purpose = serializers.CharField()
    body = serializers.CharField()
    author = Author(allow_null=True)
    sent_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class Note(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    body = serializers.CharField()
    author = Author(allow_null=True)
    written_at = serializers.DateTimeField()


class Question(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    question = serializers.CharField()
    asked_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    reply = serializers.CharField()
    replied_at = serializers.DateTimeField(allow_null=True)


class Consultation(Question):
    contact = serializers.SerializerMethodField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(Person)
    def get_contact(self, row: Any) -> dict[str, Any] | None:
        return person(row.contact)


class Party(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    postal_address = serializers.CharField()
    interest = serializers.CharField()
    notified_on = serializers.DateField(allow_null=True)
    notice_received_on = serializers.DateField(allow_null=True)
    opposed_on = serializers.DateField(allow_null=True)
    consented_on = serializers.DateField(allow_null=True)
    opposition = serializers.CharField()
    grant_received_on = serializers.DateField(allow_null=True)


class CaseFile(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    media_type = serializers.CharField()
    access = serializers.ChoiceField(["private", "requester", "public"])
    scan = serializers.ChoiceField(["off", "waiting", "clean", "infected"])
    purpose = serializers.CharField()
    about = serializers.CharField(help_text="What it came with.")
    url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, stored: Any) -> str:
        path = reverse("api:foia_case_file", args=[self.context["case"], stored.public_id])
        return str(self.context["request"].build_absolute_uri(path))


class Item(serializers.Serializer[Any]):
    title = serializers.CharField()
    disclosure = serializers.ChoiceField(["private", "requester", "public"])
    file = serializers.UUIDField(allow_null=True)
    partial = serializers.BooleanField()  # type: ignore[assignment]  # the framework has a flag of this name
    ground = serializers.CharField()
    reason = serializers.CharField()


class Missing(serializers.Serializer[Any]):
    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class WholeDecision(serializers.Serializer[Any]):
    outcome = serializers.CharField()
    reasons = serializers.CharField()
    answer_text = serializers.CharField()
    publication_url = serializers.CharField()
    transience = serializers.CharField()
    earlier_request = serializers.CharField()
    review_office = serializers.CharField()
    deferred_until = serializers.DateField(allow_null=True)
    deferred_event = serializers.CharField()
    items = Item(many=True)
    state = serializers.ChoiceField([value for value, _label in Decision.State.choices])
    drafted_by = serializers.SerializerMethodField()
    drafted_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.SerializerMethodField()
    approved_at = serializers.DateTimeField(allow_null=True)
    return_reason = serializers.CharField()
    leaves_at = serializers.DateTimeField(allow_null=True, help_text="Until then the approval can be undone.")
    sent_at = serializers.DateTimeField(allow_null=True)
    missing = serializers.SerializerMethodField(help_text="All that still stands against approving it today.")

    @extend_schema_field(Person(allow_null=True))
    def get_drafted_by(self, decision: Decision) -> dict[str, Any] | None:
        return person(decision.drafted_by)

    @extend_schema_field(Person(allow_null=True))
    def get_approved_by(self, decision: Decision) -> dict[str, Any] | None:
        return person(decision.approved_by)

    @extend_schema_field(Missing(many=True))
    def get_missing(self, decision: Decision) -> list[dict[str, str]]:
        if decision.state == Decision.State.SENT:
            return []
        reasons = faults(decision.request, decision, local_date(timezone.now()))
        return [{"field": each.field, "code": each.code, "detail": say(each)} for each in reasons]


class WholeReview(serializers.Serializer[Any]):
    grounds = serializers.CharField()
    filed_on = serializers.DateField()
    due_on = serializers.DateField()
    late_filing = serializers.BooleanField()
    garante_asked_on = serializers.DateField(allow_null=True)
    garante_opinion_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    reasons = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)


class EntryOfCase(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    state = serializers.ChoiceField(["proposed", "approved", "hidden"])


class HistoryLine(serializers.Serializer[Any]):
    event = serializers.CharField()
    words = serializers.CharField()
    at = serializers.DateTimeField()
    actor = serializers.ChoiceField(["staff", "citizen", "machine", "system"])
    who = serializers.CharField(help_text="The member of staff; empty for citizens and for the system.")


class WholeCase(CaseRow):
    """The case with everything in it, from `foia.queries.cases.Case`."""

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
    decision = WholeDecision(allow_null=True)
    review = WholeReview(allow_null=True)
    rating = OwnRating(allow_null=True)
    register_entry = EntryOfCase(allow_null=True)
    history = HistoryLine(many=True)


_OF_REQUEST = ("body", "motive", "purpose", "sector", "language", "delivery", "holder")
_PLAIN = ("id", "version", "number", "kind", "channel", "state", "subject", "outcome", "priority", "is_test")


def whole_case(case: Case, context: dict[str, Any]) -> dict[str, Any]:
    """The case as plain values; queries were asked before, except those of a decision not yet sent."""
    request, clock = case.request, case.clock
    inner = {**context, "case": request.pk}
    days = ("received_on", "due_on", "target_on", "answered_on", "made_public_on", "made_public_url")
    ones: dict[str, tuple[Any, Any]] = {
        "decision": (WholeDecision, case.decision),
        "review": (WholeReview, case.review),
        "rating": (OwnRating, case.rating),
        "register_entry": (EntryOfCase, case.register_entry),
    }
    lists: dict[str, tuple[Any, Any]] = {
        "facts": (Fact, case.facts),
        "messages": (Message, case.messages),
        "notes": (Note, case.notes),
        "consultations": (Consultation, case.consultations),
        "parties": (Party, case.parties),
        "files": (CaseFile, case.files),
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
        **{name: form(rows, many=True, context=inner).data for name, (form, rows) in lists.items()},
        **{name: form(row, context=inner).data if row else None for name, (form, row) in ones.items()},
        "history": history_lines(case.history, context["names"]),
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
    proposed_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
