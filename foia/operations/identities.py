"""Who is who inside a topic: one row for each distinct key, and the person it stands for.

Part of other operations: it writes the rows and names the days whose count changed; it records nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import CharField, F, Func, Q

from foia.models import PersonStatement, Topic, TopicIdentity, TopicMembership
from foia.operations.askers import FEW, NOTHING, Changed
from foia.rules.recurrence import PersonKey, PersonKind, resolve_persons


def key_of(text: str, aliases: Iterable[str] = ()) -> PersonKey:
    """A stored key back as the rules take it; an empty one is a bare nothing."""
    kind, _, digest = text.partition(":")
    if kind not in {known.value for known in PersonKind}:
        return PersonKey(PersonKind.UNPROVEN, text)
    return PersonKey(PersonKind(kind), digest, frozenset(aliases))


def resolve(topic: Topic, fresh: Sequence[TopicMembership]) -> Changed:
    """Says which person each of these memberships stands for; returns what changed of *others*.

    Somebody the topic already knows costs one read, however often she asked.
    """
    shown: dict[str, set[str]] = {}
    for one in fresh:
        shown.setdefault(one.person_key, set()).update(one.person_aliases)
    known = {
        row.person_key: row for row in TopicIdentity.objects.filter(topic=topic, person_key__in=list(shown))
    }
    new = [
        TopicIdentity(topic=topic, person_key=key, aliases=sorted(aliases), person=str(key_of(key)))
        for key, aliases in shown.items()
        if key not in known
    ]
    told_more = [row for key, row in known.items() if not shown[key] <= set(row.aliases)]
    for row in told_more:
        row.aliases = sorted({*row.aliases, *shown[row.person_key]})
        row.save(update_fields=["aliases"])
    TopicIdentity.objects.bulk_create(new)
    changed = NOTHING
    if new or told_more:
        changed = resolve_keys(topic, {row.person_key for row in (*new, *told_more)})
        known = {
            row.person_key: row
            for row in TopicIdentity.objects.filter(topic=topic, person_key__in=list(shown))
        }
    for one in fresh:
        one.person = known[one.person_key].person
        one.proven = key_of(one.person).proven
    return changed


def forget(topic: Topic, gone: Sequence[TopicMembership]) -> Changed:
    """After these memberships left: whoever was one person only through them is two again."""
    shown: dict[str, set[str]] = {}
    for one in gone:
        shown.setdefault(one.person_key, set()).update(one.person_aliases)
    there = _still_shown(topic, shown)
    rows = list(TopicIdentity.objects.filter(topic=topic, person_key__in=list(shown)))
    parted = [row for row in rows if row.person_key not in there]
    TopicIdentity.objects.filter(pk__in=[row.pk for row in parted]).delete()
    lost = {alias for row in parted for alias in row.aliases}
    again = _declared_beside({row.person_key for row in parted}) if parted else set()
    for row in rows:
        unseen = (shown[row.person_key] & set(row.aliases)) - there.get(row.person_key, set(row.aliases))
        if unseen:
            lost |= unseen
            again.add(row.person_key)
            row.aliases = sorted(set(row.aliases) - unseen)
            row.save(update_fields=["aliases"])
    if lost:
        beside = TopicIdentity.objects.filter(topic=topic, aliases__overlap=sorted(lost))
        again.update(beside.values_list("person_key", flat=True))
    return resolve_keys(topic, again) if again else NOTHING


def _still_shown(topic: Topic, shown: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Of these keys those that still ask in the topic, each with which of these identifiers it still shows there.

    One by one, the first membership found answers; for many, reading all of theirs once is cheaper.
    """
    theirs = TopicMembership.objects.filter(topic=topic)
    if len(shown) > FEW:
        found: dict[str, set[str]] = {}
        unnested = Func(F("person_aliases"), function="unnest", output_field=CharField())
        for key in (
            theirs.filter(person_key__in=list(shown))
            .values_list("person_key", flat=True)
            .distinct()
            .order_by()
        ):
            found[key] = set()
        told = theirs.filter(person_key__in=list(shown)).annotate(alias=unnested)
        for key, alias in told.values_list("person_key", "alias").distinct().order_by():
            found[key].add(alias)
        return found
    return {
        key: {
            alias
            for alias in aliases
            if theirs.filter(person_key=key, person_aliases__contains=[alias]).exists()
        }
        for key, aliases in shown.items()
        if theirs.filter(person_key=key).exists()
    }


def resolve_keys(topic: Topic, keys: set[str]) -> Changed:
    """Decides again whom these keys, and all keys linked to them, stand for; returns whose askings changed."""
    rows = _kin(topic, keys)
    everyone = [row.person_key for row in rows]
    said = PersonStatement.objects.filter(Q(one__in=everyone) | Q(other__in=everyone))
    pairs = [
        (key_of(one), key_of(other), same) for one, other, same in said.values_list("one", "other", "same")
    ]
    stands = resolve_persons(
        [key_of(row.person_key, row.aliases) for row in rows],
        same=[(one, other) for one, other, same in pairs if same],
        different=[(one, other) for one, other, same in pairs if not same],
    )
    days: set[date] = set()
    persons: set[str] = set()
    organisations: set[str] = set()
    for row in rows:
        person = str(stands[key_of(row.person_key)])
        if row.person == person:
            continue
        theirs = TopicMembership.objects.filter(topic=topic, person_key=row.person_key)
        for asked_on, organisation in (
            theirs.values_list("asked_on", "organisation_key").distinct().order_by()
        ):
            days.add(asked_on)
            if organisation:
                organisations.add(organisation)
        persons |= {row.person, person}
        theirs.update(person=person, proven=key_of(person).proven)
        row.person = person
        row.save(update_fields=["person"])
    return Changed(frozenset(days), frozenset(persons), frozenset(organisations))


def _kin(topic: Topic, keys: set[str]) -> list[TopicIdentity]:
    """Every identity linked to these keys by shared identifiers or by what staff said, however long the chain."""
    found: dict[str, TopicIdentity] = {}
    wanted, aliases = set(keys), set[str]()
    while True:
        rows = TopicIdentity.objects.filter(topic=topic).filter(
            Q(person_key__in=sorted(wanted)) | Q(aliases__overlap=sorted(aliases))
        )
        fresh = [row for row in rows if row.person_key not in found]
        if not fresh:
            return [found[key] for key in sorted(found)]
        found.update({row.person_key: row for row in fresh})
        aliases = {alias for row in fresh for alias in row.aliases}
        wanted = _declared_beside({row.person_key for row in fresh})
        if not aliases - {
            alias for row in found.values() if row not in fresh for alias in row.aliases
        } and not (wanted - set(found)):
            return [found[key] for key in sorted(found)]


def _declared_beside(keys: set[str]) -> set[str]:
    said = PersonStatement.objects.filter(Q(one__in=keys) | Q(other__in=keys), same=True)
    return {key for pair in said.values_list("one", "other") for key in pair} - keys
