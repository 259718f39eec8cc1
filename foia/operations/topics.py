"""Joins requests into topics, as people confirm them, and decides what becomes of a flagged topic.

A flag never publishes anything by itself (circular 2/2017, 8.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date, datetime

from django.db import transaction

from foia.models import AccessRequest, Topic, TopicAct, TopicMembership
from foia.operations import counting
from foia.operations.concurrency import hold_topic
from foia.operations.looking_again import LOOK_AGAIN_ITEM
from foia.rules import topics as rules
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items.operations import finish_items
from pasocial.refusal import insist
from pasocial.timekeeping import local_date


def topic_of(request_id: int) -> Topic | None:
    membership = TopicMembership.objects.select_related("topic").filter(request_id=request_id).first()
    return membership.topic if membership else None


@transaction.atomic
def start_topic(
    *, request_ids: Sequence[int], title: str, by: Actor, at: datetime, summary: str = ""
) -> Topic:
    """A new topic of these requests; those that had another topic leave it."""
    insist(rules.reasons_against_starting(title, len(request_ids)))
    topic = Topic.objects.create(title=title.strip(), summary=summary.strip(), created_at=at)
    moved = _move(topic=topic, request_ids=request_ids, because="start", by=by, at=at)
    _note_act(topic, TopicAct.Verb.START, moved, by, at)
    record(
        event=FoiaEvent.TOPIC_STARTED, about=topic.about, by=by, at=at, note={"requests": list(request_ids)}
    )
    return topic


@transaction.atomic
def join(
    *, topic_id: int, request_ids: Sequence[int], by: Actor, at: datetime, version: int | None = None
) -> Topic:
    topic = hold_topic(topic_id, version)
    insist(rules.reason_against_joining(merged=topic.merged_into_id is not None))
    moved = _move(topic=topic, request_ids=request_ids, because="join", by=by, at=at)
    if moved:
        _note_act(topic, TopicAct.Verb.JOIN, moved, by, at)
        record(
            event=FoiaEvent.TOPIC_JOINED,
            about=topic.about,
            by=by,
            at=at,
            note={"requests": [m[0] for m in moved]},
        )
    return topic


@transaction.atomic
def leave(
    *, topic_id: int, request_ids: Sequence[int], by: Actor, at: datetime, version: int | None = None
) -> Topic:
    """Takes requests out of a topic: they ask for something else."""
    topic = hold_topic(topic_id, version)
    moved = _remove(topic=topic, request_ids=request_ids, because="leave", by=by, at=at)
    if moved:
        _note_act(topic, TopicAct.Verb.LEAVE, moved, by, at)
        record(
            event=FoiaEvent.TOPIC_SPLIT,
            about=topic.about,
            by=by,
            at=at,
            note={"requests": [m[0] for m in moved]},
        )
    return topic


@transaction.atomic
def split(
    *,
    topic_id: int,
    request_ids: Sequence[int],
    title: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Topic:
    """Part of a topic becomes a topic of its own; returns the new one."""
    topic = hold_topic(topic_id, version)
    insist(rules.reason_against_title(title))
    inside = set(topic.memberships.filter(request_id__in=request_ids).values_list("request_id", flat=True))
    insist(rules.reason_against_splitting(chosen=len(inside), total=topic.requests_total))
    fresh = Topic.objects.create(title=title.strip(), created_at=at)
    moved = _move(topic=fresh, request_ids=sorted(inside), because="split", by=by, at=at)
    _note_act(topic, TopicAct.Verb.SPLIT, moved, by, at, other=fresh)
    record(
        event=FoiaEvent.TOPIC_SPLIT,
        about=topic.about,
        by=by,
        at=at,
        note={"new": fresh.pk, "requests": sorted(inside)},
    )
    return fresh


@transaction.atomic
def merge(*, topic_id: int, into_id: int, by: Actor, at: datetime, version: int | None = None) -> Topic:
    """Two topics turn out to be one; the first one's requests move, its page stays where it is. Returns the second."""
    insist(rules.reason_against_merging(topic_id, into_id))
    first, second = sorted((topic_id, into_id))
    held = {
        topic.pk: topic
        for topic in (hold_topic(each, version if each == topic_id else None) for each in (first, second))
    }
    topic, into = held[topic_id], held[into_id]
    insist(rules.reason_against_joining(merged=topic.merged_into_id is not None))
    insist(rules.reason_against_joining(merged=into.merged_into_id is not None))
    ids = list(topic.memberships.order_by("id").values_list("request_id", flat=True))
    moved = _move(topic=into, request_ids=ids, because="merge", by=by, at=at)
    topic.refresh_from_db()
    topic.merged_into = into
    topic.version += 1
    topic.save(update_fields=["merged_into", "version"])
    finish_items(about=topic.about, by=by, at=at, outcome="")
    _note_act(into, TopicAct.Verb.MERGE, moved, by, at, other=topic)
    record(
        event=FoiaEvent.TOPIC_MERGED,
        about=into.about,
        by=by,
        at=at,
        note={"from": topic.pk, "requests": len(ids)},
    )
    return into


def _where_now(request_ids: Sequence[int]) -> dict[int, int]:
    """The topic each request is in, where it is in one."""
    found = TopicMembership.objects.filter(request_id__in=request_ids)
    return dict(found.values_list("request_id", "topic_id"))


def last_act(topic: Topic) -> TopicAct | None:
    return topic.acts.filter(undone_at__isnull=True).order_by("-id").first()


@transaction.atomic
def undo_last(*, topic_id: int, by: Actor, at: datetime, version: int | None = None) -> Topic:
    """Puts the requests back where they were before the topic's last join, split or merge, and counts again."""
    topic = hold_topic(topic_id, version)
    act = last_act(topic)
    moved = None if act is None else [(request_id, target) for request_id, _origin, target in act.moved]
    insist(
        rules.reason_against_undoing(moved, _where_now([request_id for request_id, _target in moved or []]))
    )
    assert act is not None
    if act.verb == TopicAct.Verb.MERGE and act.other is not None:
        other = hold_topic(act.other.pk)
        other.merged_into = None
        other.save(update_fields=["merged_into"])
    back: dict[int, list[int]] = {}
    out: dict[int, list[int]] = {}
    for request_id, origin, target in act.moved:
        if origin is not None:
            back.setdefault(origin, []).append(request_id)
        elif target is not None:
            out.setdefault(target, []).append(request_id)
    for origin, ids in back.items():
        _move(topic=hold_topic(origin), request_ids=ids, because="undo", by=by, at=at)
    for target, ids in out.items():
        _remove(topic=hold_topic(target), request_ids=ids, because="undo", by=by, at=at)
    act.undone_at = at
    act.save(update_fields=["undone_at"])
    record(
        event=FoiaEvent.TOPIC_UNDONE, about=topic.about, by=by, at=at, note={"act": act.pk, "verb": act.verb}
    )
    topic.refresh_from_db()
    return topic


@transaction.atomic
def rename(
    *, topic_id: int, title: str, summary: str, by: Actor, at: datetime, version: int | None = None
) -> Topic:
    topic = hold_topic(topic_id, version)
    insist(rules.reason_against_title(title))
    topic.title, topic.summary = title.strip(), summary.strip()
    topic.version += 1
    topic.save(update_fields=["title", "summary", "version"])
    record(event=FoiaEvent.TOPIC_RENAMED, about=topic.about, by=by, at=at)
    return topic


@transaction.atomic
def choose(
    *,
    topic_id: int,
    choice: str,
    reason: str,
    by: Actor,
    at: datetime,
    look_again_on: date | None = None,
    version: int | None = None,
) -> Topic:
    """The decision a flag asks for; publishing is then the newsroom's work, told through the trail."""
    topic = hold_topic(topic_id, version)
    insist(rules.reason_against_joining(merged=topic.merged_into_id is not None))
    choosing = rules.Choosing(
        flagged=topic.flag == Topic.Flag.HARD,
        again=bool(topic.choice),
        choice=choice,
        reason=reason,
        look_again_on=look_again_on,
    )
    insist(rules.reason_against_choosing(choosing, local_date(at)))
    topic.choice, topic.choice_reason = choice, reason.strip()
    topic.chosen_by_id, topic.chosen_at = by.user_id, at
    topic.look_again_on = look_again_on if choice == Topic.Choice.NOT else None
    topic.version += 1
    topic.save(
        update_fields=["choice", "choice_reason", "chosen_by", "chosen_at", "look_again_on", "version"]
    )
    for kind in (counting.FLAG_ITEM, LOOK_AGAIN_ITEM):
        finish_items(about=topic.about, kind=kind, by=by, at=at, outcome=choice)
    record(event=FoiaEvent.TOPIC_CHOSEN, about=topic.about, by=by, at=at, note={"choice": choice})
    return topic


@transaction.atomic
def person_changed(*, request_id: int, by: Actor, at: datetime, because: str = "identified") -> None:
    """A request of a topic got another person, kind or standing: its topic is counted again, the history kept.

    Part of the operation that changed the request.
    """
    membership = TopicMembership.objects.select_related("request").filter(request_id=request_id).first()
    if membership is None:
        return
    topic = hold_topic(membership.topic_id)
    former = copy(membership)
    fresh = counting.membership_from(membership.request, topic, by, at)
    for field in ("person_key", "person_aliases", "organisation_key", "counts", "asked_on"):
        setattr(membership, field, getattr(fresh, field))
    if membership.organisation_key != former.organisation_key:
        membership.organisation_confirmed = (
            topic.memberships.filter(
                organisation_key=membership.organisation_key, organisation_confirmed=True
            )
            .exclude(organisation_key="")
            .exists()
        )
    # Its person is decided after the others have lost, or gained, what this request told of them.
    membership.save()
    counting.change(topic=topic, former=former, membership=membership, because=because, by=by, at=at)


def _note_act(
    topic: Topic,
    verb: str,
    moved: list[list[int | None]],
    by: Actor,
    at: datetime,
    other: Topic | None = None,
) -> None:
    TopicAct.objects.create(
        topic=topic, other=other, verb=verb, moved=moved, done_by_id=by.user_id, done_at=at
    )


def _move(
    *, topic: Topic, request_ids: Sequence[int], because: str, by: Actor, at: datetime
) -> list[list[int | None]]:
    """Puts requests into `topic`, out of whichever they were in; returns [request, from, to] of those that moved."""
    current = {
        one.request_id: one
        for one in TopicMembership.objects.select_for_update(of=("self",)).filter(request_id__in=request_ids)
    }
    going = [pk for pk in dict.fromkeys(request_ids) if pk not in current or current[pk].topic_id != topic.pk]
    by_origin: dict[int, list[int]] = {}
    for pk in going:
        if pk in current:
            by_origin.setdefault(current[pk].topic_id, []).append(pk)
    for origin, ids in by_origin.items():
        _remove(topic=hold_topic(origin), request_ids=ids, because=because, by=by, at=at)
    requests = (
        AccessRequest.objects.filter(pk__in=going).defer("search", "body").order_by("received_on", "pk")
    )
    fresh = [counting.membership_from(request, topic, by, at) for request in requests]
    for one in fresh:
        former = current.get(one.request_id)
        one.organisation_confirmed = former is not None and former.organisation_confirmed
    if fresh:
        counting.grow(topic=topic, fresh=fresh, because=because, by=by, at=at)
    return [
        [one.request_id, current[one.request_id].topic_id if one.request_id in current else None, topic.pk]
        for one in fresh
    ]


def _remove(
    *, topic: Topic, request_ids: Sequence[int], because: str, by: Actor, at: datetime
) -> list[list[int | None]]:
    leaving = list(TopicMembership.objects.filter(topic=topic, request_id__in=request_ids))
    if not leaving:
        return []
    TopicMembership.objects.filter(pk__in=[one.pk for one in leaving]).delete()
    counting.shrink(topic=topic, gone=leaving, because=because, by=by, at=at)
    return [[one.request_id, topic.pk, None] for one in leaving]
