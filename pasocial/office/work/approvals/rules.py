"""When a step of a chain is signed or refused. Plain Python: facts in, a reason or nothing out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

COMMENT_LENGTH = (5, 5_000)
# How long a link in a mail opens its page (design choice: a weekend and a day of absence).
LINK_DAYS = 5
MOST_STEPS = 5
MOST_DAYS = 60


@dataclass(frozen=True)
class Signing:
    """One person before one step. `signed_version` is what was sent for approval, `version` what there is now."""

    waiting: bool
    signed_version: str
    version: str
    author: int | None
    person: int | None
    holds: bool = False
    stands_in_for: int | None = None
    signed_before: Collection[int] = ()


def reason_against_signing(case: Signing) -> Refusal | None:
    """Why this person does not sign this step now."""
    return reason_against_step(case) or reason_against_signer(case)


def reason_against_step(case: Signing) -> Refusal | None:
    """Why nobody signs it: nothing waits, or what waits is no longer what was sent for approval."""
    if not case.waiting:
        return Refusal("not_waiting", _("Non c'è più nulla da approvare qui: ricarica la pagina."))
    return reason_against_version(case.signed_version, case.version)


def reason_against_version(signed: str, now: str) -> Refusal | None:
    """Why a signature does not hold: what was signed was changed since."""
    if signed == now:
        return None
    return Refusal(
        "version_changed",
        _("È cambiato dopo essere stato mandato in approvazione: rileggilo e fallo mandare di nuovo."),
    )


def reason_against_signer(case: Signing) -> Refusal | None:
    """Why not this person: nobody signs what she wrote herself, nor twice, nor without being asked."""
    if case.person is None or not (case.holds or case.stands_in_for is not None):
        return Refusal("not_approver", _("Questa approvazione spetta a un'altra persona."))
    if case.person == case.author:
        return Refusal("own_work", _("L'hai preparata tu: serve un'altra persona."))
    if case.person in case.signed_before:
        return Refusal(
            "signed_before", _("Hai già approvato un passo: il prossimo spetta a un'altra persona.")
        )
    return None


def reason_against_refusing(comment: str) -> Refusal | None:
    """Whoever wrote it must understand what to change."""
    least, most = COMMENT_LENGTH
    if least <= len(comment.strip()) <= most:
        return None
    return Refusal("why_missing", _("Scrivi che cosa va cambiato: chi l'ha preparata deve capirlo."), "why")


def reason_against_link(
    *, known: bool, used: bool, expires_at: datetime | None, at: datetime
) -> Refusal | None:
    """Why a link of a mail opens nothing: it is none of ours, it was used, or its days are over."""
    if not known:
        return Refusal(
            "link_unknown", _("Questo collegamento non è valido: apri la pagina delle approvazioni.")
        )
    if used:
        return Refusal("link_used", _("Questo collegamento è già stato usato."))
    if expires_at is not None and at >= expires_at:
        return Refusal("link_expired", _("Questo collegamento è scaduto: apri la pagina delle approvazioni."))
    return None


def reasons_against_chain(
    permissions: Collection[str], days: Collection[int], known: Collection[str]
) -> list[Refusal]:
    """Every reason against a chain: no step, too many, a step that nobody can sign, a term without sense."""
    reasons = []
    if not permissions:
        reasons.append(Refusal("chain_empty", _("Serve almeno un passo."), "permission_1"))
    if len(permissions) > MOST_STEPS:
        reasons.append(
            Refusal("chain_long", _("Al massimo {most} passi."), "permission_1", {"most": MOST_STEPS})
        )
    if any(code not in known for code in permissions):
        reasons.append(Refusal("permission_unknown", _("Scegli dall'elenco chi approva."), "permission_1"))
    if any(not 0 <= each <= MOST_DAYS for each in days):
        reasons.append(Refusal("days_wrong", _("Da 0 a {most} giorni."), "days_1", {"most": MOST_DAYS}))
    return reasons


def link_expires_at(made_at: datetime) -> datetime:
    """The moment from which the link of a mail opens nothing."""
    return made_at + timedelta(days=LINK_DAYS)


def due_at(asked_at: datetime, days: int) -> datetime | None:
    """By when a step is to be signed; no days, no term. The law's own terms stand with the desk."""
    return asked_at + timedelta(days=days) if days else None
