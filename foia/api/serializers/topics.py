"""What staff read of recurring topics."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.api.serializers.public import Absolute
from foia.api.serializers.staff import Person, person
from foia.models import Topic
from foia.queries.topics import TopicView

FLAGS = [value for value, _label in Topic.Flag.choices]
CHOICES = [value for value, _label in Topic.Choice.choices]


class TopicsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, max_length=200)
    flag = serializers.ChoiceField(FLAGS, required=False)
    choice = serializers.ChoiceField([*CHOICES, "open"], required=False, help_text="`open`: not decided yet.")


class TopicRow(Absolute):
    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Grows with each change; also the ETag of one topic.")
    title = serializers.CharField()
    summary = serializers.CharField()
    flag = serializers.ChoiceField(FLAGS)
    flagged_on = serializers.DateField(allow_null=True)
    persons_in_window = serializers.IntegerField(help_text="Different people in a year.")
    requests_in_window = serializers.IntegerField()
    requests_total = serializers.IntegerField()
    last_asked_on = serializers.DateField(allow_null=True)
    decide_by = serializers.DateField(allow_null=True)
    choice = serializers.ChoiceField(["", *CHOICES])
    choice_reason = serializers.CharField()
    look_again_on = serializers.DateField(allow_null=True)
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, topic: Topic) -> str:
        return self.absolute(reverse("api:foia_topic", args=[topic.pk]))


class Act(serializers.Serializer[Any]):
    verb = serializers.CharField()
    done_by = serializers.SerializerMethodField()
    done_at = serializers.DateTimeField()

    @extend_schema_field(Person(allow_null=True))
    def get_done_by(self, act: Any) -> dict[str, Any] | None:
        return person(act.done_by)


class Month(serializers.Serializer[Any]):
    month = serializers.DateField()
    requests = serializers.IntegerField()


class PageOfTopic(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    live = serializers.BooleanField()


class Change(serializers.Serializer[Any]):
    before = serializers.ChoiceField(FLAGS)
    after = serializers.ChoiceField(FLAGS)
    on = serializers.DateField(allow_null=True)
    persons = serializers.IntegerField()
    requests = serializers.IntegerField()
    because = serializers.CharField()
    recorded_at = serializers.DateTimeField()


class WholeTopic(TopicRow):
    window_from = serializers.DateField(allow_null=True)
    window_to = serializers.DateField(allow_null=True)
    chosen_by = serializers.SerializerMethodField()
    chosen_at = serializers.DateTimeField(allow_null=True)
    last_act = Act(allow_null=True, help_text="What undo would take back.")
    months = Month(many=True)
    pages = PageOfTopic(many=True)
    avoided = serializers.IntegerField(help_text="People who read the answer instead of asking.")
    hours_saved = serializers.FloatField()
    told = serializers.IntegerField(help_text="Earlier askers told of the publication.")
    changes = Change(many=True)

    @extend_schema_field(Person(allow_null=True))
    def get_chosen_by(self, topic: Topic) -> dict[str, Any] | None:
        return person(topic.chosen_by)


def whole_topic(view: TopicView, context: Any) -> dict[str, Any]:
    """One topic as plain values."""
    topic = view.topic
    return {
        **TopicRow(topic, context=context).data,
        "window_from": topic.window_from,
        "window_to": topic.window_to,
        "chosen_by": person(topic.chosen_by),
        "chosen_at": topic.chosen_at,
        "last_act": Act(view.last_act).data if view.last_act else None,
        "months": [{"month": month, "requests": number} for month, number in view.months],
        "pages": PageOfTopic(view.pages, many=True).data,
        "avoided": view.avoided,
        "hours_saved": view.hours_saved,
        "told": view.told,
        "changes": Change(view.changes, many=True).data,
    }


class Member(serializers.Serializer[Any]):
    request = serializers.IntegerField(source="request_id")
    number = serializers.CharField(source="request.number")
    subject = serializers.CharField(source="request.subject")
    asked_on = serializers.DateField()
    counts = serializers.BooleanField(help_text="Whether it counts for the flag.")
    proven = serializers.BooleanField(help_text="Whether the person's identity is proven.")
