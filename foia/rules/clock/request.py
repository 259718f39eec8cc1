"""When the answer to a request is due, and what may not happen before. Facts in, reading out.

Days never depend on today; only `status`, `days_left` and the alerts do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foia.rules.clock.lines import Line, line, rolling
from foia.rules.clock.steps import arrival_lines, closing_lines, pause_lines
from foia.rules.facts import Fact, FactKind, first_day, last_day
from foia.rules.kinds import AccessKind, Silence, rules_of
from foia.rules.parties import (
    Standstill,
    Window,
    decide_not_before,
    opposition_windows,
    send_automatically_on,
    send_not_before,
    standstills,
    unproven_receipts,
)
from foia.rules.terms import (
    ANSWER_DAYS,
    EXTENDED_ANSWER_DAYS,
    GAP_NOTICE_DAYS,
    OPPOSITION_DAYS,
    PAUSE_DAYS,
    in_force,
)
from pasocial.refusal import mark as _
from pasocial.timekeeping import last_working_day, roll_forward, term

ONE_DAY = timedelta(days=1)
_ENDS = (FactKind.ANSWERED, FactKind.TRANSFERRED_AWAY, FactKind.WITHDRAWN)


class ClockStatus(StrEnum):
    """What the clock does today."""

    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Clock:
    """The reading of one request's clock.

    `due_on` is the legal day: the earliest of the readings the law admits (open point 1). `target_on` is
    the working day the office aims at. `literal_due_on` counts every day of the pause, without the cap.
    `conflict` says that the windows of the parties close too late for a decision in time.
    """

    kind: AccessKind
    started_on: date
    due_on: date
    target_on: date
    literal_due_on: date
    decide_not_before: date | None
    send_not_before: date | None
    send_automatically_on: date | None
    conflict: bool
    status: ClockStatus
    days_left: int | None  # negative when late, empty when stopped
    ended_on: date | None  # answered, transferred or withdrawn
    on_time: bool | None  # empty until it ended
    paused_days: int
    silent_refusal_from: date | None  # documentary: first day on which silence counts as refusal
    gap_notice_by: date | None  # documentary: last day to point out a gap
    extension_by: date | None  # environmental: last day to announce sixty days
    windows: tuple[Window, ...]
    standstills: tuple[Standstill, ...]
    unproven_receipts: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def running(self) -> bool:
        """The term runs."""
        return self.status is ClockStatus.RUNNING

    @property
    def paused(self) -> bool:
        """The term stands still."""
        return self.status is ClockStatus.PAUSED

    @property
    def late(self) -> bool:
        """The term passed and the answer is still owed."""
        return self.status is ClockStatus.LATE

    @property
    def alerts(self) -> tuple[Line, ...]:
        """The lines staff must look at."""
        return tuple(entry for entry in self.lines if entry.alert)


def read_clock(
    kind: AccessKind, facts: Iterable[Fact], today: date, patron: tuple[int, int] | None = None
) -> Clock:
    """Fold the facts of a request into its clock. Raises ValueError when no fact says it was received."""
    known = tuple(sorted(facts, key=lambda fact: fact.on))
    start = last_day(known, FactKind.RECEIVED_FROM_OTHER_BODY) or first_day(known, FactKind.FILED)
    if start is None:
        raise ValueError("a request without a day of receipt has no clock")

    lines: list[Line] = list(arrival_lines(known, start))
    answer = in_force(ANSWER_DAYS[kind], start)
    days = answer.value
    source = answer.source
    gap_open = False
    gap_notice_by = extension_by = None

    if kind is AccessKind.DOCUMENTARY:
        gap_notice_by = term(start, in_force(GAP_NOTICE_DAYS, start).value, patron)
        start, gap_open, gap_lines = _gap(known, start, gap_notice_by)
        lines += gap_lines
    if rules_of(kind).extendable:
        extension_by = term(start, days, patron)
        notified = first_day(known, FactKind.EXTENSION_NOTIFIED)
        if notified and notified <= extension_by:
            extended = in_force(EXTENDED_ANSWER_DAYS[kind], start)
            days, source = extended.value, extended.source
            lines.append(
                line(
                    "extended",
                    _("Proroga comunicata {day}, entro i primi 30 giorni: il termine è di {days} giorni."),
                    notified,
                    source,
                    day=notified,
                    days=days,
                )
            )
        elif notified:
            lines.append(
                line(
                    "extension_late",
                    _("Proroga comunicata {day}, dopo {limit}: il termine non cambia."),
                    notified,
                    source,
                    alert=True,
                    day=notified,
                    limit=extension_by,
                )
            )

    raw = start + timedelta(days=days)
    lines.append(
        line("count", _("{days} giorni di calendario arrivano a {day}."), raw, source, days=days, day=raw)
    )

    windows = opposition_windows(kind, known, patron)
    locks = standstills(kind, known)
    literal_days = _literal_pause(kind, windows, roll_forward(raw, patron))
    cap = in_force(PAUSE_DAYS[kind], start).value if rules_of(kind).pause_allowed else 0
    paused_days = min(cap, literal_days)
    if not rules_of(kind).pause_allowed and any(f.kind is FactKind.PARTY_NOTICE_SENT for f in known):
        lines.append(
            line(
                "no_pause",
                _("L'avviso a terzi non sospende il termine per questo tipo di accesso."),
                source=source,
            )
        )
    elif windows:
        lines += pause_lines(windows, raw, paused_days, literal_days)
    literal_raw = raw + timedelta(days=literal_days)
    raw += timedelta(days=paused_days)
    due = roll_forward(raw, patron)
    literal_due = roll_forward(literal_raw, patron)
    target = last_working_day(raw, patron)
    lines += rolling(raw, patron)

    not_before = decide_not_before(windows)
    conflict = not_before is not None and not_before > due
    ended = first_day(known, FactKind.ANSWERED) or min((f.on for f in known if f.kind in _ENDS), default=None)
    silence = rules_of(kind).silence is Silence.REFUSAL
    lines += closing_lines(due, target, literal_due, not_before, conflict, silence, windows, locks)

    pause_from = min((w.sent_on for w in windows), default=None)
    in_pause = (
        paused_days > 0
        and pause_from is not None
        and pause_from <= today < pause_from + timedelta(days=paused_days)
    )
    if ended is not None:
        status = ClockStatus.STOPPED
    elif gap_open or in_pause:
        status = ClockStatus.PAUSED
    elif today > due:
        status = ClockStatus.LATE
    else:
        status = ClockStatus.RUNNING

    return Clock(
        kind=kind,
        started_on=start,
        due_on=due,
        target_on=target,
        literal_due_on=literal_due,
        decide_not_before=not_before,
        send_not_before=send_not_before(locks),
        send_automatically_on=send_automatically_on(locks, patron),
        conflict=conflict,
        status=status,
        days_left=None if ended is not None else (due - today).days,
        ended_on=ended,
        on_time=None if ended is None else ended <= due,
        paused_days=paused_days,
        silent_refusal_from=due + ONE_DAY if silence and not gap_open and ended is None else None,
        gap_notice_by=gap_notice_by,
        extension_by=extension_by,
        windows=windows,
        standstills=locks,
        unproven_receipts=unproven_receipts(windows),
        lines=tuple(lines),
    )


def _literal_pause(kind: AccessKind, windows: Sequence[Window], base_due: date) -> int:
    """Days from the first notice to the last word, uncapped; 0 if the notice left after the term had passed.

    Where receipt is not proven yet, the day of sending stands in for it: the earliest due day (open point 1).
    """
    if not windows or not rules_of(kind).pause_allowed:
        return 0
    first = min(w.sent_on for w in windows)
    if first > base_due:
        return 0
    ends = [
        w.ended_on or w.sent_on + timedelta(days=in_force(OPPOSITION_DAYS[kind], w.sent_on).value)
        for w in windows
    ]
    return max(0, (max(ends) - first).days)


def _gap(facts: Sequence[Fact], start: date, notice_by: date) -> tuple[date, bool, list[Line]]:
    """A gap pointed out in time starts the term again from completion (DPR 184/2006 art. 6(5))."""
    source = "DPR 184/2006 art. 6(5)"
    notified = first_day(facts, FactKind.GAP_NOTICE)
    if notified is None:
        return start, False, []
    if notified > notice_by:
        late = line(
            "gap_notice_late",
            _("Irregolarità comunicata {day}, dopo {limit}: il termine non cambia."),
            notified,
            source,
            alert=True,
            day=notified,
            limit=notice_by,
        )
        return start, False, [late]
    completed = last_day([f for f in facts if f.on >= notified], FactKind.GAP_COMPLETED)
    if completed is None:
        waiting = line(
            "gap_open",
            _("Irregolarità comunicata {day}: il termine riparte da zero quando la completi."),
            notified,
            source,
            day=notified,
        )
        return start, True, [waiting]
    done = line(
        "gap_completed",
        _("Richiesta completata {day}: il termine riparte da zero da questo giorno."),
        completed,
        source,
        day=completed,
    )
    return completed, False, [done]
