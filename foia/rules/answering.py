"""When an answer may be written, approved, sent back, sent and rated; whether its documents may leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from foia.rules.case_steps import reason_against_drafting
from foia.rules.outcomes import OUTCOMES, ItemDraft, Outcome
from foia.rules.states import State
from pasocial.office.messaging.departures.rules import reason_against_departing, reason_against_frozen
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

TEXT_LENGTH = 50_000
TITLE_LENGTH = 250
URL_LENGTH = 500
MAX_ITEMS = 200
RETURN_LENGTH = (5, 5_000)
COMMENT_LENGTH = 2_000
FACES = (1, 2, 3)

_RATED_IN = frozenset({State.ANSWERED, State.UNDER_REVIEW, State.CLOSED})


class ScanState(StrEnum):
    """What the malware scan has said of a file that keeps it inside; the codes are those that are stored."""

    WAITING = "waiting"
    INFECTED = "infected"


def reason_against_no_decision(*, there: bool) -> Refusal | None:
    """Why nothing is done with the decision: there is none yet."""
    return None if there else Refusal("no_decision", _("Non c'è ancora una decisione: preparala prima."))


def reason_against_writing(state: State, outcome: str) -> Refusal | None:
    """Why a decision with that outcome is not written now: the case is not worked on, or that is no decision."""
    wrong = reason_against_drafting(state, frozen=False)
    if wrong is not None:
        return wrong
    if outcome not in Outcome._value2member_map_ or not OUTCOMES[Outcome(outcome)].decided:
        return Refusal("outcome_unknown", _("Scegli un esito dall'elenco."), "outcome")
    return None


def reasons_against_items(items: Sequence[ItemDraft], ours: Collection[str]) -> list[Refusal]:
    """Every reason against these lines of a decision. `ours`: the files of this case; a forged id names another's."""
    reasons = []
    if len(items) > MAX_ITEMS:
        reasons.append(
            Refusal(
                "too_many_items",
                _("Al massimo {most} righe: raggruppa i documenti simili."),
                "items",
                {"most": MAX_ITEMS},
            )
        )
    for place, item in enumerate(items):
        field = f"items-{place}"
        if not item.title or len(item.title) > TITLE_LENGTH:
            reasons.append(
                Refusal(
                    "title_length",
                    _("Dai un nome al documento, al massimo {most} caratteri."),
                    field,
                    {"most": TITLE_LENGTH},
                )
            )
        if len(item.reason) > TEXT_LENGTH:
            reasons.append(_too_long(field))
        foreign = reason_against_file_of_case(field, there=not item.file or item.file in ours)
        if foreign is not None:
            reasons.append(foreign)
    return reasons


def reason_against_file_of_case(field: str, *, there: bool) -> Refusal | None:
    """Why a file is not used in a decision: it is none of this case."""
    if there:
        return None
    return Refusal(
        "file_of_other_case",
        _("Il file scelto non è tra quelli di questa richiesta: caricalo qui."),
        field,
    )


def reason_against_copy(*, of_the_file: bool, in_decision: bool) -> Refusal | None:
    """Why a copy does not take a document's place: it was not made of it, or the decision does not have it."""
    if of_the_file and in_decision:
        return None
    return Refusal(
        "not_its_copy", _("Scegli una copia oscurata di un documento di questa decisione."), "copy"
    )


def reasons_against_texts(
    reasons: str, answer_text: str, transience: str, publication_url: str
) -> list[Refusal]:
    """Every reason against what is written in a decision, complete or not: too long, or no address of a page."""
    found = [
        _too_long(field)
        for field, text in (("reasons", reasons), ("answer_text", answer_text), ("transience", transience))
        if len(text) > TEXT_LENGTH
    ]
    url = publication_url.strip()
    if url and (len(url) > URL_LENGTH or not url.startswith(("https://", "http://", "/"))):
        found.append(
            Refusal(
                "url_invalid",
                _("Scrivi l'indirizzo completo della pagina, che comincia con https://."),
                "publication_url",
            )
        )
    return found


def reason_against_rewriting(*, editable: bool) -> Refusal | None:
    """Why a decision is not changed: it was proposed, and has not come back."""
    return None if editable else reason_against_drafting(State.IN_PROGRESS, frozen=True)


def reason_against_returning(why: str) -> Refusal | None:
    """Whoever prepared it must understand what to change."""
    least, most = RETURN_LENGTH
    if not least <= len(why) <= most:
        return Refusal(
            "why_missing", _("Scrivi che cosa va cambiato: chi l'ha preparata deve capirlo."), "why"
        )
    return None


def reason_against_approving(drafted_by: int | None, approver: int | None) -> Refusal | None:
    """Four eyes: who prepared a decision does not approve it."""
    if approver is not None and approver == drafted_by:
        return Refusal(
            "own_decision",
            _("L'hai preparata tu: serve l'approvazione di un'altra persona responsabile della redazione."),
        )
    return None


def reasons_against_files(items: Sequence[ItemDraft], scans: Mapping[str, str]) -> list[Refusal]:
    """No file leaves that is missing, dangerous or not looked at yet. `scans`: what was said of each file of the case."""
    reasons = []
    for item in items:
        if not item.file or not item.released:
            continue
        scan = scans.get(item.file)
        if scan is None:
            reasons.append(
                Refusal(
                    "file_gone",
                    _("Il file di «{title}» non c'è più: caricalo di nuovo."),
                    "items",
                    {"title": item.title},
                )
            )
        elif scan in ScanState._value2member_map_:
            words = (
                _("«{title}» contiene software dannoso: non può partire.")
                if scan == ScanState.INFECTED
                else _("«{title}» non è ancora stato controllato: riprova tra poco.")
            )
            reasons.append(Refusal(f"file_{scan}", words, "items", {"title": item.title}))
    return reasons


def reason_against_leaving(
    state: State, *, approved: bool, leaves_at: datetime | None, at: datetime, frozen: bool = False
) -> Refusal | None:
    """Why a decision does not leave: nobody signed it, departures are stopped, or it can still be called back.

    During a standstill the law gives the moment, not the clock of departures.
    """
    if not approved:
        return Refusal("not_approved", _("La decisione non è approvata: va approvata prima di partire."))
    if state is State.APPROVED:
        return reason_against_departing(leaves_at, at, frozen=frozen)
    return reason_against_frozen(frozen=frozen)


def reason_against_rating(state: State, face: int) -> Refusal | None:
    """Why the answer cannot be rated: there is none yet, or the face is none of the three."""
    if state not in _RATED_IN:
        return Refusal("not_answered", _("Potrai valutare la risposta quando l'avrai ricevuta."))
    if face not in FACES:
        return Refusal("face_unknown", _("Scegli una delle tre facce."), "face")
    return None


def reason_against_comment(comment: str) -> Refusal | None:
    """Why these words do not go with a rating: there are too many."""
    if len(comment) > COMMENT_LENGTH:
        return Refusal(
            "comment_too_long",
            _("Accorcia il commento: al massimo {most} caratteri."),
            "comment",
            {"most": COMMENT_LENGTH},
        )
    return None


def _too_long(field: str) -> Refusal:
    return Refusal(
        "text_too_long",
        _("Testo troppo lungo: al massimo {most} caratteri. Il resto può andare in un allegato."),
        field,
        {"most": TEXT_LENGTH},
    )
