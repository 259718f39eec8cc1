"""Who asked for a topic, as staff see them when they say who is who: never shown to those who read no case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.aggregates import Aggregate
from django.db.models.fields import BooleanField

from foia.models import PersonStatement, TopicIdentity, TopicMembership


class Every(Aggregate):
    """PostgreSQL's bool_and."""

    function = "bool_and"
    output_field = BooleanField()


@dataclass(frozen=True)
class Key:
    """One of the keys that are counted as a person: on what it rests, the names written with it."""

    person_key: str
    names: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.person_key.partition(":")[0]


@dataclass(frozen=True)
class Person:
    """A person as the count sees her."""

    person: str
    requests: int
    last_on: date
    keys: tuple[Key, ...]
    said: tuple[PersonStatement, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for key in self.keys for name in key.names))


@dataclass(frozen=True)
class Organisation:
    """Requests made for one organisation; `confirmed` when its members count once."""

    key: str
    name: str
    requests: int
    persons: int
    confirmed: bool


def persons_of(topic_id: int) -> QuerySet[Any, Any]:
    """Rows `person`, `requests`, `last_on`, to be paginated; those who asked last come first."""
    return (
        TopicMembership.objects.filter(topic_id=topic_id)
        .values("person")
        .annotate(requests=Count("id"), last_on=Max("asked_on"))
        .order_by("-last_on", "person")
    )


def described(topic_id: int, rows: Sequence[dict[str, Any]]) -> list[Person]:
    """These rows with their keys and names: three queries for a page."""
    wanted = [row["person"] for row in rows]
    keys: dict[str, list[str]] = defaultdict(list)
    identities = TopicIdentity.objects.filter(topic_id=topic_id, person__in=wanted).order_by("person_key")
    for person, key in identities.values_list("person", "person_key"):
        keys[person].append(key)
    names: dict[str, set[str]] = defaultdict(set)
    named = TopicMembership.objects.filter(topic_id=topic_id, person__in=wanted).order_by()
    for key, name in named.values_list("person_key", "request__applicant__name").distinct():
        if name:
            names[key].add(name)
    everyone = [key for group in keys.values() for key in group]
    said = list(
        PersonStatement.objects.filter(Q(one__in=everyone) | Q(other__in=everyone))
        .select_related("said_by")
        .order_by("-said_at")[:100]
    )
    return [
        Person(
            row["person"],
            row["requests"],
            row["last_on"],
            tuple(Key(key, tuple(sorted(names[key]))) for key in keys[row["person"]]),
            tuple(one for one in said if {one.one, one.other} & set(keys[row["person"]])),
        )
        for row in rows
    ]


def organisations_of(topic_id: int, *, limit: int = 50) -> list[Organisation]:
    rows = (
        TopicMembership.objects.filter(topic_id=topic_id)
        .exclude(organisation_key="")
        .values("organisation_key")
        .annotate(
            name=Max("request__applicant__organisation"),
            requests=Count("id"),
            persons=Count("person", distinct=True),
            confirmed=Every("organisation_confirmed"),
        )
        .order_by("-requests", "organisation_key")[:limit]
    )
    return [
        Organisation(row["organisation_key"], row["name"], row["requests"], row["persons"], row["confirmed"])
        for row in rows
    ]
