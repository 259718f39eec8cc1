"""The list of what was found, with its views and what is done to many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone

from desks.found import operations, queries
from desks.found.models import FoundObject
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.lists.cells import Row, Title
from pasocial.office.screens.lists.forms import BulkAction, BulkForm
from pasocial.office.screens.lists.pages import DeskList, Nothing
from pasocial.office.screens.lists.rules import Column, FiltersInForce, OneOf, View, Words


class Donate(BulkForm):
    ACTIONS = (BulkAction("donate", "Dona"),)


class FoundObjects(DeskList):
    code = "found.objects"
    url_name = "found:objects"
    permission = "found.read"
    title = "Oggetti trovati"
    columns = (Column("Che cosa", "what"), Column("Dove"), Column("Stato"))
    views = (
        View("all", "Tutti"),
        *(View(one.value, one.label, {"stato": one.value}) for one in FoundObject.State),
    )
    filters = (
        Words("Cerca un oggetto"),
        OneOf("stato", "Stato", (("", "Qualunque"), *FoundObject.State.choices)),
    )
    sorts: ClassVar = {"": ("-pk",), "what": ("what", "pk")}
    nothing = Nothing("Nessun oggetto", "Quando qualcuno ne porta uno, lo trovi qui.")
    bulk_form = Donate
    bulk_permission = "found.work"

    def counts(self) -> Mapping[str, int]:
        return queries.counts()

    def matching(self, asked: FiltersInForce) -> QuerySet[FoundObject]:
        return queries.matching(state=asked.get("stato"), words=asked.get("q"))

    def rows(self, shown: list[FoundObject]) -> list[Row]:
        return [
            Row(
                one.pk, queries.place(one.pk), (Title(one.what), one.place, one.get_state_display()), one.what
            )
            for one in shown
        ]

    def do_bulk(self, ids: list[int], given: dict[str, Any]) -> str:
        operations.donate(ids=ids, by=Actor.staff(self.user), at=timezone.now())
        return f"Donati: {len(ids)}."
