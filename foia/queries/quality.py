"""How people judged the suggestions of this office, and from which likeness many may be proposed at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from foia.models import ProposalThreshold, Suggestion
from foia.rules.recurrence.quality import FALSE_SHARE, JudgedPair, Point, ThresholdQuality, measure, point_at

ACCEPTED, REFUSED = Suggestion.Verdict.ACCEPTED, Suggestion.Verdict.REFUSED


def with_fate() -> QuerySet[Suggestion]:
    """Suggestions with `joined`: whether both requests are in one topic now, whoever put them there."""
    same = Q(request__topic_membership__topic=F("earlier__topic_membership__topic"))
    return Suggestion.objects.annotate(
        joined=Case(When(same, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


@dataclass(frozen=True)
class Fates:
    """What became of every suggestion ever made; nothing is thrown away.

    `parted` were accepted and taken apart again since (a leave, a split, an undo): they count as wrong. `overtaken` were
    never judged, but people put both requests in one topic by another way. `together` were judged in one act with many
    others: they say little of each one and do not measure.
    """

    accepted: int
    parted: int
    refused: int
    together: int
    overtaken: int
    open: int


def fates() -> Fates:
    apart = ~Q(joined=True)
    alone = Q(together=False)
    counted = with_fate().aggregate(
        accepted=Count("id", filter=alone & Q(verdict=ACCEPTED, joined=True)),
        parted=Count("id", filter=alone & Q(verdict=ACCEPTED) & apart),
        refused=Count("id", filter=alone & Q(verdict=REFUSED)),
        together=Count("id", filter=~alone),
        overtaken=Count("id", filter=Q(verdict=Suggestion.Verdict.OPEN, joined=True)),
        open=Count("id", filter=Q(verdict=Suggestion.Verdict.OPEN) & apart),
    )
    return Fates(**counted)


def judged() -> list[JudgedPair]:
    """The suggestions judged one by one; right when accepted and still in one topic."""
    rows: QuerySet[Any] = with_fate().filter(together=False).exclude(verdict="open").order_by()
    return [
        JudgedPair(score, verdict == ACCEPTED and joined)
        for score, verdict, joined in rows.values_list("score", "verdict", "joined").iterator(chunk_size=2000)
    ]


@dataclass(frozen=True)
class Holding:
    """The adopted threshold, if any; `now` is the same measured again on all cases judged until today."""

    adopted: ProposalThreshold | None
    now: Point | None

    @property
    def suspended(self) -> bool:
        """The cases judged since it was adopted say that it lets too many wrong ones through."""
        return (
            self.now is not None and self.now.judged > 0 and self.now.wrong / self.now.judged >= FALSE_SHARE
        )

    @property
    def offered(self) -> bool:
        return self.adopted is not None and not self.suspended


@dataclass(frozen=True)
class Quality:
    """What the report and its page show."""

    fates: Fates
    measure: ThresholdQuality
    holding: Holding

    @property
    def can_adopt(self) -> bool:
        best, adopted = self.measure.best, self.holding.adopted
        if best is None or adopted is None:
            return best is not None
        return (best.score, best.judged, best.wrong) != (adopted.score, adopted.judged, adopted.refused)


def quality() -> Quality:
    """Three queries: every judged suggestion is read, which people made one by one."""
    cases = judged()
    return Quality(fates(), measure(cases), _holding(cases))


def holding() -> Holding:
    """At most two queries."""
    return _holding(None)


def _holding(cases: list[JudgedPair] | None) -> Holding:
    # Of who adopted it only what she is called: a board shows this sentence each time it is opened.
    last = ProposalThreshold.objects.select_related("adopted_by").order_by("-id")
    adopted = last.only(
        "score", "judged", "refused", "adopted_at", "adopted_by__full_name", "adopted_by__email"
    ).first()
    if adopted is None:
        return Holding(None, None)
    return Holding(adopted, point_at(adopted.score, judged() if cases is None else cases))


def offered_threshold() -> float | None:
    """The likeness from which many are proposed at once; None while none was measured, or the last no longer holds."""
    found = holding()
    return found.adopted.score if found.adopted is not None and found.offered else None
