"""What the person who asks sends, and what she reads of her request: never what the office keeps to itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rest_framework import serializers

from foia.actions.bodies import optional
from foia.api.filing import content_faults
from foia.api.serializers.public import BASES, EFFECTS, KINDS
from foia.forms.case import told_of_her
from foia.rules import dialogue, review
from foia.rules.filing import DeliveryChoice, Purpose, guards
from pasocial.refusal import Refusal
from pasocial.rest.bodies import JudgedBody, Plain


class Filing(JudgedBody):
    """JSON, or multipart with `files`. Only subject, body and e-mail are needed; without a name we ask for it."""

    subject = Plain(guards.SUBJECT_LENGTH, help_text="10 to 200 characters.")
    body = Plain(guards.BODY_LENGTH, help_text="What is asked: 20 to 20,000 characters.")
    kind = serializers.ChoiceField(
        KINDS, required=False, default="generalised", help_text="Without it, the general right (FOIA)."
    )
    motive = optional(
        100_000,
        told=guards.MOTIVE_LENGTH[1],
        help_text="Only for documentary access, where the law asks for it.",
    )
    name = optional(told=guards.LINE_LENGTH, help_text="Name and surname.")
    email = optional(help_text="Where the receipt goes; with the code it opens the case.")
    pec = optional(help_text="Certified mail address.")
    phone = optional(told=guards.LINE_LENGTH)
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)
    birth_place = optional(told=guards.LINE_LENGTH)
    residence = optional(told=guards.LINE_LENGTH)
    codice_fiscale = optional(help_text="Italian tax code.")
    organisation = optional(told=guards.LINE_LENGTH, help_text="On behalf of whom.")
    purpose = serializers.ChoiceField(
        [str(one) for one in Purpose],
        required=False,
        allow_blank=True,
        default="",
        help_text="For statistics only.",
    )
    sector = optional(told=guards.LINE_LENGTH)
    delivery = serializers.ChoiceField([str(one) for one in DeliveryChoice], required=False, default="email")
    language = serializers.ChoiceField(["it", "en"], required=False, default="it")
    agrees_to_be_told = serializers.BooleanField(
        required=False, default=False, help_text="Tell me when the same information is published."
    )
    made_public_url = optional(told=guards.URL_LENGTH, help_text="Where I asked in public.")
    made_public_on = serializers.DateField(required=False, allow_null=True, default=None)
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        required=False,
        default=list,
        max_length=10,
        help_text="Only with multipart/form-data; at most 10.",
    )

    def faults(self, given: Mapping[str, Any], today: date) -> Iterable[Refusal]:
        return content_faults(given, today)


class Line(serializers.Serializer[Any]):
    """One step of how the due day was computed."""

    text = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    source = serializers.CharField(help_text="Act and article.")  # type: ignore[assignment]


class Clock(serializers.Serializer[Any]):
    due_on = serializers.DateField(
        allow_null=True, help_text="The legal day; none while a documentary request is incomplete."
    )
    target_on = serializers.DateField(allow_null=True, help_text="The working day the office aims at.")
    status = serializers.ChoiceField(["running", "paused", "late", "stopped"])
    days_left = serializers.IntegerField(allow_null=True, help_text="Negative when late.")
    lines = Line(many=True)


class OwnFile(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    media_type = serializers.CharField()
    url = serializers.URLField(allow_blank=True, help_text="Empty while the malware scan is open.")


class OwnMessage(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    from_citizen = serializers.BooleanField()
    purpose = serializers.CharField()
    body = serializers.CharField()
    sent_at = serializers.DateTimeField()
    files = OwnFile(many=True)


class Withheld(serializers.Serializer[Any]):
    title = serializers.CharField()
    partial = serializers.BooleanField(  # type: ignore[assignment]
        help_text="Released with parts blacked out."
    )
    ground = serializers.CharField()
    reason = serializers.CharField()


class Remedy(serializers.Serializer[Any]):
    """One that is left to her: what she used already is not here."""

    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    until = serializers.DateField(allow_null=True, help_text="Its last day, where one can be told.")
    source = serializers.CharField()  # type: ignore[assignment]


class OwnDecision(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="1 for the first answer; later ones replace or extend it.")
    basis = serializers.ChoiceField(BASES, allow_blank=True, help_text="Why a later one exists.")
    effect = serializers.ChoiceField(EFFECTS, allow_blank=True, help_text="Empty for the first.")
    outcome = serializers.CharField()
    outcome_label = serializers.CharField()
    meaning = serializers.CharField()
    reasons = serializers.CharField()
    answer_text = serializers.CharField()
    publication_url = serializers.CharField()
    deferred_until = serializers.DateField(allow_null=True)
    sent_at = serializers.DateTimeField()
    withheld = Withheld(many=True)
    released = OwnFile(many=True)
    letter_url = serializers.URLField(allow_blank=True)


class NewDecision(serializers.Serializer[Any]):
    """A decision that is owed again after a review, a ruling or an error of the office."""

    basis = serializers.ChoiceField(BASES)
    basis_label = serializers.CharField()
    opened_on = serializers.DateField()
    due_on = serializers.DateField()
    target_on = serializers.DateField()
    status = serializers.CharField(help_text="running or late.")
    days_left = serializers.IntegerField(allow_null=True)
    lines = Line(many=True)


class OwnReview(serializers.Serializer[Any]):
    filed_on = serializers.DateField()
    due_on = serializers.DateField()
    outcome = serializers.CharField(allow_blank=True)
    reasons = serializers.CharField(allow_blank=True)


class OwnRating(serializers.Serializer[Any]):
    face = serializers.IntegerField()
    comment = serializers.CharField(allow_blank=True)


class OwnLinks(serializers.Serializer[Any]):
    self = serializers.URLField()
    page = serializers.URLField(help_text="The page for people, opened with code and e-mail.")
    receipt = serializers.URLField(help_text="The receipt for people.")


class Receipt(serializers.Serializer[Any]):
    """What comes back from filing."""

    number = serializers.CharField()
    code = serializers.CharField(help_text="Keep it: with the e-mail address it opens the case.")
    kind = serializers.ChoiceField(KINDS)
    state = serializers.CharField()
    received_on = serializers.DateField()
    clock = Clock()
    links = OwnLinks()


class OwnCase(serializers.Serializer[Any]):
    """The citizen's reading of her request."""

    number = serializers.CharField()
    code = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    state = serializers.CharField()
    state_label = serializers.CharField()
    subject = serializers.CharField()
    body = serializers.CharField()
    received_on = serializers.DateField()
    answered_on = serializers.DateField(allow_null=True)
    clock = Clock()
    messages = OwnMessage(many=True)
    files = OwnFile(many=True, help_text="What came with the request.")
    new_decision = NewDecision(allow_null=True, help_text="While one is owed.")
    decision = OwnDecision(allow_null=True, help_text="The newest that was sent.")
    earlier_decisions = OwnDecision(many=True, help_text="Those before it, the newest first.")
    remedies = Remedy(many=True)
    review = OwnReview(allow_null=True)
    rating = OwnRating(allow_null=True)
    may = serializers.ListField(
        child=serializers.ChoiceField(["write", "identify", "withdraw", "rate", "ask_review"]),
        help_text="What can be done now.",
    )
    links = OwnLinks()


class Opening(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=60)
    email = serializers.CharField(max_length=254)


class _WithFiles(JudgedBody):
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), required=False, default=list, max_length=10
    )


class Said(_WithFiles):
    body = Plain(dialogue.BODY_LENGTH, help_text="2 to 20,000 characters.")
    content = {"body": lambda text, today: dialogue.reason_against_body(text.strip(), "body")}


class Withdrawal(serializers.Serializer[Any]):
    words = optional(2_000, help_text="Why, if you wish.")


class Rating(serializers.Serializer[Any]):
    face = serializers.ChoiceField([1, 2, 3], help_text="1 unhappy, 2 so-so, 3 happy.")
    comment = optional(2_000)


class ReviewAsked(_WithFiles):
    grounds = Plain(review.GROUNDS_LENGTH, help_text="Why: 20 to 20,000 characters.")
    content = {"grounds": lambda text, today: review.reason_against_grounds(text.strip())}


class SaysWho(JudgedBody):
    name = Plain(max_length=1_000)
    codice_fiscale = optional()
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)
    content = {name: told_of_her(name) for name in ("name", "codice_fiscale", "birth_date")}
