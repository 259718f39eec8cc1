"""Bodies of the API that no form of a page resembles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from foia.forms.base import Versioned, not_to_come, words_of
from foia.forms.contact import CorrectContact
from foia.forms.topics import SeveralRequests
from foia.models import Decision
from foia.policy import unknown_among
from foia.rules import disclosure
from foia.rules.answering import TEXT_LENGTH, TITLE_LENGTH, URL_LENGTH, reasons_against_texts
from foia.rules.correcting import REASON_LENGTH
from foia.rules.outcomes import GROUNDS, OUTCOMES
from foia.rules.party_steps import Means, RemedyKind
from pasocial.office.screens.actions.bodies import BIGGEST_ID, field_of
from pasocial.refusal import Refusal
from pasocial.rest.bodies import Plain

DECIDED = [str(outcome) for outcome, rules in OUTCOMES.items() if rules.decided]


def optional(most: int = 1_000, *, told: int = 0, **more: Any) -> Plain:
    limits = (0, told) if told else None
    return Plain(limits, required=False, allow_blank=True, max_length=most, default="", **more)


class Requests(serializers.ListField):
    """Requests by their ids, each one that the caller may see; the others are named as unknown, which tells nothing."""

    def __init__(self, *, most: int = 500, **options: Any) -> None:
        child = serializers.IntegerField(min_value=1, max_value=BIGGEST_ID)
        super().__init__(child=child, min_length=1, max_length=most, **options)

    def to_internal_value(self, data: Any) -> list[int]:
        wanted = super().to_internal_value(data)
        missing = unknown_among(self.context["request"].user, wanted)
        if missing:
            words = _("Queste richieste non ci sono: %(ids)s.") % {"ids": ", ".join(map(str, missing[:20]))}
            raise serializers.ValidationError([serializers.ErrorDetail(words, "unknown_request")])
        return wanted


@field_of.register
def several_requests(field: SeveralRequests, options: dict[str, Any]) -> Any:
    return Requests(**options)


class Judge(serializers.Serializer[Any]):
    accept = serializers.BooleanField(help_text="Whether the two ask for the same thing.")


class ConfirmOrganisation(Versioned):
    key = Plain(max_length=80)
    confirmed = serializers.BooleanField()


def _reached_by(most: int) -> Plain:
    return Plain(required=False, allow_blank=True, max_length=most)


class Contact(Versioned):
    email = _reached_by(320)
    pec = _reached_by(320)
    phone = _reached_by(200)
    postal_address = _reached_by(1_000)
    write_again = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Sends to the new address the messages that never arrived at the present one.",
    )
    content = CorrectContact.content


class SentByHand(Versioned):
    on = serializers.DateField(help_text="The day it happened.")
    means = serializers.ChoiceField(
        [str(one) for one in Means],
        required=False,
        allow_blank=True,
        default="",
        help_text="How it was sent.",
    )
    number = optional(80, help_text="Of the letter or of its protocol.")
    content = {"on": not_to_come()}


class Remedied(Versioned):
    on = serializers.DateField(help_text="The day it happened.")
    remedy = serializers.ChoiceField(
        [str(one) for one in RemedyKind], required=False, default=str(RemedyKind.COURT)
    )
    words = optional(2_000, help_text="What it asks, or how it ended.")
    closed = serializers.BooleanField(required=False, default=False, help_text="The remedy is over.")
    reference = serializers.IntegerField(
        min_value=1,
        max_value=BIGGEST_ID,
        required=False,
        allow_null=True,
        default=None,
        help_text="Which one is over.",
    )
    content = {"on": not_to_come()}


class ApproveEntry(Versioned):
    public_subject = Plain(disclosure.SUBJECT_LENGTH, max_length=250)
    public_reason = optional(20_000, told=disclosure.REASON_LENGTH[1])

    def faults(self, given: Mapping[str, Any], today: date) -> Iterable[Refusal]:
        return disclosure.reasons_against_disclosure(
            given.get("public_subject", ""), given.get("public_reason", "")
        )


class CorrectFact(Versioned):
    on = serializers.DateField(allow_null=True, help_text="The right day; null when it never happened.")
    why = Plain(REASON_LENGTH, help_text="10 to 4,000 characters.")
    content = {"why": words_of("why", REASON_LENGTH)}


class ConfirmFindings(Versioned):
    file = serializers.UUIDField(help_text="A file of this case.")
    keys = serializers.ListField(
        child=serializers.CharField(max_length=60),
        max_length=400,
        help_text="Keys of `decision.readings`, and `by_eye` once a person looked at what no machine could read.",
    )
    reason = Plain(help_text="Why everybody may read it; it stays with the name of whoever says so.")


class ItemDraft(serializers.Serializer[Any]):
    title = Plain((1, TITLE_LENGTH), max_length=1_000)
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
    reason = optional(100_000, told=TEXT_LENGTH, help_text="The concrete prejudice.")


class Draft(Versioned):
    effect = serializers.ChoiceField(
        Decision.Effect.values,
        required=False,
        allow_blank=True,
        default="",
        help_text="Of a later decision: whether it replaces the one before or adds to it.",
    )
    outcome = serializers.ChoiceField(DECIDED)
    reasons = Plain((0, TEXT_LENGTH), allow_blank=True)
    items = ItemDraft(many=True, required=False, default=list)
    answer_text = optional(100_000, told=TEXT_LENGTH)
    publication_url = optional(told=URL_LENGTH)
    transience = optional(100_000, told=TEXT_LENGTH)
    earlier_request = optional()
    review_office = optional()
    deferred_until = serializers.DateField(required=False, allow_null=True, default=None)
    deferred_event = optional()

    def faults(self, given: Mapping[str, Any], today: date) -> Iterable[Refusal]:
        names = ("reasons", "answer_text", "transience", "publication_url")
        return reasons_against_texts(**{name: given.get(name, "") for name in names})
