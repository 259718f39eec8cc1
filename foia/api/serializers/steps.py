"""What is sent about several requests, about topics, and from another office; what a case takes is in `foia.actions`."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from foia.actions.bodies import Plain, optional
from foia.forms.base import Versioned
from foia.rules.dialogue import BODY_LENGTH
from foia.rules.topics import TITLE_LENGTH
from pasocial.office.screens.actions.bodies import BIGGEST_ID


def identifier(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=BIGGEST_ID, **options)


def identifiers(most: int) -> serializers.ListField:
    return serializers.ListField(child=identifier(), min_length=1, max_length=most)


class Reply(Versioned):
    reply = Plain(BODY_LENGTH)
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), required=False, default=list, max_length=10
    )


class NoticePreview(serializers.Serializer[Any]):
    to = serializers.CharField(help_text="Empty for a party who has only a postal address.")
    language = serializers.ChoiceField(["it", "en"])
    subject = serializers.CharField()
    text = serializers.CharField()
    against = serializers.CharField(help_text="Why it cannot be sent now; empty when it can.")


class Judge(serializers.Serializer[Any]):
    accept = serializers.BooleanField(help_text="Whether the two ask for the same thing.")


class Assign(serializers.Serializer[Any]):
    requests = identifiers(200)
    to = identifier(allow_null=True, help_text="A member of the desk; null puts them back in the queue.")


class StartTopic(serializers.Serializer[Any]):
    title = Plain(TITLE_LENGTH, max_length=1_000)
    summary = optional(5_000)
    requests = identifiers(500)


class RequestsOfTopic(serializers.Serializer[Any]):
    requests = identifiers(500)


class SplitTopic(RequestsOfTopic):
    title = Plain(TITLE_LENGTH, max_length=1_000)


class MergeTopic(serializers.Serializer[Any]):
    into = identifier()


class RenameTopic(serializers.Serializer[Any]):
    title = Plain(TITLE_LENGTH, max_length=1_000)
    summary = optional(5_000)


class ChooseTopic(serializers.Serializer[Any]):
    choice = serializers.ChoiceField(["publish", "redact", "not"])
    reason = Plain(max_length=5_000)
    look_again_on = serializers.DateField(required=False, allow_null=True, default=None)


class Nothing(serializers.Serializer[Any]):
    """An empty body."""
