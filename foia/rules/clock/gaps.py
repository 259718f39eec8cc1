"""A documentary request that is irregular or incomplete: told in ten days, it starts its term again (DPR 184/2006)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foia.rules.clock.lines import Line, line
from foia.rules.facts import Fact, FactKind
from foia.rules.terms import GAP_NOTICE_DAYS, in_force
from pasocial.refusal import mark as _
from pasocial.timekeeping import term

SOURCE = "DPR 184/2006 art. 6(5)"


@dataclass(frozen=True)
class Gaps:
    """Where the gaps leave the term: its first day, whether it waits, the last day to tell of a gap."""

    start: date
    open: bool
    notice_by: date
    lines: tuple[Line, ...]


def read_gaps(facts: Sequence[Fact], start: date, patron: tuple[int, int] | None = None) -> Gaps:
    """Follow notices and completions in the order of their days.

    The request as completed has ten days of its own: told in them that something is still missing, it waits again.
    Papers sent when nothing was missing any more, or when nobody had asked in time, move nothing.
    """

    def last_day_from(day: date) -> date:
        return term(day, in_force(GAP_NOTICE_DAYS, day).value, patron)

    kinds = (FactKind.GAP_NOTICE, FactKind.GAP_COMPLETED)
    told_on: date | None = None
    lines: list[Line] = []
    # On one day the notice comes before its completion.
    for fact in sorted((f for f in facts if f.kind in kinds and f.on >= start), key=_in_order):
        limit = last_day_from(start)
        if fact.kind is FactKind.GAP_COMPLETED:
            if told_on is None:
                continue
            told_on, start = None, fact.on
            words = _("Richiesta completata {day}: il termine riparte da zero da questo giorno.")
            lines.append(line("gap_completed", words, fact.on, SOURCE, day=fact.on))
        elif fact.on > limit and told_on is None:
            words = _("Irregolarità comunicata {day}, dopo {limit}: il termine non cambia.")
            lines.append(
                line("gap_notice_late", words, fact.on, SOURCE, alert=True, day=fact.on, limit=limit)
            )
        elif told_on is None:
            told_on = fact.on
            words = _("Irregolarità comunicata {day}: il termine riparte da zero quando la completi.")
            lines.append(line("gap_open", words, fact.on, SOURCE, day=fact.on))
    return Gaps(start, told_on is not None, last_day_from(start), tuple(lines))


def _in_order(fact: Fact) -> tuple[date, bool]:
    return fact.on, fact.kind is FactKind.GAP_COMPLETED
