"""The newsroom's list: the pages it was asked to write, what waits for approval first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desks.newsroom import operations, queries
from desks.newsroom.models import Commission
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.lists.cells import Badge, Row, Title
from pasocial.office.screens.lists.downloads import Field
from pasocial.office.screens.lists.forms import BulkAction, BulkForm
from pasocial.office.screens.lists.pages import DeskList, Nothing
from pasocial.office.screens.lists.rules import Column, FiltersInForce, OneOf, Switch, View, Words

TONES = {"published": "success", "submitted": "warning", "dropped": "quiet"}


class Take(BulkForm):
    ACTIONS = (BulkAction("take", gettext_lazy("Prendi tu")),)


class Commissions(DeskList):
    code = "newsroom.commissions"
    url_name = "newsroom:commissions"
    permission = "newsroom.read"
    title = gettext_lazy("Pagine da scrivere")
    unit = gettext_lazy("pagine")
    columns = (
        Column(gettext_lazy("Pagina"), "title"),
        Column(gettext_lazy("Stato")),
        Column(gettext_lazy("Chi scrive")),
        Column(gettext_lazy("Chiesta il"), "asked"),
    )
    views = (
        View("all", gettext_lazy("Tutte")),
        View("mine", gettext_lazy("Mie"), {"mie": "1"}),
        *(View(state.value, state.label, {"stato": state.value}) for state in Commission.State),
    )
    filters = (
        Words(gettext_lazy("Cerca una pagina")),
        OneOf("stato", gettext_lazy("Stato"), (("", gettext_lazy("Qualunque")), *Commission.State.choices)),
        Switch("mie", gettext_lazy("Solo quelle che scrivo io")),
    )
    sorts = queries.ORDERS
    nothing = Nothing(
        gettext_lazy("Nessuna pagina in questo elenco"),
        gettext_lazy(
            "Quando un tema ricorrente va pubblicato, qui arriva la pagina da scrivere con i documenti già raccolti."
        ),
    )
    bulk_form = Take
    bulk_permission = "newsroom.write"
    file_name = "pagine"
    fields = (
        Field("title", gettext_lazy("titolo della pagina")),
        Field("state", gettext_lazy("a che punto è"), dict(Commission.State.choices)),
        Field("writer", gettext_lazy("chi la scrive")),
        Field("asked_on", gettext_lazy("giorno in cui è stata chiesta")),
        Field("published_on", gettext_lazy("giorno in cui è stata pubblicata")),
    )

    def lead(self) -> str:
        return _("Ciò che le altre redazioni chiedono di pubblicare per tutti.")

    def counts(self) -> Mapping[str, int]:
        return queries.counts(self.user)

    def matching(self, asked: FiltersInForce) -> QuerySet[Commission]:
        writer = self.user if asked.get("mie") else None
        return queries.matching(state=asked.get("stato"), words=asked.get("q"), writer=writer)

    def rows(self, shown: list[Commission]) -> list[Row]:
        select = _("Seleziona %(title)s")
        return [
            Row(
                one.pk,
                reverse("newsroom:commission", args=[one.pk]),
                (
                    Title(one.title),
                    Badge(one.get_state_display(), TONES.get(one.state, "info")),
                    str(one.writer or ""),
                    timezone.localdate(one.asked_at),
                ),
                select % {"title": one.title},
            )
            for one in shown
        ]

    def records(self) -> Iterator[dict[str, Any]]:
        for one in self.matching(self.asked).order_by(*self.order).iterator(chunk_size=500):
            published = timezone.localdate(one.published_at) if one.published_at else None
            yield {
                "title": one.title,
                "state": one.state,
                "writer": str(one.writer or ""),
                "asked_on": timezone.localdate(one.asked_at).isoformat(),
                "published_on": published.isoformat() if published else None,
            }

    def do_bulk(self, ids: list[int], given: dict[str, Any]) -> str:
        by, at = Actor.staff(self.user), timezone.now()
        with transaction.atomic():
            for pk in ids:
                operations.take_commission(commission_id=pk, user=self.user, by=by, at=at)
        return ngettext("%(n)d pagina è tua.", "%(n)d pagine sono tue.", len(ids)) % {"n": len(ids)}
