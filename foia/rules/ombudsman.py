"""The appeal to the regional or local ombudsman: how far it is, as a table, and when each step may be recorded.

D.Lgs. 33/2013 art. 5(8), L. 241/1990 art. 25(4): thirty days to decide; if she finds the refusal unlawful, thirty for
the administration to confirm it with reasons, or access is granted. Its two clocks are in `foia.rules.clock`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foia.rules.clock import OmbudsmanClock
from foia.rules.facts import Fact, FactKind, first_day
from foia.rules.kinds import AccessKind
from foia.rules.legal_steps import length_of
from foia.rules.states import State, diagram
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _


class Stage(StrEnum):
    """How far an appeal to the ombudsman is."""

    ASKED = "asked"  # she decides within thirty days
    FOUND = "found"  # she finds the refusal unlawful: thirty days for us to confirm it
    CONFIRMED = "confirmed"  # we did, with reasons: the refusal stands
    GRANTED = "granted"  # we did not: access is granted, the case is decided again
    REJECTED = "rejected"  # she found for the office


STAGE_LABELS = {
    Stage.ASKED: _("In attesa del difensore civico"),
    Stage.FOUND: _("Rifiuto ritenuto illegittimo: da confermare o da superare"),
    Stage.CONFIRMED: _("Rifiuto confermato"),
    Stage.GRANTED: _("Accesso concesso"),
    Stage.REJECTED: _("Ricorso respinto"),
}


@dataclass(frozen=True)
class Step:
    """One row: from `source` the fact leads to `target`."""

    fact: FactKind
    source: Stage | None
    target: Stage
    why: str


STEPS: tuple[Step, ...] = (
    Step(FactKind.OMBUDSMAN_FILED, None, Stage.ASKED, "against the refusal, or because no answer came"),
    Step(FactKind.OMBUDSMAN_TOLD_US, Stage.ASKED, Stage.FOUND, "the refusal is unlawful, she told us"),
    Step(FactKind.REJECTED_BY_OMBUDSMAN, Stage.ASKED, Stage.REJECTED, "she found for the office"),
    Step(FactKind.REFUSAL_CONFIRMED, Stage.FOUND, Stage.CONFIRMED, "within thirty days, with reasons"),
    Step(FactKind.REOPENED_BY_OMBUDSMAN, Stage.FOUND, Stage.GRANTED, "we yield, or the thirty days passed"),
    # She may tell us and we yield at once: then only the end is recorded.
    Step(FactKind.REOPENED_BY_OMBUDSMAN, Stage.ASKED, Stage.GRANTED, "we yield at once"),
)
_LEADS = {(step.source, step.fact): step.target for step in STEPS}
_KINDS = frozenset(step.fact for step in STEPS)
_PENDING = (Stage.ASKED, Stage.FOUND)


def of_each_appeal(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of each appeal in turn, from facts in the order they were recorded: one ends before the next."""
    found: list[list[Fact]] = []
    stage: Stage | None = None
    for fact in facts:
        if fact.kind is FactKind.OMBUDSMAN_FILED:
            found.append([fact])
            stage = Stage.ASKED
        elif fact.kind in _KINDS and found and (stage, fact.kind) in _LEADS:
            found[-1].append(fact)
            stage = _LEADS[stage, fact.kind]
    return found


def stage_of(facts: Sequence[Fact]) -> Stage | None:
    """How far the last appeal is, from all facts of a case; None when there was none."""
    appeals = of_each_appeal(facts)
    if not appeals:
        return None
    stage: Stage | None = None
    for fact in appeals[-1]:
        stage = _LEADS[stage, fact.kind]
    return stage


def pending(facts: Sequence[Fact]) -> bool:
    """An appeal whose end is not known yet."""
    return stage_of(facts) in _PENDING


def reasons_against_appeal(
    kind: AccessKind,
    state: State,
    facts: Sequence[Fact],
    *,
    on: date,
    due_on: date | None,
    today: date,
) -> list[Refusal]:
    """Why an appeal to the ombudsman cannot be recorded. `on`: the day it was presented; `due_on` of the answer."""
    if kind is AccessKind.SIMPLE_CIVIC:
        return [
            Refusal(
                "no_ombudsman", _("Contro l'accesso civico semplice non c'è ricorso al difensore civico.")
            )
        ]
    reasons = []
    if state in (State.WITHDRAWN, State.TRANSFERRED):
        reasons.append(
            Refusal(
                "nothing_to_appeal",
                _("Su questa richiesta l'ufficio non ha deciso: non c'è un ricorso da registrare."),
            )
        )
    if pending(facts):
        reasons.append(
            Refusal("ombudsman_asked", _("C'è già un ricorso al difensore civico ancora da decidere."))
        )
    answered = first_day(facts, FactKind.ANSWERED)
    if on > today:
        reasons.append(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    elif answered is not None and on < answered:
        reasons.append(
            Refusal(
                "day_too_early", _("La data non può precedere {day}: correggila."), "on", {"day": answered}
            )
        )
    elif answered is None and (due_on is None or on <= due_on):
        reasons.append(
            Refusal(
                "still_in_time",
                _("L'ufficio ha tempo per rispondere fino a {due_on}: prima non c'è ricorso."),
                "on",
                {"due_on": due_on},
            )
        )
    return reasons


def reasons_against_ruling(facts: Sequence[Fact], *, on: date, today: date) -> list[Refusal]:
    """Why it cannot be recorded that the ombudsman finds the refusal unlawful. `on`: the day she told us."""
    if stage_of(facts) is not Stage.ASKED:
        return [
            Refusal(
                "ombudsman_not_asked",
                _("Registra prima il ricorso al difensore civico e il giorno in cui è stato presentato."),
            )
        ]
    filed = of_each_appeal(facts)[-1][0].on
    if on > today:
        return [Refusal("day_in_future", _("La data è nel futuro: correggila."), "on")]
    if on < filed:
        return [
            Refusal("day_too_early", _("La data non può precedere {day}: correggila."), "on", {"day": filed})
        ]
    return []


def reasons_against_confirming(
    facts: Sequence[Fact], clock: OmbudsmanClock | None, why: str, *, on: date, today: date
) -> list[Refusal]:
    """Why a refusal cannot be confirmed: not asked for, too late (access is granted by then), without reasons."""
    if clock is None or clock.confirm_by is None or stage_of(facts) is not Stage.FOUND:
        return [
            Refusal(
                "nothing_to_confirm",
                _("Non c'è un rifiuto da confermare: il difensore civico non l'ha ritenuto illegittimo."),
            )
        ]
    reasons = []
    told = first_day(of_each_appeal(facts)[-1], FactKind.OMBUDSMAN_TOLD_US)
    if on > clock.confirm_by:
        reasons.append(
            Refusal(
                "confirmation_late",
                _(
                    "Il rifiuto andava confermato entro {day}: l'accesso è concesso per legge. Riapri la richiesta."
                ),
                "on",
                {"day": clock.confirm_by},
            )
        )
    elif on > today:
        reasons.append(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    elif told is not None and on < told:
        reasons.append(
            Refusal("day_too_early", _("La data non può precedere {day}: correggila."), "on", {"day": told})
        )
    return reasons + length_of(why, "why")


def draw_ombudsman() -> str:
    """The table as a Mermaid state diagram, for docs/states."""
    rows = [f"    {step.source} --> {step.target}: {step.fact}" for step in STEPS if step.source]
    return diagram(Stage.ASKED, rows, [Stage.CONFIRMED, Stage.GRANTED, Stage.REJECTED])
