"""Requests without a topic that look so alike that a person may confirm several at once; nothing is ever joined here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from foia.models import AccessRequest, Suggestion, Topic
from foia.queries.quality import offered_threshold

# Suggestions read at most, the most alike first; what is left comes back once these are judged.
MOST_READ = 1000
# Another year or another place asks for other documents (domain.md B): such pairs are judged one by one.
APART = {"different_period", "different_places"}


@dataclass(frozen=True)
class Link:
    """Why two requests of a proposal are together."""

    suggestion: Suggestion
    request: AccessRequest
    earlier: AccessRequest


@dataclass(frozen=True)
class Proposal:
    """Requests that may be one topic, oldest first, or may join `topic`; `links` are the reasons, most alike first."""

    requests: tuple[AccessRequest, ...]
    links: tuple[Link, ...]
    topic: Topic | None

    @property
    def lowest(self) -> float:
        return min(link.suggestion.score for link in self.links)

    @property
    def key(self) -> str:
        return "-".join(str(one.pk) for one in self.requests)[:80]


def strong_suggestions() -> QuerySet[Suggestion]:
    """Open suggestions at or above the measured threshold whose request has no topic yet; none while none was measured."""
    threshold = offered_threshold()
    if threshold is None:
        return Suggestion.objects.none()
    return (
        Suggestion.objects.filter(
            verdict=Suggestion.Verdict.OPEN, score__gte=threshold, request__topic_membership__isnull=True
        )
        .select_related("request", "earlier", "earlier__topic_membership__topic")
        .defer(
            *("request__search", "request__body", "earlier__search", "earlier__body"),
            "earlier__topic_membership__topic__search",
        )
        .order_by("-score", "-id")
    )


def proposals() -> list[Proposal]:
    """Groups linked by strong suggestions, the largest first. Two queries' worth of rows, whatever is stored."""
    links = [
        Link(one, one.request, one.earlier)
        for one in strong_suggestions()[:MOST_READ]
        if not APART & {part[0] for part in one.why.get("warnings", ())}
    ]
    groups = _linked(links)
    found = []
    for group in groups:
        members: dict[int, AccessRequest] = {}
        topics: dict[int, Topic] = {}
        for link in group:
            members[link.request.pk] = link.request
            membership = getattr(link.earlier, "topic_membership", None)
            if membership is None:
                members[link.earlier.pk] = link.earlier
            else:
                topics.setdefault(membership.topic_id, membership.topic)
        ordered = sorted(members.values(), key=lambda one: (one.received_at, one.pk))
        found.append(Proposal(tuple(ordered), tuple(group), next(iter(topics.values()), None)))
    return sorted(found, key=lambda one: (-len(one.requests), -one.lowest, one.requests[0].pk))


def _linked(links: Sequence[Link]) -> list[list[Link]]:
    """Links that share a request, or lead to the same topic, together; a request that leads to two topics follows the
    topic it is most like."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        root.setdefault(name, name)
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    topic_of: dict[str, str] = {}
    kept = []
    for link in links:
        membership = getattr(link.earlier, "topic_membership", None)
        mine = find(f"r{link.request.pk}")
        theirs = find(f"t{membership.topic_id}" if membership else f"r{link.earlier.pk}")
        if membership:
            topic_of.setdefault(theirs, f"t{membership.topic_id}")
        if mine != theirs:
            if mine in topic_of and theirs in topic_of:
                continue
            root[mine] = theirs
            if mine in topic_of:
                topic_of[theirs] = topic_of[mine]
        kept.append(link)
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in kept:
        groups[find(f"r{link.request.pk}")].append(link)
    return list(groups.values())
