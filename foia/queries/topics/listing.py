"""The board of topics: those to decide first, and how many stand in each view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from foia.models import (
    Topic,
)
from foia.queries.topics.answers import live_answers
from pasocial.office.screens.lists.search import speaking_of

ORDER = Case(
    When(flag="hard", choice="", then=Value(0)),
    When(flag="soft", choice="", then=Value(1)),
    When(choice="", then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class BoardFilters:
    flag: str = ""
    words: str = ""
    choice: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> BoardFilters:
        flag, choice = str(query.get("segnalazione", "")), str(query.get("decisione", ""))
        return cls(
            flag=flag if flag in Topic.Flag.values else "",
            words=str(query.get("q", "")).replace("\x00", "").strip()[:200],
            choice=choice if choice in (*Topic.Choice.values, "open", "published") else "",
        )


# Those to decide first, then what is rising; or by one of the figures.
BOARD_ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("rank", F("decide_by").asc(nulls_last=True), "-last_asked_on", "-id"),
    **{
        sign + name: (sign + column, "-id")
        for name, column in (
            ("persons", "persons_in_window"),
            ("requests", "requests_total"),
            ("last", "last_asked_on"),
        )
        for sign in ("", "-")
    },
}


def board(filters: BoardFilters) -> QuerySet[Topic]:
    """`on_board`, those to decide first."""
    return on_board(living(), filters).order_by(*BOARD_ORDERS[""])


def on_board(topics: QuerySet[Topic], filters: BoardFilters) -> QuerySet[Topic]:
    """Those of the `living` that the filters let through."""
    topics = topics.defer("search").annotate(rank=ORDER)
    if filters.flag:
        topics = topics.filter(flag=filters.flag)
    if filters.choice == "open":
        topics = topics.filter(choice="")
    elif filters.choice == "published":
        topics = topics.filter(published=True)  # type: ignore[misc]  # `living` tells it
    elif filters.choice:
        topics = topics.filter(choice=filters.choice)
    if filters.words:
        topics = speaking_of(topics, filters.words, vector="search", title="title")
    return topics


def living() -> QuerySet[Topic]:
    """Topics that stand on the board; `published` tells whether a public page answers. One left without requests by an
    undo is not shown. Whoever needs them twice hands them on: which pages are public is asked each time."""
    answered = Exists(live_answers().filter(topic=OuterRef("pk")))
    found: QuerySet[Topic] = Topic.objects.filter(merged_into__isnull=True).annotate(published=answered)
    return found.exclude(requests_total=0, choice="")


def board_counts(topics: QuerySet[Topic]) -> dict[str, int]:
    """How many topics there are (`all`) and in each view of the board, in one query."""
    kinds: Any = topics.values_list("flag", "choice", "published")  # type: ignore[misc]  # `living` tells it
    found = dict.fromkeys(("all", "open", "soft", "publish", "published", "not"), 0)
    for flag, choice, published, number in kinds.annotate(number=Count("pk")).order_by():
        shown_in = {
            "all": True,
            "open": flag == Topic.Flag.HARD and not choice,
            "soft": flag == Topic.Flag.SOFT,
            "publish": choice == Topic.Choice.PUBLISH,
            "published": published,
            "not": choice == Topic.Choice.NOT,
        }
        for view, shown in shown_in.items():
            found[view] += number if shown else 0
    return found


def topics_to_choose() -> QuerySet[Topic]:
    """Those that are flagged and undecided: what the coordinator must look at, most urgent first."""
    return on_board(living(), BoardFilters(flag=Topic.Flag.HARD, choice="open")).order_by("decide_by", "id")
