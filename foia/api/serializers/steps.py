"""What is sent about several requests and from another office; what a case or a topic takes is in `foia.actions`."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from foia.actions.bodies import Requests
from foia.forms.base import Versioned
from foia.rules.dialogue import BODY_LENGTH, reason_against_body
from pasocial.office.screens.actions.bodies import BIGGEST_ID
from pasocial.rest.bodies import Plain


def identifier(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=BIGGEST_ID, **options)


class Reply(Versioned):
    reply = Plain(BODY_LENGTH)
    content = {"reply": lambda text, today: reason_against_body(text.strip(), "reply")}
    files = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True), required=False, default=list, max_length=10
    )


class NoticePreview(serializers.Serializer[Any]):
    to = serializers.CharField(help_text="Empty for a party who has only a postal address.")
    language = serializers.ChoiceField(["it", "en"])
    subject = serializers.CharField()
    text = serializers.CharField()
    against = serializers.CharField(help_text="Why it cannot be sent now; empty when it can.")


class Assign(serializers.Serializer[Any]):
    requests = Requests(most=200)
    to = identifier(allow_null=True, help_text="A member of the desk; null puts them back in the queue.")
