"""When a page may move on towards its readers. Plain Python: facts in, a reason or nothing out."""

from __future__ import annotations

from dataclasses import dataclass

from pasocial.office.files.attachments.rules import PUBLISHED, Material, reasons_against_publishing
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

MIN_SUMMARY = 40


@dataclass(frozen=True)
class Text:
    """What is judged of a page: its summary, whether it has a body, and each file gathered for it."""

    summary: str
    has_body: bool
    material: tuple[Material, ...] = ()

    @property
    def files(self) -> int:
        """How many files readers will find."""
        return sum(one.state in PUBLISHED for one in self.material)


# State → what may be done from it.
TRANSITIONS = {
    "asked": frozenset({"take", "drop"}),
    "writing": frozenset({"submit", "drop"}),
    "submitted": frozenset({"publish", "return", "edit"}),
    "leaving": frozenset({"release", "call_back", "edit"}),
    "published": frozenset[str](),
    "dropped": frozenset[str](),
}

WRONG_MOMENT = {
    "take": _("La pagina è già stata presa in carico."),
    "submit": _("Prendi in carico la pagina prima di mandarla in approvazione."),
    "publish": _("La pagina va prima mandata in approvazione da chi l'ha scritta."),
    "return": _("Si può rimandare indietro solo una pagina in attesa di approvazione."),
    "release": _("La pagina non è approvata: non esce."),
    "call_back": _("La pagina non è in uscita: non c'è nulla da annullare."),
    "edit": _("La pagina non è in approvazione: si può cambiare."),
    "drop": _("La pagina è in approvazione o già conclusa: non si può più lasciare."),
}


def reason_against_moving(state: str, verb: str) -> Refusal | None:
    if verb in TRANSITIONS[state]:
        return None
    return Refusal("wrong_moment", WRONG_MOMENT[verb])


def reason_against_submitting(text: Text) -> Refusal | None:
    """Also what the machine cannot vouch for: a gathered file nobody decided keeps the whole page inside."""
    if len(text.summary.strip()) < MIN_SUMMARY:
        return Refusal(
            "summary_short",
            _("Scrivi nel riassunto che cosa trova chi legge: almeno 40 caratteri."),
            "summary",
        )
    if undecided := reasons_against_publishing(text.material):
        return undecided[0]
    if not text.has_body and not text.files:
        return Refusal(
            "nothing_to_read",
            _("La pagina non ha né testo né documenti: aggiungi l'uno o gli altri."),
            "body",
        )
    return None


def reason_against_publishing(
    text: Text, *, writer_id: int | None, approver_id: int | None
) -> Refusal | None:
    """Four eyes: whoever wrote a page never approves it."""
    if writer_id is not None and writer_id == approver_id:
        return Refusal(
            "same_person", _("Chi ha scritto la pagina non può approvarla: chiedi a un'altra persona.")
        )
    return reason_against_submitting(text)


def reason_against_returning(why: str) -> Refusal | None:
    """Whoever wrote the page must understand what to change."""
    if not why.strip():
        return Refusal("why_missing", _("Scrivi che cosa va cambiato: chi scrive deve capirlo."), "why")
    return None


def reason_against_dropping(why: str) -> Refusal | None:
    """Whoever asked for the page reads why there is none."""
    if not why.strip():
        return Refusal("why_missing", _("Scrivi perché la pagina non si fa più."), "why")
    return None


def reason_against_lost_page(*, there: bool) -> Refusal | None:
    """Why nothing is done with the page: its draft was deleted."""
    if there:
        return None
    return Refusal(
        "page_gone",
        _("La bozza della pagina è stata cancellata: lascia questa attività e chiedine un'altra."),
    )
