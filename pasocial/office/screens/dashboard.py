"""The page staff start from: what is mine today, what is late, what waits for approval, my desks' queues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasocial.office.messaging.notices import queries as notices
from pasocial.office.messaging.notices.views import line_of
from pasocial.office.people.members.gate import StaffRequest, staff_only
from pasocial.office.people.members.policy import desks_of
from pasocial.office.record import registry
from pasocial.office.work.items import queries as work
from pasocial.office.work.items.about import verb_of
from pasocial.office.work.items.models import Item


@dataclass(frozen=True)
class Row:
    """An item as the dashboard shows it; `days_left` is negative when late."""

    item: Item
    desk_name: str
    verb: str
    days_left: int | None


@dataclass(frozen=True)
class DeskQueue:
    code: str
    name: str
    open: int
    unassigned: int
    late: int


@dataclass(frozen=True)
class ShownTile:
    """What a desk's tile says: a count that links to its list, and a few lines (`label`, `url`, `note`)."""

    title: str
    count: int
    url: str
    note: str = ""
    icon: str = "list"
    lines: tuple[Any, ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> ShownTile:
        return cls(
            title=str(told["title"]),
            count=told["count"],
            url=str(told["url"]),
            note=str(told.get("note", "")),
            icon=str(told.get("icon", "list")).removeprefix("it-"),
            lines=tuple(told.get("items", ()))[:5],
        )


@dataclass(frozen=True)
class Board:
    """All that the page shows. Costs as many queries with three rows as with three thousand."""

    mine: tuple[Row, ...]
    mine_count: int
    late: tuple[Row, ...]
    late_count: int
    unassigned_count: int
    queues: tuple[DeskQueue, ...]
    tiles: tuple[ShownTile, ...] = field(default_factory=tuple)


def board_of(user: Any, today: date) -> Board:
    desks = desks_of(user)
    mine = work.first_of_mine(user)
    late = work.first_of_late(user, desks, today)
    waiting = work.waiting(user, desks, today)
    known = registry.desks()
    return Board(
        mine=rows(mine, today),
        mine_count=sum(counts["mine"] for counts in waiting.values()),
        late=rows(late, today),
        late_count=sum(counts["late"] for counts in waiting.values()),
        unassigned_count=sum(counts["unassigned"] for counts in waiting.values()),
        queues=tuple(
            DeskQueue(
                code,
                str(known[code].name),
                *(waiting[code][name] for name in ("open", "unassigned", "late")),
            )
            for code in desks
        ),
        tiles=waiting_for_a_decision(user),
    )


def rows(items: list[Item], today: date) -> tuple[Row, ...]:
    known = registry.desks()
    return tuple(
        Row(
            item,
            str(known[item.desk].name) if item.desk in known else item.desk,
            verb_of(item.desk, item.kind),
            (item.due_on - today).days if item.due_on else None,
        )
        for item in items
    )


def tiles_for(user: Any, place: str) -> tuple[ShownTile, ...]:
    """What the desks declare for this place; a desk answers None to whom the tile does not concern."""
    found = (
        registry.resolve(tile.query)(user)
        for desk in registry.desks().values()
        for tile in desk.tiles
        if tile.place == place
    )
    return tuple(ShownTile.of(tile) for tile in found if tile)


def waiting_for_a_decision(user: Any) -> tuple[ShownTile, ...]:
    """The tiles that have something to show: a dashboard of zeros hides what matters."""
    return tuple(tile for tile in tiles_for(user, "staff") if tile.count)


@staff_only
def today(request: StaffRequest) -> HttpResponse:
    day = timezone.localdate()
    return render(
        request,
        "office/dashboard.html",
        {
            "board": board_of(request.user, day),
            "today": day,
            "columns": [_("Attività"), _("Scadenza")],
            "recent_notices": [line_of(one) for one in notices.newest_unread(request.user)],
        },
    )
