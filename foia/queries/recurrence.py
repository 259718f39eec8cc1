"""Asks whether the counts kept on topics are those the law gives, and how good suggestions were for this office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from foia.models import PersonStatement, Request, Suggestion, Topic, TopicAsker, TopicMembership
from foia.rules.recurrence import Asking, Level, PersonKey, PersonKind, resolve_persons, standing_of, verdict
from foia.rules.states import State
from pasocial.office import settings_store

BANDS = 10
# The share of refused suggestions a threshold may let through (issue of recurrence, "under 5 %").
FALSE_SHARE = 0.05
# With fewer judged suggestions above it, a threshold is chance.
LEAST_JUDGED = 20


@dataclass(frozen=True)
class Difference:
    """Something kept on a topic that is not what its requests say."""

    topic_id: int
    what: str
    kept: object
    counted: object


def differences() -> Iterator[Difference]:
    """Every topic counted whole from its requests, compared with what is kept on it; yields nothing when all is true."""
    threshold = int(settings_store.value("recurrence_threshold"))
    strict = bool(settings_store.value("recurrence_year_strict"))
    soft_shown = bool(settings_store.value("recurrence_soft_flags"))
    topics = Topic.objects.defer("search").order_by("pk")
    for topic in topics.iterator(chunk_size=200):
        yield from _differences_of(topic, threshold, strict, soft_shown)


def _differences_of(topic: Topic, threshold: int, strict: bool, soft_shown: bool) -> Iterator[Difference]:
    members = list(
        TopicMembership.objects.filter(topic=topic)
        .select_related("request")
        .only(
            *("asked_on", "person_key", "person_aliases", "person", "proven", "organisation_key", "counts"),
            *("organisation_confirmed", "topic_id", "request__received_on", "request__person_key"),
            *("request__person_aliases", "request__is_test", "request__counts_for_recurrence"),
            *("request__state", "request__kind"),
        )
        .order_by("asked_on", "id")
    )
    for one in members:
        expected = {
            "asked_on": one.request.received_on,
            "person_key": one.request.person_key,
            "counts": is_counted(one.request),
        }
        for name, value in expected.items():
            if getattr(one, name) != value:
                yield Difference(topic.pk, f"request {one.request_id} {name}", getattr(one, name), value)
    said = _said_of({one.request.person_key for one in members})
    stands = resolve_persons(
        [_key(one.request) for one in members],
        same=[(one, other) for one, other, same in said if same],
        different=[(one, other) for one, other, same in said if not same],
    )
    persons = {one.request_id: stands[_key(one.request)] for one in members}
    for one in members:
        if one.person != str(persons[one.request_id]):
            yield Difference(
                topic.pk, f"request {one.request_id} person", one.person, str(persons[one.request_id])
            )
    askings = [
        Asking(
            str(one.request_id),
            persons[one.request_id],
            one.organisation_key or None,
            one.request.received_on,
            counts=is_counted(one.request),
            organisation_confirmed=one.organisation_confirmed,
        )
        for one in members
    ]
    counted = verdict(askings, threshold, strict=strict)
    standing = standing_of(counted)
    level = counted.level if soft_shown or counted.level is Level.HARD else Level.NONE
    whole = {
        "hard_on": standing.hard_on,
        "soft_on": standing.soft_on,
        "flag": str(level.value),
        "flagged_on": standing.flagged_on if level is not Level.NONE else None,
        "requests_total": len(members),
        "last_asked_on": max((one.request.received_on for one in members), default=None),
    }
    for name, value in whole.items():
        if getattr(topic, name) != value:
            yield Difference(topic.pk, name, getattr(topic, name), value)
    yield from _askers(topic, askings)


def _askers(topic: Topic, askings: Sequence[Asking]) -> Iterator[Difference]:
    expected: dict[tuple[str, str], date] = {}
    for one in askings:
        if not one.counts:
            continue
        keys = (
            [("person", str(one.person)), ("subject", one.subject.replace("\x1f", "|")[:100])]
            if one.proven
            else [("unproven", str(one.person))]
        )
        for key in keys:
            expected[key] = max(expected.get(key, one.on), one.on)
    rows = TopicAsker.objects.filter(topic=topic).values_list("kind", "key", "last_on")
    kept = {(kind, key): last for kind, key, last in rows}
    for key in sorted({*expected, *kept}):
        if expected.get(key) != kept.get(key):
            yield Difference(topic.pk, f"asker {key[0]}", kept.get(key), expected.get(key))


def is_counted(request: Request) -> bool:
    """The law's own reading of a request, written apart from the one that operations keep: that is what is checked."""
    return (
        not request.is_test
        and request.counts_for_recurrence
        and request.state not in (State.TRANSFERRED, State.NEEDS_IDENTIFICATION)
        and request.kind in (Request.Kind.GENERALISED, Request.Kind.ENVIRONMENTAL)
    )


def _key(request: Request) -> PersonKey:
    return _stored_key(request.person_key, request.person_aliases)


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


@dataclass(frozen=True)
class Band:
    """Suggestions whose score lies in [low, low + 1/BANDS)."""

    low: float
    accepted: int
    refused: int
    open: int


@dataclass(frozen=True)
class Report:
    """How people judged the suggestions. `threshold` is None while too few were judged, or none is good enough.

    `false_share` is refused ÷ judged at or above the threshold; `found_share` the accepted ones it keeps.
    """

    bands: tuple[Band, ...]
    accepted: int
    refused: int
    open: int
    threshold: float | None
    false_share: float | None
    found_share: float | None


def report() -> Report:
    """The judged suggestions of this office, by score, and the lowest threshold with under 5 % refused above it."""
    numbers: dict[int, dict[str, int]] = defaultdict(lambda: {"accepted": 0, "refused": 0, "open": 0})
    judged: list[tuple[float, bool]] = []
    for score, verdict_ in Suggestion.objects.values_list("score", "verdict").iterator(chunk_size=2000):
        numbers[min(floor(score * BANDS), BANDS - 1)][verdict_] += 1
        if verdict_ != Suggestion.Verdict.OPEN:
            judged.append((score, verdict_ == Suggestion.Verdict.ACCEPTED))
    bands = tuple(
        Band(place / BANDS, **numbers[place]) for place in range(BANDS - 1, -1, -1) if place in numbers
    )
    accepted = sum(right for _score, right in judged)
    threshold, false_share, found_share = best_threshold(judged)
    return Report(
        bands,
        accepted,
        len(judged) - accepted,
        sum(band.open for band in bands),
        threshold,
        false_share,
        found_share,
    )


def best_threshold(judged: Sequence[tuple[float, bool]]) -> tuple[float | None, float | None, float | None]:
    """The lowest score, rounded up to hundredths, above which under 5 % of at least 20 judged were refused."""
    best: tuple[float | None, float | None, float | None] = (None, None, None)
    accepted = sum(right for _score, right in judged)
    for step in sorted({ceil(round(score * 100, 6)) for score, _right in judged}, reverse=True):
        above = [right for score, right in judged if score >= step / 100]
        wrong = len(above) - sum(above)
        if len(above) >= LEAST_JUDGED and wrong / len(above) < FALSE_SHARE:
            best = (step / 100, round(wrong / len(above), 3), round(sum(above) / accepted, 3))
    return best
