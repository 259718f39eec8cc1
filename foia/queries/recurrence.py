"""Asks whether the counts kept on topics are those the law gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from foia.models import AccessRequest, PersonStatement, Topic, TopicAsker, TopicMembership
from foia.rules.recurrence import (
    Asking,
    Level,
    PersonKey,
    PersonKind,
    resolve_persons,
    standing_of,
    tally_on,
    verdict,
    verdict_in_order,
    year_after,
)
from foia.rules.states import State
from pasocial.office.record.settings_store import queries as settings_store

# Rows read at a time.
PAGE = 500
# Of a topic where everything is wrong, so many say enough.
MOST_TOLD = 1_000


@dataclass(frozen=True)
class Difference:
    """Something kept on a topic that is not what its requests say."""

    topic_id: int
    what: str
    kept: object
    counted: object


def differences(*, among: Sequence[int] | None = None) -> Iterator[Difference]:
    """Every topic (or those `among`) counted whole from its requests, compared with what is kept on it.

    Yields nothing when all is true.

    Requests are read a page at a time, in the order of their days: memory grows with the persons of one topic and the
    requests of one year, not with all that was ever asked. Of one topic at most MOST_TOLD are told.
    """
    terms = Terms(
        int(settings_store.value("recurrence_threshold")),
        bool(settings_store.value("recurrence_year_strict")),
        bool(settings_store.value("recurrence_soft_flags")),
    )
    topics = Topic.objects.all() if among is None else Topic.objects.filter(pk__in=among)
    for pk in topics.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=PAGE):
        if next(_differences_of(Topic.objects.defer("search").get(pk=pk), terms), None) is None:
            continue
        # Somebody may have been joining a request just then: read again while nobody can.
        with transaction.atomic():
            held = Topic.objects.select_for_update(of=("self",)).defer("search").get(pk=pk)
            found = list(islice(_differences_of(held, terms), MOST_TOLD))
        yield from found


@dataclass(frozen=True)
class Terms:
    """What the coordinator set about counting; `soft_shown`: uncertain topics are shown too."""

    threshold: int
    strict: bool
    soft_shown: bool


class AskedBefore(NamedTuple):
    """A request as it is, as far as counting goes."""

    received_on: date
    person_key: str
    is_test: bool
    counts_for_recurrence: bool
    state: str
    kind: str


class TopicRow(NamedTuple):
    """A membership as it is kept, and its request as it is."""

    request_id: int
    asked_on: date
    person_key: str
    person: str
    proven: bool
    organisation_key: str
    confirmed: bool
    counts: bool
    request: AskedBefore


def _rows(topic: Topic) -> Iterator[TopicRow]:
    """Plain rows, no model objects: a membership and its request know each other, and would stay in memory together."""
    names = [
        *("request_id", "asked_on", "person_key", "person", "proven", "organisation_key"),
        *("organisation_confirmed", "counts"),
    ]
    after: Q = Q()
    while True:
        page = list(
            TopicMembership.objects.filter(after, topic=topic)
            .order_by("asked_on", "id")
            .values_list("id", *names, *(f"request__{name}" for name in AskedBefore._fields))[:PAGE]
        )
        for _pk, *told in page:
            yield TopicRow._make([*told[: len(names)], AskedBefore._make(told[len(names) :])])
        if len(page) < PAGE:
            return
        last_pk, last_on = page[-1][0], page[-1][2]
        after = Q(asked_on__gte=last_on) & (Q(asked_on__gt=last_on) | Q(id__gt=last_pk))


def _differences_of(topic: Topic, terms: Terms) -> Iterator[Difference]:
    persons = _persons(topic)
    days: dict[tuple[str, str], list[tuple[date, date]]] = {}
    total, last = 0, None
    in_order = True
    for one in _rows(topic):
        total += 1
        last = max(last or one.request.received_on, one.request.received_on)
        in_order = in_order and one.asked_on == one.request.received_on
        expected = {
            "asked_on": one.request.received_on,
            "person_key": one.request.person_key,
            "counts": is_counted(one.request),
            "person": str(persons[one.request.person_key]),
            "proven": persons[one.request.person_key].proven,
        }
        for name, value in expected.items():
            if getattr(one, name) != value:
                yield Difference(topic.pk, f"request {one.request_id} {name}", getattr(one, name), value)
        if is_counted(one.request):
            _asked(days, _asking(one, persons))
    askings = (_asking(one, persons) for one in _rows(topic) if is_counted(one.request))
    counted = (
        verdict_in_order(askings, terms.threshold, strict=terms.strict)
        if in_order
        else verdict(askings, terms.threshold, strict=terms.strict)
    )
    standing = standing_of(counted)
    level = counted.level if terms.soft_shown or counted.level is Level.HARD else Level.NONE
    whole = {
        "hard_on": standing.hard_on,
        "soft_on": standing.soft_on,
        "flag": str(level.value),
        "flagged_on": standing.flagged_on if level is not Level.NONE else None,
        "requests_total": total,
        "last_asked_on": last,
        **_span(topic, standing.flagged_on or last, persons, terms.strict),
    }
    for name, value in whole.items():
        if getattr(topic, name) != value:
            yield Difference(topic.pk, name, getattr(topic, name), value)
    yield from _askers(topic, days)


def _span(
    topic: Topic, day: date | None, persons: Mapping[str, PersonKey], strict: bool
) -> dict[str, object]:
    """The year the board shows: the one that made the flag, or the last one."""
    if day is None:
        return {"window_from": None, "window_to": None, "persons_in_window": 0, "requests_in_window": 0}
    askings = (_asking(one, persons) for one in _rows(topic) if is_counted(one.request))
    tally = tally_on(askings, day, strict=strict)
    return {
        "window_from": tally.window[0],
        "window_to": tally.window[1],
        "persons_in_window": tally.persons,
        "requests_in_window": tally.requests,
    }


def _persons(topic: Topic) -> dict[str, PersonKey]:
    """Each key of the topic's requests → the person it stands for, resolved anew from what every request shows."""
    shown: dict[str, set[str]] = defaultdict(set)
    requests = AccessRequest.objects.filter(topic_membership__topic=topic).order_by().distinct()
    for key, aliases in requests.values_list("person_key", "person_aliases").iterator(chunk_size=PAGE):
        shown[key].update(aliases)
    said = _said_of(set(shown))
    stands = resolve_persons(
        [_stored_key(key, sorted(aliases)) for key, aliases in shown.items()],
        same=[(one, other) for one, other, same in said if same],
        different=[(one, other) for one, other, same in said if not same],
    )
    return {key: stands[_stored_key(key)] for key in shown}


def _asking(one: TopicRow, persons: Mapping[str, PersonKey]) -> Asking:
    return Asking(
        str(one.request_id),
        persons[one.request.person_key],
        one.organisation_key or None,
        one.request.received_on,
        organisation_confirmed=one.confirmed,
    )


def _asked(days: dict[tuple[str, str], list[tuple[date, date]]], one: Asking) -> None:
    """Adds an asking to the stretches of its person, oldest first; written apart from the rule that operations use."""
    keys = (
        [("person", str(one.person)), ("subject", one.subject.replace("\x1f", "|"))]
        if one.proven
        else [("unproven", str(one.person))]
    )
    for key in keys:
        mine = days.setdefault(key, [])
        if mine and one.on <= year_after(mine[-1][1]):
            mine[-1] = (mine[-1][0], max(mine[-1][1], one.on))
        else:
            mine.append((one.on, one.on))


def _askers(topic: Topic, days: Mapping[tuple[str, str], list[tuple[date, date]]]) -> Iterator[Difference]:
    kept: dict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    rows = TopicAsker.objects.filter(topic=topic).order_by("first_on")
    for kind, key, *stretch in rows.values_list("kind", "key", "first_on", "last_on").iterator(
        chunk_size=PAGE
    ):
        kept[kind, key].append((stretch[0], stretch[1]))
    for name in sorted({*days, *kept}):
        if days.get(name) != kept.get(name):
            yield Difference(topic.pk, f"asker {name[0]}", kept.get(name), days.get(name))


def is_counted(request: AskedBefore) -> bool:
    """The law's own reading of a request, written apart from the one that operations keep: that is what is checked."""
    return (
        not request.is_test
        and request.counts_for_recurrence
        and request.state not in (State.TRANSFERRED, State.NEEDS_IDENTIFICATION)
        and request.kind in (AccessRequest.Kind.GENERALISED, AccessRequest.Kind.ENVIRONMENTAL)
    )


def _stored_key(text: str, aliases: Sequence[str] = ()) -> PersonKey:
    kind, _colon, digest = text.partition(":")
    if kind not in PersonKind._value2member_map_:
        return PersonKey(PersonKind.UNPROVEN, text)
    return PersonKey(PersonKind(kind), digest, frozenset(aliases))


def _said_of(keys: set[str]) -> list[tuple[PersonKey, PersonKey, bool]]:
    """What staff declared of these keys: one person, or two."""
    said = PersonStatement.objects.filter(one__in=keys, other__in=keys).order_by("pk")
    return [
        (_stored_key(one), _stored_key(other), same)
        for one, other, same in said.values_list("one", "other", "same")
    ]
