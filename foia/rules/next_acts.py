"""The next act that the law asks of the office on one case, and its day. Facts in, sentences out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foia.rules.clock import Clock, DutyClock
from foia.rules.states import OPEN, State
from pasocial.refusal import Sentence
from pasocial.refusal import mark as _


def next_acts(
    state: State, clock: Clock, again: DutyClock | None, today: date, office_answered_on: date | None = None
) -> tuple[Sentence, ...]:
    """What is to be done now and until when, the act that is owed first; nothing when no act is owed.

    `again`: the clock of the decision that is owed again, None for a case that was never reopened.
    `office_answered_on`: when the office that was asked has answered and nothing was decided since.
    """
    if again is not None and again.open:
        words = (
            _("La nuova decisione era dovuta entro {day}: prendila e inviala ora.")
            if again.late
            else _("Prendi la nuova decisione e inviala entro {day}.")
        )
        return (Sentence(words, {"day": again.due_on}),)
    if state not in OPEN:
        return ()
    return tuple(_of_first_answer(state, clock, today, office_answered_on))


def _of_first_answer(
    state: State, clock: Clock, today: date, office_answered_on: date | None
) -> Iterator[Sentence]:
    if clock.waiting:
        yield Sentence(
            _("Aspetta che il richiedente completi la richiesta: il termine riparte da quel giorno.")
        )
        return
    last = [window.ended_on or window.closes_on for window in clock.windows]
    closed = [day for day in last if day is not None and day < today]
    if office_answered_on is not None and state is State.IN_PROGRESS:
        words = (
            _(
                "L'ufficio interpellato ha risposto {on}. La risposta era dovuta entro {day}: decidi e inviala ora."
            )
            if clock.late
            else _("L'ufficio interpellato ha risposto {on}: leggi che cosa dice e rispondi entro {day}.")
        )
        yield Sentence(words, {"on": office_answered_on, "day": clock.due_on})
    elif clock.late:
        yield Sentence(
            _("La risposta era dovuta entro {day} ed è in ritardo: decidi e inviala ora."),
            {"day": clock.due_on},
        )
    elif state is State.AWAITING_PARTIES and last and len(closed) == len(last):
        yield Sentence(
            _("Il tempo dei controinteressati è finito {closed}: decidi e rispondi entro {day}."),
            {"closed": max(closed), "day": clock.due_on},
        )
    elif state is State.AWAITING_PARTIES and last and None not in last:
        yield Sentence(
            _("I controinteressati possono opporsi fino a {until}; poi decidi e rispondi entro {day}."),
            {"until": max(day for day in last if day is not None), "day": clock.due_on},
        )
    else:
        yield Sentence(_("Rispondi entro {day}."), {"day": clock.due_on})
    # Once it was announced the due day lies beyond it.
    if clock.extension_by is not None and today <= clock.extension_by and clock.due_on <= clock.extension_by:
        yield Sentence(_("Puoi comunicare la proroga fino a {day}."), {"day": clock.extension_by})
    if clock.gap_notice_by is not None and today <= clock.gap_notice_by:
        yield Sentence(_("Puoi segnalare che manca qualcosa fino a {day}."), {"day": clock.gap_notice_by})
