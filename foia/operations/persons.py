"""Staff say who is who behind a topic's requests: two keys are one person, or not; members speak for an organisation.

What is said holds wherever the keys appear: every topic that knows them is counted again, and its history kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction

from foia.models import PersonStatement, Topic, TopicIdentity, TopicMembership
from foia.operations import counting, identities
from foia.operations.concurrency import hold_topic
from foia.rules.askers import (
    reason_against_merging_persons,
    reason_against_organisation,
    reason_against_parting_person,
    reason_against_why,
)
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist


@transaction.atomic
def merge_persons(
    *, topic_id: int, persons: Sequence[str], why: str, by: Actor, at: datetime, version: int | None = None
) -> Topic:
    """These askers of a topic are one person. `persons` are the keys that stand for them (TopicIdentity.person)."""
    topic = hold_topic(topic_id, version)
    insist(reason_against_why(why))
    chosen = sorted(set(persons))
    known = set(TopicIdentity.objects.filter(topic=topic, person__in=chosen).values_list("person", flat=True))
    insist(reason_against_merging_persons(chosen, known))
    # What was said before of any two of them gives way: a chain through an old "not the same" would not hold.
    groups = [
        list(TopicIdentity.objects.filter(topic=topic, person=person).values_list("person_key", flat=True))
        for person in chosen
    ]
    across = {
        pair
        for one, other in combinations(groups, 2)
        for first in one
        for second in other
        for pair in (_ordered(first, second),)
    }
    PersonStatement.objects.filter(
        one__in=[pair[0] for pair in across], other__in=[pair[1] for pair in across], same=False
    ).delete()
    first, *rest = (group[0] for group in groups)
    _say([(first, other) for other in rest], True, why, by, at)
    _count_everywhere({key for group in groups for key in group}, "persons_merged", by, at)
    record(
        event=FoiaEvent.PERSONS_MERGED,
        about=topic.about,
        by=by,
        at=at,
        note={"persons": len(chosen), "why": why.strip()},
    )
    topic.refresh_from_db()
    return topic


@transaction.atomic
def split_persons(
    *, topic_id: int, person_key: str, why: str, by: Actor, at: datetime, version: int | None = None
) -> Topic:
    """One of the keys counted as a single person is somebody else."""
    topic = hold_topic(topic_id, version)
    insist(reason_against_why(why))
    mine = TopicIdentity.objects.filter(topic=topic, person_key=person_key).first()
    others = (
        list(
            TopicIdentity.objects.filter(topic=topic, person=mine.person)
            .exclude(pk=mine.pk)
            .values_list("person_key", flat=True)
        )
        if mine
        else []
    )
    insist(reason_against_parting_person(len(others)))
    _say([(person_key, other) for other in others], False, why, by, at)
    _count_everywhere({person_key, *others}, "persons_split", by, at)
    record(
        event=FoiaEvent.PERSONS_SPLIT,
        about=topic.about,
        by=by,
        at=at,
        note={"from": len(others), "why": why.strip()},
    )
    topic.refresh_from_db()
    return topic


@transaction.atomic
def confirm_organisation(
    *,
    topic_id: int,
    organisation_key: str,
    confirmed: bool,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Topic:
    """The members who asked speak for their organisation, which then counts once (or no longer does)."""
    topic = hold_topic(topic_id, version)
    inside = TopicMembership.objects.filter(topic=topic, organisation_key=organisation_key)
    insist(reason_against_organisation(organisation_key, inside.count()))
    differing = inside.exclude(organisation_confirmed=confirmed)
    changed = counting.confirmations_changed(differing)
    if not changed:
        return topic
    differing.update(organisation_confirmed=confirmed)
    because = "organisation_confirmed" if confirmed else "organisation_parted"
    counting.recount(topic=topic, changed=changed, because=because, by=by, at=at)
    record(
        event=FoiaEvent.ORGANISATION_CONFIRMED if confirmed else FoiaEvent.ORGANISATION_PARTED,
        about=topic.about,
        by=by,
        at=at,
    )
    return topic


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _say(pairs: Iterable[tuple[str, str]], same: bool, why: str, by: Actor, at: datetime) -> None:
    for pair in pairs:
        one, other = _ordered(*pair)
        PersonStatement.objects.update_or_create(
            one=one,
            other=other,
            defaults={"same": same, "why": why.strip(), "said_by_id": by.user_id, "said_at": at},
        )


def _count_everywhere(keys: set[str], because: str, by: Actor, at: datetime) -> None:
    """Every topic that knows two of these keys, or one, is counted again; locked in order, so two never wait in a ring."""
    knows = TopicIdentity.objects.filter(person_key__in=keys).values_list("topic_id", flat=True).distinct()
    for topic_id in sorted(knows):
        topic = hold_topic(topic_id)
        changed = identities.resolve_keys(topic, keys)
        if changed:
            counting.recount(topic=topic, changed=changed, because=because, by=by, at=at)
