"""Who asked for a topic, what is proposed, how good it was: as staff read and say it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from foia.actions.bodies import Requests
from foia.api.serializers.steps import identifier
from pasocial.rest.bodies import Plain


class Statement(serializers.Serializer[Any]):
    one = serializers.CharField()
    other = serializers.CharField()
    same = serializers.BooleanField(help_text="One person, or two.")
    why = serializers.CharField()
    said_at = serializers.DateTimeField()


class Key(serializers.Serializer[Any]):
    person_key = serializers.CharField(
        help_text="Keyed digest of an identifier, with its kind before the colon."
    )
    kind = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())


class PersonRow(serializers.Serializer[Any]):
    person = serializers.CharField(help_text="The key that stands for this person in the count.")
    requests = serializers.IntegerField()
    last_on = serializers.DateField()
    keys = Key(many=True)
    said = Statement(many=True)


class OrganisationRow(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    requests = serializers.IntegerField()
    persons = serializers.IntegerField()
    confirmed = serializers.BooleanField(help_text="Its members count once.")


class Freshness(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    owner_desk = serializers.CharField()
    fresh_until = serializers.DateField(allow_null=True)


class Pair(serializers.Serializer[Any]):
    suggestion = serializers.IntegerField(source="suggestion.pk")
    request = serializers.IntegerField(source="request.pk")
    earlier = serializers.IntegerField(source="earlier.pk")
    score = serializers.FloatField(source="suggestion.score")


class ProposalRow(serializers.Serializer[Any]):
    requests = serializers.SerializerMethodField()
    topic = serializers.IntegerField(
        source="topic.pk",
        allow_null=True,
        default=None,
        help_text="The topic they would join; null for a new one.",
    )
    lowest = serializers.FloatField(help_text="The weakest likeness that links them.")
    links = Pair(many=True)

    def get_requests(self, proposal: Any) -> list[int]:
        return [one.pk for one in proposal.requests]


class JudgeProposal(serializers.Serializer[Any]):
    requests = Requests()
    topic = identifier(required=False, allow_null=True, default=None)
    title = Plain(max_length=1_000, required=False, allow_blank=True, default="")
    accept = serializers.BooleanField()


class Judged(serializers.Serializer[Any]):
    topic = serializers.IntegerField(
        allow_null=True, help_text="The topic made or joined; null when refused."
    )
    suggestions = serializers.IntegerField(allow_null=True, help_text="How many were refused.")


class ThresholdRow(serializers.Serializer[Any]):
    score = serializers.FloatField()
    judged = serializers.IntegerField(help_text="Judged one by one at or above the score.")
    wrong = serializers.IntegerField()
    precision = serializers.FloatField(allow_null=True)
    recall = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(help_text="Upper limit of the wrong share, Wilson, one-sided 95 %.")


class Adopted(serializers.Serializer[Any]):
    score = serializers.FloatField()
    judged = serializers.IntegerField()
    refused = serializers.IntegerField()
    adopted_at = serializers.DateTimeField()
    suspended = serializers.BooleanField(
        help_text="Belied by cases judged since: nothing is proposed at once."
    )


class Quality(serializers.Serializer[Any]):
    thresholds = ThresholdRow(many=True)
    best = serializers.FloatField(
        allow_null=True, help_text="The lowest good threshold; null while none is measured."
    )
    missing = serializers.IntegerField(help_text="Judged suggestions still missing, all of them right.")
    accepted = serializers.IntegerField()
    parted = serializers.IntegerField(help_text="Accepted, then taken apart again: counted as wrong.")
    refused = serializers.IntegerField()
    together = serializers.IntegerField(help_text="Judged with others in one act: kept, not measured.")
    overtaken = serializers.IntegerField(help_text="Never judged, both joined in one topic some other way.")
    open = serializers.IntegerField()
    adopted = Adopted(allow_null=True)
