"""The parts of a case as staff read them: messages, parties, decision, review, history."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.api.serializers.citizen import Clock, Line
from foia.api.serializers.public import BASES, EFFECTS
from foia.api.serializers.rows import Person, person
from foia.models import Decision, Review
from foia.queries.decisions import faults
from foia.queries.parties import notices_to, remedies_of_party
from foia.queries.releases import reasons_against_releasing, released_files
from foia.rules.ombudsman import Stage
from foia.rules.party_steps import PartyStep, reason_against_party_step
from pasocial.office.files.attachments.views.findings import findings_of, told
from pasocial.sentences import say
from pasocial.timekeeping import local_date


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
    id = serializers.IntegerField()
    kind = serializers.CharField(help_text="`voided` only takes back the fact in `corrects`.")
    on = serializers.DateField(help_text="The day of legal effect.")
    party = serializers.IntegerField(source="party_id", allow_null=True)
    holds = serializers.BooleanField(help_text="False once it was corrected: it stays, and no longer counts.")
    corrects = serializers.IntegerField(
        source="voids_id", allow_null=True, help_text="The wrong fact in whose place this one stands."
    )
    because = serializers.SerializerMethodField(help_text="Why it was corrected.")

    def get_because(self, row: Any) -> str:
        return str(row.detail.get("corrected_because", "")) if row.voids_id else ""


class Ombudsman(serializers.Serializer[Any]):
    """The two clocks of the last appeal to the ombudsman: hers, then ours to confirm the refusal."""

    stage = serializers.ChoiceField([str(stage) for stage in Stage])
    filed_on = serializers.DateField()
    due_on = serializers.DateField(help_text="By which she decides.")
    confirm_by = serializers.DateField(
        allow_null=True, help_text="By which we confirm, or access is granted."
    )
    confirmed_on = serializers.DateField(allow_null=True)
    granted_from = serializers.DateField(
        allow_null=True, help_text="From which day access counts as granted for want of a confirmation."
    )
    lines = Line(many=True)


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


class PartyNotice(serializers.Serializer[Any]):
    """`leaving` until `leaves_at`; then `sent`, or `held` with the code of what stood against it."""

    state = serializers.ChoiceField(["leaving", "sent", "recalled", "held"])
    pressed_at = serializers.DateTimeField()
    leaves_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    held_why = serializers.CharField()


class PartyRemedy(serializers.Serializer[Any]):
    reference = serializers.IntegerField(help_text="Send it back to close this one.")
    remedy = serializers.CharField(help_text="review, ombudsman or court; empty when it is not known.")
    served_on = serializers.DateField()
    closed_on = serializers.DateField(allow_null=True)
    words = serializers.CharField()
    outcome = serializers.CharField()


class Party(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    postal_address = serializers.CharField()
    language = serializers.ChoiceField(["it", "en"])
    interest = serializers.CharField()
    notified_on = serializers.DateField(allow_null=True)
    notice_received_on = serializers.DateField(allow_null=True)
    opposed_on = serializers.DateField(allow_null=True)
    consented_on = serializers.DateField(allow_null=True)
    opposition = serializers.CharField()
    grant_received_on = serializers.DateField(allow_null=True)
    notice = serializers.SerializerMethodField(
        help_text="The last notice sent from here, whatever became of it."
    )
    next = serializers.SerializerMethodField(help_text="What can be done about this party now.")
    remedies = serializers.SerializerMethodField(help_text="Reviews and appeals of this party, oldest first.")

    @extend_schema_field(PartyNotice(allow_null=True))
    def get_notice(self, party: Any) -> Any:
        sent = notices_to(party)
        return PartyNotice(sent[-1]).data if sent else None

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField([str(step) for step in PartyStep]))
    )
    def get_next(self, party: Any) -> list[str]:
        case = self.context["party_cases"][party.pk]
        return [
            str(step) for step in PartyStep if not reason_against_party_step(case, step, self.context["at"])
        ]

    @extend_schema_field(PartyRemedy(many=True))
    def get_remedies(self, party: Any) -> Any:
        return PartyRemedy(remedies_of_party(self.context["facts"], party.pk), many=True).data


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


class SentMail(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    to = serializers.CharField()
    subject = serializers.CharField()
    state = serializers.ChoiceField(
        ["queued", "sent", "refused", "failed"],
        help_text="`refused` and `failed` did not arrive: `mails/{id}/send-again/`.",
    )
    queued_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)


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


class FoundInFile(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="To confirm it.")
    datum = serializers.CharField(help_text="What it seems to be, in words.")
    excerpt = serializers.CharField()
    where = serializers.CharField(help_text="Its pages, in words.")
    confirmed = serializers.BooleanField(help_text="A person answers for it.")


class FileReading(serializers.Serializer[Any]):
    file = serializers.UUIDField()
    name = serializers.CharField()
    public = serializers.BooleanField(help_text="For everybody; else only for whoever asked.")
    read = serializers.BooleanField(help_text="False while it is being read.")
    clear = serializers.BooleanField(help_text="Nothing is left to redact, confirm or look at.")
    unread = serializers.CharField(help_text="What no machine could read, in words; `by_eye` confirms it.")
    findings = FoundInFile(many=True)


class WholeDecision(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="1 for the first answer; later ones replace or extend it.")
    basis = serializers.ChoiceField(BASES, allow_blank=True, help_text="Why a later one exists.")
    effect = serializers.ChoiceField(EFFECTS, allow_blank=True, help_text="Empty for the first.")
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
    readings = serializers.SerializerMethodField(
        help_text="What was read in each file it hands over. For everybody none leaves before it is read and each "
        "finding is redacted or confirmed; empty once it was sent."
    )

    @extend_schema_field(Person(allow_null=True))
    def get_drafted_by(self, decision: Decision) -> dict[str, Any] | None:
        return person(decision.drafted_by)

    @extend_schema_field(Person(allow_null=True))
    def get_approved_by(self, decision: Decision) -> dict[str, Any] | None:
        return person(decision.approved_by)

    @extend_schema_field(FileReading(many=True))
    def get_readings(self, decision: Decision) -> list[dict[str, Any]]:
        if decision.state == Decision.State.SENT:
            return []
        return [
            {
                "file": str(one.stored.public_id),
                "name": one.stored.name,
                "public": one.public,
                **told(findings_of(one.stored, one.read)),
            }
            for one in released_files(decision.request, decision)
        ]

    @extend_schema_field(Missing(many=True))
    def get_missing(self, decision: Decision) -> list[dict[str, str]]:
        if decision.state == Decision.State.SENT:
            return []
        reasons = [
            *faults(decision.request, decision, local_date(timezone.now())),
            *reasons_against_releasing(decision),
        ]
        return [{"field": each.field, "code": each.code, "detail": say(each)} for each in reasons]


class WholeReview(serializers.Serializer[Any]):
    grounds = serializers.CharField()
    filed_on = serializers.DateField()
    due_on = serializers.DateField()
    late_filing = serializers.BooleanField()
    garante_asked_on = serializers.DateField(allow_null=True)
    garante_opinion_on = serializers.DateField(allow_null=True)
    entrusted_to = serializers.SerializerMethodField(
        help_text="Who decides it in place of the transparency officer."
    )
    outcome = serializers.CharField()
    reasons = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(Person(allow_null=True))
    def get_entrusted_to(self, review: Review) -> dict[str, Any] | None:
        return person(review.entrusted_to)


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
