"""When something leaves, is called back, moved, frozen. Plain Python: facts in, a reason or nothing out."""

from __future__ import annotations

from datetime import datetime, timedelta

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# The moment in which whoever pressed the button can still change her mind (design choice).
UNDO_SECONDS = 15
REASON_LENGTH = (5, 1_000)
# Later than this a departure is no departure but a plan, and belongs in a calendar.
MOST_DAYS_AHEAD = 366


def undo_until(pressed_at: datetime) -> datetime:
    """The moment from which what was sent leaves for good."""
    return pressed_at + timedelta(seconds=UNDO_SECONDS)


def reason_against_departing(leaves_at: datetime | None, at: datetime, *, frozen: bool) -> Refusal | None:
    """Why it does not leave at this moment: departures are frozen, or its moment has not come."""
    if frozen:
        return reason_against_frozen(frozen=True)
    if leaves_at is None:
        return Refusal("no_moment", _("Non ha ancora un momento per partire: aspetta qualcos'altro."))
    if at < leaves_at:
        return Refusal("undo_window", _("Non è ancora il momento: fino ad allora si può annullare."))
    return None


def reason_against_frozen(*, frozen: bool) -> Refusal | None:
    """Why nothing leaves: somebody stopped the departures, and says why on every page."""
    if not frozen:
        return None
    return Refusal("departures_frozen", _("Le partenze sono ferme: finché restano ferme non parte nulla."))


def reason_against_calling_back(
    leaves_at: datetime | None, at: datetime, *, frozen: bool = False
) -> Refusal | None:
    """Why it cannot be called back any more. What is frozen or waits without a moment can always be."""
    if frozen or leaves_at is None or at <= leaves_at:
        return None
    return Refusal(
        "undo_too_late",
        _("Sono passati più di {seconds} secondi: è partita."),
        values={"seconds": UNDO_SECONDS},
    )


def reason_against_none_leaving(*, there: bool) -> Refusal | None:
    """Why nothing is called back or moved: it left, was called back, or is leaving in this very moment."""
    return None if there else Refusal("not_leaving", _("Non c'è più nulla in partenza: ricarica la pagina."))


def reason_against_moving(moment: datetime, at: datetime) -> Refusal | None:
    """Why a departure is not put off to that moment: it is past, or more than a year away."""
    if moment < undo_until(at):
        return Refusal("moment_past", _("Scegli un momento che deve ancora venire."), "moment")
    if moment > at + timedelta(days=MOST_DAYS_AHEAD):
        return Refusal("moment_far", _("Scegli un momento entro un anno."), "moment")
    return None


def reason_against_freezing(reason: str, *, known_desk: bool, already: bool) -> Refusal | None:
    """Why departures are not stopped: nobody would understand why, or they are stopped already."""
    least, most = REASON_LENGTH
    if not known_desk:
        return Refusal("desk_unknown", _("Scegli una redazione dall'elenco."), "desk")
    if not least <= len(reason.strip()) <= most:
        return Refusal(
            "reason_missing", _("Scrivi perché le partenze si fermano: lo leggono tutti."), "reason"
        )
    if already:
        return Refusal("already_frozen", _("Queste partenze sono già ferme."), "desk")
    return None


def reason_against_lifting(*, lifted: bool) -> Refusal | None:
    """Why a stop is not ended: it was already."""
    return Refusal("already_lifted", _("Le partenze sono già riprese.")) if lifted else None
