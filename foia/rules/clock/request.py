"""When the answer to a request is due, and what may not happen before. Facts in, reading out.

Days never depend on today; only `status`, `days_left` and the alerts do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from foia.rules.clock.gaps import read_gaps
from foia.rules.clock.lines import Line, line, rolling
from foia.rules.clock.pause import Pause, pause_for_parties
from foia.rules.clock.steps import arrival_lines, due_lines, party_lines, pause_lines
from foia.rules.facts import Fact, FactKind, first_day
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
    `waiting`: a documentary request is incomplete and the term starts again when it is completed. No day is due then:
    `due_on` is only the day that held before, `days_left` is empty, and who answers meanwhile is in time.
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
    waiting: bool = False

    @property
    def owed_by(self) -> date | None:
        """The due day as people are told it: none while an incomplete request waits."""
        return None if self.waiting else self.due_on

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
    ended = first_day(known, FactKind.ANSWERED) or min((f.on for f in known if f.kind in _ENDS), default=None)
    # What comes after the end neither moves the term nor mends a late answer.
    before_end = tuple(fact for fact in known if ended is None or fact.on <= ended)
    start = _start(before_end) or _start(known)
    if start is None:
        raise ValueError("a request without a day of receipt has no clock")

    lines: list[Line] = list(arrival_lines(known, start))
    answer = in_force(ANSWER_DAYS[kind], start)
    days = answer.value
    source = answer.source
    waiting = False
    gap_notice_by = extension_by = None

    if kind is AccessKind.DOCUMENTARY:
        gap = read_gaps(before_end, start, patron)
        start, waiting, gap_notice_by = gap.start, gap.open, gap.notice_by
        lines += gap.lines
    if rules_of(kind).extendable:
        extension_by = term(start, days, patron)
        notified = first_day(before_end, FactKind.EXTENSION_NOTIFIED)
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
    if not waiting:
        lines.append(
            line("count", _("{days} giorni di calendario arrivano a {day}."), raw, source, days=days, day=raw)
        )

    windows = opposition_windows(kind, known, patron)
    locks = standstills(kind, known)
    pause = Pause()
    if rules_of(kind).pause_allowed:
        cap = in_force(PAUSE_DAYS[kind], start).value
        silence_days = in_force(OPPOSITION_DAYS[kind], start).value
        pause = pause_for_parties(windows, raw, cap, silence_days, ended, patron)
        lines += pause_lines(pause, raw)
    elif any(f.kind is FactKind.PARTY_NOTICE_SENT for f in known):
        lines.append(
            line(
                "no_pause",
                _("L'avviso a terzi non sospende il termine per questo tipo di accesso."),
                source=source,
            )
        )
    literal_due = roll_forward(raw + timedelta(days=pause.literal), patron)
    raw += timedelta(days=pause.days)
    due = roll_forward(raw, patron)
    target = last_working_day(raw, patron)
    if not waiting:
        lines += rolling(raw, patron)

    not_before = decide_not_before(windows)
    conflict = ended is None and not waiting and not_before is not None and not_before > due
    silence = rules_of(kind).silence is Silence.REFUSAL
    if waiting:
        lines.append(_without_a_day(ended))
    else:
        lines += due_lines(due, target, literal_due, silence)
    lines += party_lines(due, literal_due, not_before, conflict, windows, locks)

    if ended is not None:
        status = ClockStatus.STOPPED
    elif waiting:
        status = ClockStatus.PAUSED
    elif today > due:
        status = ClockStatus.LATE
    else:
        status = ClockStatus.PAUSED if pause.stands_on(today) else ClockStatus.RUNNING

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
        days_left=None if ended is not None or waiting else (due - today).days,
        ended_on=ended,
        on_time=None if ended is None else waiting or ended <= due,
        paused_days=pause.days,
        silent_refusal_from=due + ONE_DAY if silence and not waiting and ended is None else None,
        gap_notice_by=gap_notice_by,
        extension_by=extension_by,
        windows=windows,
        standstills=locks,
        unproven_receipts=unproven_receipts(windows),
        lines=tuple(lines),
        waiting=waiting,
    )


def _start(facts: Sequence[Fact]) -> date | None:
    """The day of receipt; of a misdirected request, the first day on which it was here (C2 §4.1)."""
    filed = first_day(facts, FactKind.FILED)
    here = [f.on for f in facts if f.kind is FactKind.RECEIVED_FROM_OTHER_BODY and f.on >= (filed or f.on)]
    return min(here, default=filed)


def _without_a_day(ended: date | None) -> Line:
    """In the place of the due day, while the request is incomplete: there is none."""
    words = (
        _("Finché la richiesta non è completata il termine non corre: non c'è un giorno di scadenza.")
        if ended is None
        else _("Conclusa prima che la richiesta fosse completata: il termine non correva.")
    )
    return line("waiting", words, ended, "DPR 184/2006 art. 6(5)")
