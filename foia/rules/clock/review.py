"""The clocks of the remedies: review by the RPCT, the ombudsman, the formal notice.

Each function takes the facts of its own proceeding, so that two consultations of the Garante never mix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foia.rules.clock.lines import Line, line, rolling, target_lines
from foia.rules.clock.pause import Pause, pause_for_garante
from foia.rules.clock.request import ClockStatus
from foia.rules.facts import Fact, FactKind, first_day
from foia.rules.terms import (
    CONFIRMATION_DAYS,
    FORMAL_NOTICE_DAYS,
    GARANTE_DAYS,
    OMBUDSMAN_DAYS,
    REVIEW_DAYS,
    Term,
    in_force,
)
from pasocial.refusal import mark as _
from pasocial.timekeeping import last_working_day, roll_forward, term


@dataclass(frozen=True)
class ReviewClock:
    """When the RPCT (or the office named in the refusal) must decide a review."""

    filed_on: date
    due_on: date
    target_on: date
    paused_days: int
    status: ClockStatus
    days_left: int | None
    decided_on: date | None
    lines: tuple[Line, ...]

    @property
    def late(self) -> bool:
        """The term passed without a decision."""
        return self.status is ClockStatus.LATE


@dataclass(frozen=True)
class OmbudsmanClock:
    """Two clocks in a row: the ombudsman's decision, then our confirmation of the refusal.

    `confirm_by` and `granted_from` stay empty until the ombudsman tells us that the refusal is unlawful;
    `granted_from` is the day on which access counts as granted because nobody confirmed in time.
    """

    filed_on: date
    due_on: date
    paused_days: int
    confirm_by: date | None
    confirmed_on: date | None
    granted_from: date | None
    lines: tuple[Line, ...]

    def granted_on(self, today: date) -> bool:
        """Whether access is granted today for want of a confirmation in time."""
        return self.granted_from is not None and today >= self.granted_from


def read_review_clock(
    facts: Iterable[Fact], today: date, patron: tuple[int, int] | None = None
) -> ReviewClock:
    """Twenty days from filing, stopped up to ten while the Garante is heard (D.Lgs. 33/2013 art. 5(7))."""
    known = tuple(facts)
    filed = first_day(known, FactKind.REVIEW_FILED)
    if filed is None:
        raise ValueError("a review that was never filed has no clock")
    decided = first_day(known, FactKind.REVIEW_DECIDED)
    raw, pause, lines = _counted(known, filed, in_force(REVIEW_DAYS, filed), decided, patron)
    due, target = roll_forward(raw, patron), last_working_day(raw, patron)
    lines += rolling(raw, patron)
    lines.append(line("due", _("Il riesame va deciso entro {day}."), due, day=due))
    lines += target_lines(due, target)
    if decided:
        status = ClockStatus.STOPPED
    elif today > due:
        status = ClockStatus.LATE
    else:
        status = ClockStatus.PAUSED if pause.stands_on(today) else ClockStatus.RUNNING
    days_left = None if decided else (due - today).days
    return ReviewClock(filed, due, target, pause.days, status, days_left, decided, tuple(lines))


def read_ombudsman_clock(facts: Iterable[Fact], patron: tuple[int, int] | None = None) -> OmbudsmanClock:
    """Thirty days to decide, thirty for us to confirm or access is granted (D.Lgs. 33/2013 art. 5(8))."""
    known = tuple(facts)
    filed = first_day(known, FactKind.OMBUDSMAN_FILED)
    if filed is None:
        raise ValueError("an appeal to the ombudsman that was never filed has no clock")
    told = first_day([fact for fact in known if fact.on >= filed], FactKind.OMBUDSMAN_TOLD_US)
    raw, pause, lines = _counted(known, filed, in_force(OMBUDSMAN_DAYS, filed), told, patron)
    due = roll_forward(raw, patron)
    lines += rolling(raw, patron)
    lines.append(line("due", _("Il difensore civico si pronuncia entro {day}."), due, day=due))
    # A confirmation can only follow what it confirms against.
    confirmed = first_day([fact for fact in known if fact.on >= (told or filed)], FactKind.REFUSAL_CONFIRMED)
    confirm_by = granted_from = None
    if told:
        rule = in_force(CONFIRMATION_DAYS, told)
        confirm_by = term(told, rule.value, patron)
        lines.append(
            line(
                "confirm_by",
                _("Diniego ritenuto illegittimo {told}: conferma entro {day}, o l'accesso è concesso."),
                confirm_by,
                rule.source,
                told=told,
                day=confirm_by,
            )
        )
        if confirmed is None or confirmed > confirm_by:
            granted_from = confirm_by + timedelta(days=1)
    return OmbudsmanClock(filed, due, pause.days, confirm_by, confirmed, granted_from, tuple(lines))


def formal_notice_due(on: date, patron: tuple[int, int] | None = None) -> date:
    """Last day to remedy after a formal notice (D.Lgs. 198/2009 art. 3): ninety days, holidays roll."""
    return term(on, in_force(FORMAL_NOTICE_DAYS, on).value, patron)


def _counted(
    facts: Sequence[Fact],
    filed: date,
    rule: Term,
    decided: date | None,
    patron: tuple[int, int] | None,
) -> tuple[date, Pause, list[Line]]:
    """The last day before rolling, with the pause for the Garante, and how it came about."""
    raw = filed + timedelta(days=rule.value)
    lines = [
        line("filed", _("Presentato {day}: questo giorno non si conta."), filed, rule.source, day=filed),
        line(
            "count",
            _("{days} giorni di calendario arrivano a {day}."),
            raw,
            rule.source,
            days=rule.value,
            day=raw,
        ),
    ]
    cap = in_force(GARANTE_DAYS, filed)
    pause = pause_for_garante(facts, filed, raw, cap.value, decided, patron)
    for asked in pause.late:
        lines.append(
            line(
                "garante_late",
                _("Parere chiesto al Garante {asked}, a termine scaduto: non lo sospende."),
                asked,
                cap.source,
                alert=True,
                asked=asked,
            )
        )
    if pause.since is not None:
        raw += timedelta(days=pause.days)
        lines.append(
            line(
                "garante",
                _("Parere chiesto al Garante {asked}. Giorni di sospensione: {days}; si arriva a {day}."),
                pause.since,
                cap.source,
                asked=pause.since,
                days=pause.days,
                day=raw,
            )
        )
    return raw, pause, lines
