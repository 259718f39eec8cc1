"""Found objects by REST, under /api/v1/found/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from desks.found import queries
from desks.found.actions import ACTIONS
from desks.found.models import FoundObject
from pasocial.office.screens.actions.endpoints import Things


class ObjectRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    what = serializers.CharField()
    found_on = serializers.DateField()
    state = serializers.ChoiceField(FoundObject.State.values)


class Objects(Things):
    ids, names, tag, scope = "found_objects", "found_object", "Found", "found.read"
    noun, nouns, order = "found object", "found objects", "The newest first."
    answer = ObjectRow
    example = {"id": 3, "what": "Ombrello", "found_on": "2026-03-02", "state": "kept"}

    @classmethod
    def rows(cls, asked: Mapping[str, Any]) -> QuerySet[FoundObject]:
        return queries.matching().order_by("-pk")


urlpatterns = Objects.urls("objects", ACTIONS)
