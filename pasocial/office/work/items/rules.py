"""When an item of work changes hands or ends. Plain Python, facts in, a reason out."""

from __future__ import annotations

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


def reason_against_assigning(*, done: bool, of_desk: bool = True) -> Refusal | None:
    """Why the item is not given to a person, or back to its queue. `of_desk`: she works at the desk it is of."""
    if done:
        return Refusal("item_done", _("L'attività è già conclusa: riaprila dal caso, se serve."))
    if not of_desk:
        return Refusal(
            "not_of_desk", _("La persona scelta non lavora in questa redazione."), field="assignee"
        )
    return None


def reason_against_group(*, done: bool, is_open: bool) -> Refusal | None:
    """Why the item is not put before a group: it is over, or the group is."""
    if not done and not is_open:
        return Refusal("unknown_group", _("Questo gruppo non c'è più: scegline un altro."), field="group")
    return reason_against_assigning(done=done)


def reason_against_handing_over(
    why: str, *, to_another_desk: bool, done: bool, already_there: bool
) -> Refusal | None:
    """Why the item does not go to another desk. `already_there`: that desk has one open about the same thing."""
    if not to_another_desk:
        return Refusal("same_desk", _("Scegli una redazione diversa da quella attuale."), field="desk")
    if not why.strip():
        return Refusal(
            "why_missing", _("Scrivi perché passi l'attività: chi la riceve deve capirlo."), field="why"
        )
    over = reason_against_assigning(done=done)
    if over is None and already_there:
        return Refusal(
            "already_there",
            _("Quella redazione ha già un'attività aperta per lo stesso caso: concludi questa."),
            field="desk",
        )
    return over


def reason_against_finishing(outcome: str, *, done: bool) -> Refusal | None:
    """Why a person does not end the item: it is over, or she does not say how it ended."""
    if done:
        return Refusal("item_done", _("L'attività è già conclusa."))
    if not outcome.strip():
        return Refusal("outcome_missing", _("Scrivi com'è finita, anche in poche parole."), field="outcome")
    return None
