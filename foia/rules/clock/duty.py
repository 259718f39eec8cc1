"""When a reopened case must be decided again: after a review, an ombudsman, a ruling or an error of ours.

The first clock stands still for ever: whether the first answer was late is not mended by a second one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foia.rules.clock.lines import Line, line, rolling, target_lines
from foia.rules.clock.request import ClockStatus
from foia.rules.facts import REOPENED, Basis, FactKind, last_day, last_reopening
from foia.rules.facts import Fact as LegalFact
from foia.rules.terms import NEW_DECISION_DAYS, in_force
from pasocial.refusal import mark as _
from pasocial.timekeeping import last_working_day, roll_forward, term

_OPENING = {
    Basis.REVIEW: _("Riesame accolto {day}: questo giorno non si conta."),
    Basis.OMBUDSMAN: _("Il difensore civico ha dato ragione a chi chiede {day}: questo giorno non si conta."),
    Basis.COURT: _("Sentenza comunicata {day}: questo giorno non si conta."),
    Basis.OWN_ERROR: _("Richiesta riaperta d'ufficio {day}: questo giorno non si conta."),
}
_ENDS = (FactKind.ANSWERED, FactKind.ANSWERED_AGAIN, FactKind.WITHDRAWN, FactKind.TRANSFERRED_AWAY)


@dataclass(frozen=True)
class DutyClock:
    """The duty to decide again. Nothing stops it: the pause for parties is of the first term only (art. 5(5))."""

    basis: Basis
    opened_on: date
    due_on: date
    target_on: date
    set_on: date | None  # the earlier day that the RPCT or the ruling set
    status: ClockStatus
    days_left: int | None
    ended_on: date | None
    lines: tuple[Line, ...]

    @property
    def owed_by(self) -> date:
        """The due day as people are told it."""
        return self.due_on

    @property
    def open(self) -> bool:
        """The new decision is still owed."""
        return self.ended_on is None

    @property
    def late(self) -> bool:
        """The term passed without a new decision."""
        return self.status is ClockStatus.LATE


def new_decision_by(basis: Basis, opened_on: date, patron: tuple[int, int] | None = None) -> date:
    """The last day the law allows for the new decision."""
    return term(opened_on, in_force(NEW_DECISION_DAYS[basis], opened_on).value, patron)


def read_duty_clock(
    facts: Iterable[LegalFact], today: date, patron: tuple[int, int] | None = None
) -> DutyClock | None:
    """The clock of the last reopening, from facts in the order they were recorded; None when there was none."""
    known = list(facts)
    place = last_reopening(known)
    if place is None:
        return None
    opening, since = known[place], known[place:]
    basis = REOPENED[opening.kind]
    rule = in_force(NEW_DECISION_DAYS[basis], opening.on)
    raw = opening.on + timedelta(days=rule.value)
    lines = [
        line("opened", _OPENING[basis], opening.on, rule.source, day=opening.on),
        line(
            "count",
            _("{days} giorni di calendario arrivano a {day}."),
            raw,
            rule.source,
            days=rule.value,
            day=raw,
        ),
    ]
    lines += rolling(raw, patron)
    due, target = roll_forward(raw, patron), last_working_day(raw, patron)
    wanted = last_day(since, FactKind.NEW_DECISION_BY)
    if wanted is not None and (wanted < due or basis is Basis.COURT):
        # Somebody who may command it named the day: it holds as it is, whatever day of the week it falls on.
        due = target = wanted
        words = _("Chi ha accolto il ricorso ha fissato {day}.")
        lines.append(line("set", words, wanted, rule.source, day=wanted))
    lines.append(line("due", _("La nuova decisione è dovuta entro {day}."), due, day=due))
    lines += target_lines(due, target)
    ended = min((fact.on for fact in since if fact.kind in _ENDS), default=None)
    if ended is not None:
        status = ClockStatus.STOPPED
    else:
        status = ClockStatus.LATE if today > due else ClockStatus.RUNNING
    return DutyClock(
        basis=basis,
        opened_on=opening.on,
        due_on=due,
        target_on=target,
        set_on=wanted,
        status=status,
        days_left=None if ended is not None else (due - today).days,
        ended_on=ended,
        lines=tuple(lines),
    )
