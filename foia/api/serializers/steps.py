"""What a step of the office's work takes."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from foia.api.serializers.citizen import Plain, optional
from foia.api.serializers.public import EFFECTS, KINDS
from foia.rules.appeals import JUDGES
from foia.rules.filing import Identification
from foia.rules.outcomes import GROUNDS, OUTCOMES
from foia.rules.party_steps import Means, RemedyKind
from foia.rules.reopening import BY_HAND

BIGGEST_ID = 2**63 - 1
DECIDED = [str(outcome) for outcome, rules in OUTCOMES.items() if rules.decided]
INTERESTS = ["personal_data", "correspondence", "economic_interests"]


def identifier(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=BIGGEST_ID, **options)


def identifiers(most: int) -> serializers.ListField:
    return serializers.ListField(child=identifier(), min_length=1, max_length=most)


class Step(serializers.Serializer[Any]):
    """`version` is what `If-Match` says otherwise."""

    version = serializers.IntegerField(required=False, min_value=0, max_value=999_999_999)


class Words(Step):
    words = Plain(help_text="What the applicant reads.")


class Why(Step):
    why = Plain(help_text="What has to change, or why.")


class ConfirmFindings(Step):
    file = serializers.UUIDField(help_text="A file of this case.")
    keys = serializers.ListField(
        child=serializers.CharField(max_length=60),
        max_length=400,
        help_text="Keys of `decision.readings`, and `by_eye` once a person looked at what no machine could read.",
    )
    reason = Plain(help_text="Why everybody may read it; it stays with the name of whoever says so.")


class UseCopy(Step):
    file = serializers.UUIDField(help_text="The original, in a line of the draft.")
    copy = serializers.UUIDField(help_text="A redacted copy of it.")


class Kind(Step):
    kind = serializers.ChoiceField(KINDS)


class Holder(Step):
    holder = Plain(max_length=150, help_text="The office that holds the documents.")


class Priority(Step):
    priority = serializers.ChoiceField([-1, 0, 1, 2])


class Transfer(Step):
    to_body = Plain(max_length=200, help_text="The competent administration.")
    words = Plain(help_text="What the applicant reads.")


class Identify(Step):
    name = Plain(max_length=200)
    identified_by = serializers.ChoiceField(
        [str(one) for one in Identification if one is not Identification.NONE]
    )
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)
    codice_fiscale = optional()
    email = optional()
    pec = optional()


class WriteToCitizen(Step):
    body = Plain(help_text="Leaves by mail at once and appears on her page.")
    purpose = serializers.ChoiceField(["message", "clarification"], required=False, default="message")
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), required=False, default=list, max_length=10
    )


class WriteNote(Step):
    body = Plain(help_text="Only colleagues read it.")


class Consult(Step):
    contact = identifier(help_text="A contact of another office, by id.")
    question = Plain()
    due_on = serializers.DateField()


class Reply(Step):
    reply = Plain()
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), required=False, default=list, max_length=10
    )


class AddFiles(Step):
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), min_length=1, max_length=10
    )


class AddParty(Step):
    name = Plain(max_length=300)
    interest = serializers.ChoiceField(INTERESTS, help_text="D.Lgs. 33/2013 art. 5-bis(2).")
    email = optional()
    postal_address = optional()
    language = serializers.ChoiceField(
        ["it", "en"], required=False, default="it", help_text="Hers; the Italian text always comes with it."
    )
    documents_read = serializers.BooleanField(
        help_text="All documents asked for were read; only then it is known who risks a prejudice."
    )


class On(Step):
    on = serializers.DateField(help_text="The day it happened.")


class OnWhy(On):
    why = Plain(help_text="What it says: 20 to 20,000 characters.")


class Confirm(Step):
    why = Plain(help_text="What the applicant reads: 20 to 20,000 characters.")


class CorrectFact(Step):
    on = serializers.DateField(allow_null=True, help_text="The right day; null when it never happened.")
    why = Plain(help_text="10 to 4,000 characters.")


class Arrival(Step):
    from_body = Plain(max_length=200, help_text="The administration that sent it on.")
    on = serializers.DateField(help_text="The day it reached us.")
    presented_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The day it was presented there, when the case holds another.",
    )


class GapNotice(Step):
    words = Plain(help_text="What the applicant reads: 20 to 20,000 characters.")
    on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="An earlier day, when it left on paper."
    )


class Opposed(On):
    text = optional(100_000, help_text="What the party writes.")


class NoticePreview(serializers.Serializer[Any]):
    to = serializers.CharField(help_text="Empty for a party who has only a postal address.")
    language = serializers.ChoiceField(["it", "en"])
    subject = serializers.CharField()
    text = serializers.CharField()
    against = serializers.CharField(help_text="Why it cannot be sent now; empty when it can.")


class SentByHand(On):
    means = serializers.ChoiceField(
        [str(one) for one in Means],
        required=False,
        allow_blank=True,
        default="",
        help_text="How it was sent.",
    )
    number = optional(80, help_text="Of the letter or of its protocol.")


class Remedied(On):
    remedy = serializers.ChoiceField(
        [str(one) for one in RemedyKind], required=False, default=str(RemedyKind.COURT)
    )
    words = optional(2_000, help_text="What it asks, or how it ended.")
    closed = serializers.BooleanField(required=False, default=False, help_text="The remedy is over.")
    reference = identifier(required=False, allow_null=True, default=None, help_text="Which one is over.")


class ItemDraft(serializers.Serializer[Any]):
    title = Plain(max_length=1_000)
    disclosure = serializers.ChoiceField(
        ["private", "requester", "public"], required=False, default="private"
    )
    file = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="A file of this case."
    )
    partial = serializers.BooleanField(  # type: ignore[assignment]
        required=False, default=False, help_text="Parts are blacked out."
    )
    ground = serializers.ChoiceField(sorted(GROUNDS), required=False, allow_blank=True, default="")
    reason = optional(100_000, help_text="The concrete prejudice.")


class Draft(Step):
    effect = serializers.ChoiceField(
        EFFECTS,
        required=False,
        allow_blank=True,
        default="",
        help_text="Of a later decision: whether it replaces the one before or adds to it.",
    )
    outcome = serializers.ChoiceField(DECIDED)
    reasons = Plain(allow_blank=True)
    items = ItemDraft(many=True, required=False, default=list)
    answer_text = optional(100_000)
    publication_url = optional()
    transience = optional(100_000)
    earlier_request = optional()
    review_office = optional()
    deferred_until = serializers.DateField(required=False, allow_null=True, default=None)
    deferred_event = optional()


class EntrustReview(Step):
    to = identifier(
        help_text="Head of an office, or of the whole body; not who drafted or approved the decision."
    )


class DecideReview(Step):
    outcome = serializers.ChoiceField(["granted", "partly", "refused"])
    reasons = Plain()
    decide_by = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Granted: the day by which the new decision is due, not later than the law's.",
    )


class Reopen(Step):
    basis = serializers.ChoiceField([str(one) for one in BY_HAND])
    on = serializers.DateField(help_text="The day the ruling was notified, or of the office's own act.")
    decide_by = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="The day a ruling sets, or an earlier one."
    )
    why = Plain(help_text="What happened: 20 to 20,000 characters.")


class RejectedAppeal(Step):
    judge = serializers.ChoiceField([str(one) for one in JUDGES])
    on = serializers.DateField(help_text="The day the office was told of the outcome.")
    why = Plain(help_text="What it says: 20 to 20,000 characters.")


class Judge(serializers.Serializer[Any]):
    accept = serializers.BooleanField(help_text="Whether the two ask for the same thing.")


class Assign(serializers.Serializer[Any]):
    requests = identifiers(200)
    to = identifier(allow_null=True, help_text="A member of the desk; null puts them back in the queue.")


class ApproveEntry(Step):
    public_subject = Plain(max_length=250)
    public_reason = optional(20_000)


class HideEntry(Step):
    why = Plain(max_length=2_000)


class StartTopic(serializers.Serializer[Any]):
    title = Plain(max_length=1_000)
    summary = optional(5_000)
    requests = identifiers(500)


class RequestsOfTopic(serializers.Serializer[Any]):
    requests = identifiers(500)


class SplitTopic(RequestsOfTopic):
    title = Plain(max_length=1_000)


class MergeTopic(serializers.Serializer[Any]):
    into = identifier()


class RenameTopic(serializers.Serializer[Any]):
    title = Plain(max_length=1_000)
    summary = optional(5_000)


class ChooseTopic(serializers.Serializer[Any]):
    choice = serializers.ChoiceField(["publish", "redact", "not"])
    reason = Plain(max_length=5_000)
    look_again_on = serializers.DateField(required=False, allow_null=True, default=None)


class Nothing(serializers.Serializer[Any]):
    """An empty body."""
