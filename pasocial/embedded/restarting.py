"""When a part of the office that ended is started again, and when starting it again helps nobody."""

from __future__ import annotations

from dataclasses import dataclass

# Before the first, second … new start. The last one stays.
WAITS_SECONDS = (1, 2, 5, 15, 30)
# A part that ran this long has shown that it can run: what came before no longer counts.
GOOD_RUN_SECONDS = 60


@dataclass
class Restarts:
    """How often one part ended soon after its start, and when it is tried again. Times are monotonic seconds."""

    ended_soon: int = 0
    next_start: float | None = None

    def note_end(self, *, ran: float, now: float, disk_full: bool = False) -> bool:
        """Plan the next start; False when the part ends again and again for a reason of its own.

        While the disk is full a part may end as often as it likes: it is not its fault, and it will pass.
        """
        if ran >= GOOD_RUN_SECONDS:
            self.ended_soon = 0
        if self.ended_soon >= len(WAITS_SECONDS) and not disk_full:
            return False
        self.next_start = now + WAITS_SECONDS[min(self.ended_soon, len(WAITS_SECONDS) - 1)]
        self.ended_soon = min(self.ended_soon + 1, len(WAITS_SECONDS))
        return True

    def start_now(self, *, now: float) -> None:
        """What held it back is over: no more waiting, and no old count."""
        self.ended_soon = 0
        if self.next_start is not None:
            self.next_start = now

    def due(self, now: float) -> bool:
        """Whether it waits for its new start and has waited long enough; says yes once."""
        if self.next_start is None or now < self.next_start:
            return False
        self.next_start = None
        return True
