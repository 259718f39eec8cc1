"""How long a question put to others stops a term: the parties of a request, the Garante of a review.

One reading for both. The facts are taken in the order of their days, and each counts only if it came on or before the
last day that those before it gave, moved by holidays where they move it: what happens after a term has passed neither
revives nor shortens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foia.rules.facts import Fact, FactKind, first_day
from foia.rules.parties import Window
from pasocial.timekeeping import roll_forward


@dataclass(frozen=True)
class Pause:
    """The days that stop the term, from `since`: `days` with the cap, `literal` without it.

    `late` are the notices that left when the term had passed, in order.
    """

    since: date | None = None
    days: int = 0
    literal: int = 0
    late: tuple[date, ...] = ()

    def stands_on(self, today: date) -> bool:
        """Whether the term stands still on that day."""
        return self.since is not None and self.since <= today < self.since + timedelta(days=self.days)


def pause_for_parties(
    windows: Sequence[Window],
    raw: date,
    cap: int,
    silence_days: int,
    ended: date | None,
    patron: tuple[int, int] | None = None,
) -> Pause:
    """From the first notice to the last word, at most `cap` days whatever the number of parties (open point 1).

    `raw`: last day of the term without any pause, before holidays move it. Where receipt is not proven the day of
    sending stands in for it: the earliest due day. A notice sent after the case `ended` is of no interest here.
    """
    since: date | None = None
    last: date | None = None
    late = []

    def length(end: date | None) -> int:
        return 0 if since is None or end is None else max(0, (end - since).days)

    def due(end: date | None) -> date:
        return roll_forward(raw + timedelta(days=min(cap, length(end))), patron)

    for window in sorted(windows, key=lambda one: one.sent_on):
        if ended is not None and window.sent_on > ended:
            continue
        if window.sent_on > due(last):
            late.append(window.sent_on)
            continue
        since = since or window.sent_on
        silent = window.closes_on or window.sent_on + timedelta(days=silence_days)
        if_silent = max(silent, last or silent)
        spoke = window.spoke_on
        # A word that comes when the term has passed cannot shorten the pause that made it pass.
        in_time = spoke is not None and spoke <= due(if_silent)
        end = (window.ended_on or silent) if in_time else silent
        last = max(end, last or end)
    return Pause(since, min(cap, length(last)), length(last), tuple(late))


def pause_for_garante(
    facts: Sequence[Fact],
    filed: date,
    raw: date,
    cap: int,
    decided: date | None,
    patron: tuple[int, int] | None = None,
) -> Pause:
    """From the question to the opinion, at most `cap` days (D.Lgs. 33/2013 art. 5(7)); `raw` as above."""
    known = [fact for fact in facts if fact.on >= filed and (decided is None or fact.on <= decided)]
    asked = first_day(known, FactKind.GARANTE_ASKED)
    if asked is None:
        return Pause()
    if asked > roll_forward(raw, patron):
        return Pause(late=(asked,))
    answered = first_day([fact for fact in known if fact.on >= asked], FactKind.GARANTE_ANSWERED)
    if answered is None or answered > roll_forward(raw + timedelta(days=cap), patron):
        return Pause(asked, cap, cap)
    literal = (answered - asked).days
    return Pause(asked, min(cap, literal), literal)
