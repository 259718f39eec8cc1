"""The newsroom's work by REST, under /api/v1/newsroom/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desks.newsroom import queries
from desks.newsroom.actions import ACTIONS
from desks.newsroom.models import Commission
from pasocial.office.files.attachments import queries as files
from pasocial.office.screens.actions import Action
from pasocial.office.screens.actions.endpoints import Things

STATES = [value for value, _label in Commission.State.choices]
EXAMPLE: dict[str, Any] = {
    "id": 2,
    "about": "foia.topic:3",
    "title": "Spese per le luminarie",
    "brief": "Lo hanno chiesto 3 persone in un anno.",
    "state": "asked",
    "redact_first": False,
    "material": [
        {
            "file": "5d1c2b9a-7c1e-4a55-9a0b-0f4f2f6a8d11",
            "state": "replaced",
            "copy": "0a6f3e58-64c2-4c0e-8f0d-7f1e2b5c9d22",
            "reason": "",
            "decided_at": "2026-03-04T09:30:00+01:00",
        }
    ],
    "writer": None,
    "page": 41,
    "asked_at": "2026-03-03T10:00:00+01:00",
    "submitted_at": None,
    "published_at": None,
    "return_reason": "",
    "edit_url": "https://redazione.comune.example/admin/pages/41/edit/",
}


class GatheredFile(serializers.Serializer[Any]):
    """A file gathered for a page; its name is not given, for it may name somebody."""

    file = serializers.UUIDField(source="file.public_id")
    state = serializers.ChoiceField(["open", "clear", "replaced", "left_out"])
    copy = serializers.UUIDField(source="copy.public_id", allow_null=True, default=None)
    reason = serializers.CharField()
    decided_at = serializers.DateTimeField(allow_null=True)


class CommissionRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    about = serializers.CharField(help_text="What asked for it.")
    title = serializers.CharField()
    brief = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    redact_first = serializers.BooleanField()
    material = serializers.SerializerMethodField(
        help_text="Each gathered file and what was decided of it: open, clear, replaced or left_out. "
        "While one is open the page is neither submitted nor published."
    )
    writer = serializers.SerializerMethodField()
    page = serializers.IntegerField(source="page_id", allow_null=True)
    asked_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    return_reason = serializers.CharField()
    edit_url = serializers.SerializerMethodField(help_text="Where people write the page.")

    @extend_schema_field(GatheredFile(many=True))
    def get_material(self, commission: Commission) -> list[dict[str, Any]]:
        context = cast(dict[str, Any], self.context)
        if "material" not in context:  # one query for the whole list
            rows: Any = self.parent.instance if self.parent else [self.instance]
            context["material"] = files.clearances_of([row.about for row in rows])
        held = context["material"].get(commission.about, [])
        return list(GatheredFile(held, many=True).data)

    @extend_schema_field({"type": ["string", "null"]})
    def get_writer(self, commission: Commission) -> str | None:
        return str(commission.writer) if commission.writer else None

    @extend_schema_field({"type": "string"})
    def get_edit_url(self, commission: Commission) -> str:
        if not commission.page_id:
            return ""
        address = reverse("wagtailadmin_pages:edit", args=[commission.page_id])
        return str(self.context["request"].build_absolute_uri(address))


class CommissionsQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(STATES, required=False)


AFTER = {
    "take": "writing",
    "submit": "submitted",
    "return": "writing",
    "publish": "leaving",
    "drop": "dropped",
}


class CommissionThings(Things):
    ids, names, tag = "newsroom_commissions", "newsroom_commission", "Newsroom"
    noun, nouns, order = "page to write", "pages to write", "What waits for approval first."
    scope = "newsroom.read"
    answer, example, query = CommissionRow, EXAMPLE, CommissionsQuery

    @classmethod
    def rows(cls, asked: Mapping[str, Any]) -> QuerySet[Commission]:
        return queries.commissions(asked.get("state", ""))

    @classmethod
    def example_after(cls, action: Action) -> Any:
        return {**EXAMPLE, "state": AFTER[action.code]}


urlpatterns = CommissionThings.urls("commissions", ACTIONS)
