"""An appeal that the applicant lost: the decision stands, and how that is recorded (one that she won reopens the case).

D.Lgs. 33/2013 art. 5(8) for the ombudsman, c.p.a. (D.Lgs. 104/2010) art. 116 for the administrative court.
"""

from __future__ import annotations

from datetime import date

from foia.rules.facts import Basis, FactKind
from foia.rules.reopening import REASON_LENGTH
from foia.rules.states import State
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# Who may reject an appeal from outside; a review that is refused is recorded by whoever decides it.
JUDGES = (Basis.COURT, Basis.OMBUDSMAN)
REJECTED = {
    Basis.COURT: FactKind.REJECTED_BY_COURT,
    Basis.OMBUDSMAN: FactKind.REJECTED_BY_OMBUDSMAN,
}
WON = (FactKind.REOPENED_BY_COURT, FactKind.REOPENED_BY_OMBUDSMAN)
ENDED = (*WON, *REJECTED.values())

JUDGE_LABELS = {
    Basis.COURT: _("TAR o Consiglio di Stato"),
    Basis.OMBUDSMAN: _("Difensore civico"),
}
# Nobody decided on these, or the applicant gave up: there is nothing that an appeal could have left standing.
WITHOUT_DECISION = (State.WITHDRAWN, State.TRANSFERRED)


def reason_against_judge(judge: str) -> Refusal | None:
    """Why nobody of that name can have decided an appeal from outside."""
    if judge not in JUDGES:
        return Refusal("judge_unknown", _("Scegli dall'elenco chi ha deciso il ricorso."), "judge")
    return None


def reasons_against_rejected_appeal(
    state: State, why: str, *, on: date, received_on: date, today: date
) -> list[Refusal]:
    """Every reason against recording that an appeal was rejected. `on`: the day the outcome was told to us.

    It may come before the answer (an appeal against silence), and while the case is being decided again.
    """
    reasons: list[Refusal] = []
    if state in WITHOUT_DECISION:
        reasons.append(
            Refusal(
                "nothing_to_appeal",
                _("Su questa richiesta l'ufficio non ha deciso: non c'è un ricorso da registrare."),
            )
        )
    if on > today:
        reasons.append(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    elif on < received_on:
        reasons.append(
            Refusal(
                "day_too_early", _("La data non può precedere {day}: correggila."), "on", {"day": received_on}
            )
        )
    least, most = REASON_LENGTH
    length = len(why.strip())
    if not least <= length <= most:
        reasons.append(
            Refusal(
                "text_length",
                _("Scrivi da {least} a {most} caratteri: ora sono {length}."),
                "why",
                {"least": least, "most": most, "length": length},
            )
        )
    return reasons
