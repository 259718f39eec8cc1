"""One line of a list of cases, and the filters of that list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.api.serializers.public import CHANNELS, KINDS, Absolute
from foia.models import AccessRequest
from foia.queries.inbox import SORTS
from foia.rules.states import STATE_LABELS, State

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
        r"^(late|today|[0-9]{1,3})\Z", required=False, help_text="`late`, `today` or within so many days."
    )
    assignee = serializers.RegexField(
        r"^(me|none|[0-9]{1,9})\Z", required=False, help_text="`me`, `none` or an id."
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

    def get_state_label(self, request: AccessRequest) -> str:
        return gettext(STATE_LABELS[State(request.state)])

    @extend_schema_field(Person(allow_null=True))
    def get_assignee(self, request: Any) -> dict[str, Any] | None:
        return {"id": request.assignee_id, "name": request.assignee_name} if request.assignee_id else None

    def get_unread(self, request: Any) -> bool:
        return bool(request.unread)

    @extend_schema_field(TopicName(allow_null=True))
    def get_topic(self, request: AccessRequest) -> dict[str, Any] | None:
        membership = getattr(request, "topic_membership", None)
        return {"id": membership.topic_id, "title": membership.topic.title} if membership else None

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, request: AccessRequest) -> str:
        return self.absolute(reverse("api:foia_case", args=[request.pk]))
