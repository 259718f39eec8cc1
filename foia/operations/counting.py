"""Keeps each topic's flag equal to what the law counts, at a cost that does not grow with the topic.

Part of other operations: it writes caches and the topic's history, and records only a flag that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from foia.models import AccessRequest, Topic, TopicAsker, TopicChange, TopicMembership
from foia.operations import askers, identities
from foia.operations.askers import NOTHING, Changed
from foia.operations.identities import key_of
from foia.queries.recurrence import Terms
from foia.rules.recurrence import (
    Shift,
    Standing,
    after_newest,
    restand,
    shift,
    stand,
)
from foia.rules.recurrence.year import opening_of
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items.operations import finish_items, open_item
from pasocial.timekeeping import local_date

FLAG_ITEM = "decide_topic"
# The settings a count depends on, in the order of `Terms`.
TERMS = ("recurrence_threshold", "recurrence_year_strict", "recurrence_soft_flags")


@dataclass(frozen=True)
class Moved:
    """Days of the askings that arrived, left, or changed where they are; only of those that count."""

    arrived: tuple[date, ...] = ()
    left: tuple[date, ...] = ()
    touched: frozenset[date] = frozenset()


def terms_in_force() -> Terms:
    """As stored this moment: who counts with terms of a minute ago would undo what the recount just mended."""
    found = settings_store.stored_values(*TERMS)
    return Terms(*(found[key] for key in TERMS))


def membership_from(request: AccessRequest, topic: Topic, by: Actor, at: datetime) -> TopicMembership:
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


def counts(request: AccessRequest) -> bool:
    """Whether the law counts this request: not tests, not those another body answers, not the never identified.

    Which kinds count is domain.md's open point 9: generalised and environmental access.
    """
    return (
        not request.is_test
        and request.counts_for_recurrence
        and request.state not in ("transferred", "needs_identification")
        and request.kind in (AccessRequest.Kind.GENERALISED, AccessRequest.Kind.ENVIRONMENTAL)
    )


def standing_of(topic: Topic) -> Standing:
    return Standing(topic.hard_on, topic.soft_on)


def grow(*, topic: Topic, fresh: list[TopicMembership], because: str, by: Actor, at: datetime) -> None:
    """The count once these memberships were added: reads and writes what they touch, however large the topic."""
    newest_before = topic.last_asked_on
    others = identities.resolve(topic, fresh) | _share_confirmations(topic, fresh)
    TopicMembership.objects.bulk_create(fresh)
    askers.arrived(topic, fresh)
    if others:
        askers.draw_again(topic, persons=others.persons, organisations=others.organisations)
    before, terms = standing_of(topic), terms_in_force()
    days = {one.asked_on for one in fresh}
    if not others and len(fresh) == 1 and (newest_before is None or fresh[0].asked_on >= newest_before):
        after = _after_one(topic, before, fresh[0], terms) if fresh[0].counts else before
    else:
        after = _restand(topic, before, days | others.days, terms)
    topic.requests_total += len(fresh)
    topic.last_asked_on = max([*days, *([newest_before] if newest_before else [])])
    moved = Moved(arrived=_counted_days(fresh), touched=others.days)
    apply_standing(topic=topic, after=after, moved=moved, terms=terms, because=because, by=by, at=at)


def shrink(*, topic: Topic, gone: Sequence[TopicMembership], because: str, by: Actor, at: datetime) -> None:
    """The count once these memberships were deleted."""
    askers.left(topic, gone)
    others = identities.forget(topic, gone)
    if others:
        askers.draw_again(topic, persons=others.persons, organisations=others.organisations)
    topic.requests_total -= len(gone)
    moved = Moved(left=_counted_days(gone), touched=others.days)
    _recount(topic, {one.asked_on for one in gone} | others.days, moved, because, by, at)


def change(
    *,
    topic: Topic,
    former: TopicMembership,
    membership: TopicMembership,
    because: str,
    by: Actor,
    at: datetime,
) -> None:
    """The count once a membership was written with another person, day or standing; `former` is what it was."""
    others = identities.forget(topic, [former]) | identities.resolve(topic, [membership])
    membership.save(update_fields=["person", "proven"])
    askers.left(topic, [former])
    askers.arrived(topic, [membership])
    if others:
        askers.draw_again(topic, persons=others.persons, organisations=others.organisations)
    moved = Moved(_counted_days([membership]), _counted_days([former]), others.days)
    _recount(topic, {former.asked_on, membership.asked_on} | others.days, moved, because, by, at)


def recount(*, topic: Topic, changed: Changed, because: str, by: Actor, at: datetime) -> None:
    """The count after askings of a topic changed person or organisation, where they are."""
    askers.draw_again(topic, persons=changed.persons, organisations=changed.organisations)
    _recount(topic, changed.days, Moved(touched=changed.days), because, by, at)


def _recount(topic: Topic, days: Iterable[date], moved: Moved, because: str, by: Actor, at: datetime) -> None:
    terms = terms_in_force()
    after = _restand(topic, standing_of(topic), days, terms)
    last = (
        TopicMembership.objects.filter(topic=topic).order_by("-asked_on").values_list("asked_on", flat=True)
    )
    topic.last_asked_on = last.first()
    apply_standing(topic=topic, after=after, moved=moved, terms=terms, because=because, by=by, at=at)


def count_whole(*, topic: Topic, terms: Terms, because: str, by: Actor, at: datetime) -> Shift:
    """The count of a whole topic on other terms; a topic of which nothing changes is not written."""
    before, shown = standing_of(topic), _shown(topic)
    counted = TopicMembership.objects.filter(topic=topic, counts=True).order_by("asked_on")
    first = counted.values_list("asked_on", flat=True).first()
    after = Standing()
    if first is not None:
        after = stand(askers.TopicBook(topic), first, threshold=terms.threshold, strict=terms.strict)
    _put(topic, after, Moved(), terms)
    if before != after or shown != _shown(topic):
        _keep(topic=topic, before=before, after=after, because=because, by=by, at=at)
    return shift(before, after)


def _counted_days(memberships: Iterable[TopicMembership]) -> tuple[date, ...]:
    return tuple(one.asked_on for one in memberships if one.counts)


def _share_confirmations(topic: Topic, fresh: list[TopicMembership]) -> Changed:
    """An organisation confirmed for some requests of a topic is confirmed for all; returns what changed of others."""
    named = {one.organisation_key for one in fresh if one.organisation_key}
    if not named:
        return NOTHING
    inside = TopicMembership.objects.filter(topic=topic, organisation_key__in=named)
    confirmed = {one.organisation_key for one in fresh if one.organisation_confirmed and one.organisation_key}
    late = inside.filter(organisation_key__in=confirmed, organisation_confirmed=False)
    changed = confirmations_changed(late) if confirmed else NOTHING
    if changed:
        late.update(organisation_confirmed=True)
    for name in named - confirmed:
        # A topic's memberships of one organisation are confirmed together: any of them tells.
        known = inside.filter(organisation_key=name).order_by("asked_on")
        confirmed.update(
            {name for told in known.values_list("organisation_confirmed", flat=True)[:1] if told}
        )
    for one in fresh:
        one.organisation_confirmed = one.organisation_key in confirmed
    return changed


def confirmations_changed(memberships: QuerySet[TopicMembership]) -> Changed:
    """What changes when these memberships begin, or cease, to speak for their organisation."""
    rows = list(memberships.values_list("asked_on", "person", "organisation_key").distinct().order_by())
    return Changed(
        frozenset(row[0] for row in rows),
        frozenset(row[1] for row in rows),
        frozenset(row[2] for row in rows),
    )


def _restand(topic: Topic, before: Standing, changed: Iterable[date], terms: Terms) -> Standing:
    book = askers.TopicBook(topic)
    return restand(before, changed, book, threshold=terms.threshold, strict=terms.strict)


def _after_one(topic: Topic, before: Standing, one: TopicMembership, terms: Terms) -> Standing:
    top = terms.threshold
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
        threshold=top,
        strict=terms.strict,
    )


def apply_standing(
    *, topic: Topic, after: Standing, moved: Moved, terms: Terms, because: str, by: Actor, at: datetime
) -> None:
    """Writes the standing, the span the board shows and the topic's history; raises or ends the item to decide."""
    before = standing_of(topic)
    _put(topic, after, moved, terms)
    _keep(topic=topic, before=before, after=after, because=because, by=by, at=at)


def _put(topic: Topic, after: Standing, moved: Moved, terms: Terms) -> None:
    """The standing and what the board shows of it, on a topic that somebody else saves."""
    topic.hard_on, topic.soft_on = after.hard_on, after.soft_on
    level = str(after.level.value)
    if level == Topic.Flag.SOFT and not terms.soft_shown:
        level = str(Topic.Flag.NONE)
    topic.flag = level
    topic.flagged_on = after.flagged_on if level != Topic.Flag.NONE else None
    _show_span(topic, moved, terms.strict)


def _shown(topic: Topic) -> tuple[object, ...]:
    span = (topic.window_from, topic.window_to, topic.persons_in_window, topic.requests_in_window)
    return (topic.flag, topic.flagged_on, *span)


def _keep(*, topic: Topic, before: Standing, after: Standing, because: str, by: Actor, at: datetime) -> None:
    shifted = shift(before, after)
    if shifted is not Shift.UNCHANGED:
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
        topic.decide_by = local_date(at) + timedelta(
            days=int(settings_store.value("recurrence_decision_days"))
        )
    elif no_longer_hard:
        topic.flagged_at = topic.decide_by = None
    topic.version += 1
    topic.save()
    note = {
        "persons": topic.persons_in_window,
        "requests": topic.requests_in_window,
        "shift": str(shifted.value),
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


def _show_span(topic: Topic, moved: Moved, strict: bool) -> None:
    """The year that made the flag, or the last year of a topic without one; its numbers follow what moved.

    They are not counted again: who asked ten thousand times in one year would cost ten thousand rows each time.
    """
    day = topic.hard_on or topic.soft_on or topic.last_asked_on
    if day is None:
        topic.window_from = topic.window_to = None
        topic.persons_in_window = topic.requests_in_window = 0
        return
    shown = (topic.window_from, topic.window_to)
    window = (opening_of(day, strict=strict), day)
    counted = TopicMembership.objects.filter(topic=topic, counts=True)

    def number(days: Iterable[date], first: date, last: date) -> int:
        return sum(first <= one <= last for one in days)

    if shown == window:
        topic.requests_in_window += number(moved.arrived, *window) - number(moved.left, *window)
    else:
        topic.requests_in_window = counted.filter(asked_on__gte=window[0], asked_on__lte=day).count()
    topic.window_from, topic.window_to = window
    if shown != window or any(
        window[0] <= one <= day for one in (*moved.arrived, *moved.left, *moved.touched)
    ):
        topic.persons_in_window = _persons_on(topic, *window)


def _persons_on(topic: Topic, opening: date, day: date) -> int:
    """Different proven persons of the span that closes on `day`: the lower number, as rules.recurrence counts them."""
    rows = TopicAsker.objects.filter(topic=topic, first_on__lte=day, last_on__gte=opening)
    return min(rows.filter(kind="person").count(), rows.filter(kind="subject").count())
