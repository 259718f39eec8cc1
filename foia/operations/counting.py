"""Keeps each topic's flag equal to what the law counts, at a cost that does not grow with the topic.

Part of other operations: it writes caches and the topic's history, and records only a flag that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db.models import Max

from foia.models import Request, Topic, TopicAsker, TopicChange, TopicMembership
from foia.operations import identities
from foia.operations.identities import key_of
from foia.rules.recurrence import (
    Asking,
    Shift,
    Standing,
    after_newest,
    restand,
    shift,
    tally_on,
)
from foia.rules.recurrence.year import opening_of
from foia.wording import FoiaEvent
from pasocial.office import settings_store
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work.operations import finish_items, open_item

FLAG_ITEM = "decide_topic"


class Terms(TypedDict):
    """What the coordinator set about counting."""

    threshold: int
    strict: bool


def asking_of(membership: TopicMembership) -> Asking:
    key = key_of(membership.person)
    return Asking(
        request_id=str(membership.request_id),
        person=key,
        organisation=membership.organisation_key or None,
        on=membership.asked_on,
        counts=membership.counts,
        organisation_confirmed=membership.organisation_confirmed,
    )


def membership_from(request: Request, topic: Topic, by: Actor, at: datetime) -> TopicMembership:
    key = key_of(request.person_key)
    return TopicMembership(
        topic=topic,
        request=request,
        asked_on=request.received_on,
        person_key=request.person_key,
        person_aliases=list(request.person_aliases),
        person=str(key),
        proven=key.proven,
        organisation_key=request.organisation_key,
        counts=counts(request),
        confirmed_by_id=by.user_id,
        confirmed_at=at,
    )


def counts(request: Request) -> bool:
    """Whether the law counts this request: not tests, not those another body answers, not the never identified.

    Which kinds count is domain.md's open point 9: generalised and environmental access.
    """
    return (
        not request.is_test
        and request.counts_for_recurrence
        and request.state not in ("transferred", "needs_identification")
        and request.kind in (Request.Kind.GENERALISED, Request.Kind.ENVIRONMENTAL)
    )


def _subject(membership: TopicMembership) -> str:
    return asking_of(membership).subject.replace("\x1f", "|")[:100]


def note_askers(topic: Topic, memberships: Iterable[TopicMembership]) -> None:
    """Moves forward the last day of each asker in these memberships."""
    for one in memberships:
        if not one.counts:
            continue
        rows = (
            [("person", one.person), ("subject", _subject(one))] if one.proven else [("unproven", one.person)]
        )
        for kind, key in rows:
            row, created = TopicAsker.objects.get_or_create(
                topic=topic, kind=kind, key=key, defaults={"last_on": one.asked_on}
            )
            if not created and row.last_on < one.asked_on:
                row.last_on = one.asked_on
                row.save(update_fields=["last_on"])


def rebuild_askers(topic: Topic) -> None:
    """After anything but a newest request: one pass over the topic's memberships in the database."""
    TopicAsker.objects.filter(topic=topic).delete()
    counted = TopicMembership.objects.filter(topic=topic, counts=True)
    rows: dict[tuple[str, str], date] = {}
    for person, proven, organisation, confirmed, last in (
        counted.values_list("person", "proven", "organisation_key", "organisation_confirmed")
        .annotate(last=Max("asked_on"))
        .order_by()
    ):
        if proven:
            subject = f"organisation|{organisation}" if organisation and confirmed else f"person|{person}"
            keys = [("person", person), ("subject", subject[:100])]
        else:
            keys = [("unproven", person)]
        for key in keys:
            rows[key] = max(rows.get(key, last), last)
    TopicAsker.objects.bulk_create(
        [TopicAsker(topic=topic, kind=kind, key=key, last_on=last) for (kind, key), last in rows.items()]
    )


def counted_askings(topic: Topic, first: date, last: date | None) -> Iterator[Asking]:
    """The topic's askings that count, by day, read lazily."""
    rows = TopicMembership.objects.filter(topic=topic, counts=True, asked_on__gte=first)
    if last is not None:
        rows = rows.filter(asked_on__lte=last)
    for one in rows.order_by("asked_on", "id").iterator(chunk_size=200):
        yield asking_of(one)


def standing_of(topic: Topic) -> Standing:
    return Standing(topic.hard_on, topic.soft_on)


# Above this many new memberships, reading the askers again in one pass is cheaper than row by row.
FEW = 20


def grow(*, topic: Topic, fresh: list[TopicMembership], because: str, by: Actor, at: datetime) -> None:
    """The count once these memberships were added: few index reads when they are the newest of the topic."""
    newest_before = topic.last_asked_on
    others = identities.resolve(topic, fresh) | _share_confirmations(topic, fresh)
    TopicMembership.objects.bulk_create(fresh)
    days = {one.asked_on for one in fresh}
    before = standing_of(topic)
    if others or len(fresh) > FEW:
        rebuild_askers(topic)
    else:
        note_askers(topic, fresh)
    if not others and len(fresh) == 1 and (newest_before is None or fresh[0].asked_on >= newest_before):
        after = _after_one(topic, before, fresh[0]) if fresh[0].counts else before
    else:
        after = _restand(topic, before, days | others)
    if topic.window_to and any(one.asked_on <= topic.window_to for one in fresh):
        topic.window_to = None
    topic.requests_total += len(fresh)
    topic.last_asked_on = max([*days, *([newest_before] if newest_before else [])])
    settle(topic=topic, before=before, after=after, because=because, by=by, at=at)


def _share_confirmations(topic: Topic, fresh: list[TopicMembership]) -> set[date]:
    """An organisation confirmed for some requests of a topic is confirmed for all; returns the others' days changed."""
    named = {one.organisation_key for one in fresh if one.organisation_key}
    if not named:
        return set()
    inside = TopicMembership.objects.filter(topic=topic, organisation_key__in=named)
    confirmed = {one.organisation_key for one in fresh if one.organisation_confirmed and one.organisation_key}
    confirmed.update(
        inside.filter(organisation_confirmed=True).values_list("organisation_key", flat=True).distinct()
    )
    for one in fresh:
        one.organisation_confirmed = one.organisation_key in confirmed
    late = inside.filter(organisation_key__in=confirmed, organisation_confirmed=False)
    changed = set(late.values_list("asked_on", flat=True).distinct())
    if changed:
        late.update(organisation_confirmed=True)
    return changed


def _restand(topic: Topic, before: Standing, changed: Iterable[date]) -> Standing:
    return restand(before, changed, lambda first, last: counted_askings(topic, first, last), **_terms())


def _after_one(topic: Topic, before: Standing, one: TopicMembership) -> Standing:
    terms = _terms()
    top = int(terms["threshold"])
    if before.hard_on:
        return before

    def latest(kind: str, count: int) -> list[date]:
        rows = TopicAsker.objects.filter(topic=topic, kind=kind).order_by("-last_on")
        return list(rows.values_list("last_on", flat=True)[:count])

    requests = TopicMembership.objects.filter(topic=topic, counts=True).order_by("-asked_on")
    return after_newest(
        before,
        one.asked_on,
        persons=latest("person", top),
        subjects=latest("subject", top),
        unproven=latest("unproven", 2),
        requests=list(requests.values_list("asked_on", flat=True)[:top]),
        **terms,
    )


def recount(*, topic: Topic, changed: Iterable[date], because: str, by: Actor, at: datetime) -> None:
    """The count after memberships left, moved or changed person; `changed` are their days of presentation."""
    rebuild_askers(topic)
    before = standing_of(topic)
    after = _restand(topic, before, changed)
    topic.window_to = None
    members = TopicMembership.objects.filter(topic=topic)
    topic.requests_total = members.count()
    topic.last_asked_on = members.aggregate(last=Max("asked_on"))["last"]
    settle(topic=topic, before=before, after=after, because=because, by=by, at=at)


def _terms() -> Terms:
    return {
        "threshold": int(settings_store.value("recurrence_threshold")),
        "strict": bool(settings_store.value("recurrence_year_strict")),
    }


def settle(*, topic: Topic, before: Standing, after: Standing, because: str, by: Actor, at: datetime) -> None:
    """Writes the standing, the span the board shows and the topic's history; raises or ends the item to decide."""
    topic.hard_on, topic.soft_on = after.hard_on, after.soft_on
    level = str(after.level.value)
    if level == Topic.Flag.SOFT and not settings_store.value("recurrence_soft_flags"):
        level = str(Topic.Flag.NONE)
    topic.flag = level
    topic.flagged_on = after.flagged_on if level != Topic.Flag.NONE else None
    _show_span(topic)
    moved = shift(before, after)
    if moved is not Shift.UNCHANGED:
        TopicChange.objects.create(
            topic=topic,
            before=str(before.level.value),
            after=str(after.level.value),
            on=after.flagged_on,
            persons=topic.persons_in_window,
            requests=topic.requests_in_window,
            because=because,
            recorded_at=at,
        )
    newly_hard = after.hard_on is not None and before.hard_on is None
    no_longer_hard = after.hard_on is None and before.hard_on is not None
    if newly_hard:
        topic.flagged_at = at
        topic.decide_by = at.date() + timedelta(days=int(settings_store.value("recurrence_decision_days")))
    elif no_longer_hard:
        topic.flagged_at = topic.decide_by = None
    topic.save()
    note = {
        "persons": topic.persons_in_window,
        "requests": topic.requests_in_window,
        "shift": str(moved.value),
    }
    if newly_hard:
        record(event=FoiaEvent.TOPIC_RECURRED, about=topic.about, by=by, at=at, note=note)
        if not topic.choice:
            open_item(
                desk="foia",
                kind=FLAG_ITEM,
                about=topic.about,
                title=topic.title,
                by=by,
                at=at,
                due_on=topic.decide_by,
                priority=1,
            )
    elif no_longer_hard:
        record(event=FoiaEvent.TOPIC_CALMED, about=topic.about, by=by, at=at, note=note)
        finish_items(about=topic.about, kind=FLAG_ITEM, by=by, at=at, outcome="")


def _show_span(topic: Topic) -> None:
    """The year that made the flag, or the last year of a topic without one.

    A flagged year that nothing touched (`window_to` kept) is not read again.
    """
    day = topic.hard_on or topic.soft_on or topic.last_asked_on
    if day is None:
        topic.window_from = topic.window_to = None
        topic.persons_in_window = topic.requests_in_window = 0
        return
    strict = bool(settings_store.value("recurrence_year_strict"))
    if topic.window_to == day and topic.hard_on and topic.persons_in_window:
        return
    first = opening_of(day, strict=strict)
    if day == topic.last_asked_on:
        askers = TopicAsker.objects.filter(topic=topic, last_on__gte=first)
        topic.persons_in_window = min(
            askers.filter(kind="person").count(), askers.filter(kind="subject").count()
        )
        topic.requests_in_window = TopicMembership.objects.filter(
            topic=topic, counts=True, asked_on__gte=first, asked_on__lte=day
        ).count()
        topic.window_from, topic.window_to = first, day
        return
    tally = tally_on(counted_askings(topic, first, day), day, strict=strict)
    topic.window_from, topic.window_to = tally.window
    topic.persons_in_window, topic.requests_in_window = tally.persons, tally.requests
