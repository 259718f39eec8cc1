"""What can be done about one counter-interested party, and when: told, heard, told of a grant, her remedies.

A notice is sent from here, or was sent by hand: two acts, since one makes a letter leave and the other only writes down
that it left. The same guard disables, explains and refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from foia.rules.kinds import AccessKind
from foia.rules.parties import Window, reason_against_having_parties
from foia.rules.states import State, Verb, reason_against_transition
from foia.rules.typed import reason_against_day
from pasocial.office.messaging.departures.rules import (
    reason_against_calling_back,
    reason_against_departing,
)
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

OPPOSITION_LENGTH = (2, 50_000)
NAME_LENGTH = (2, 200)
MOST_PARTIES = 500


class Means(StrEnum):
    """How a notice reached a party when it did not leave from here."""

    REGISTERED_POST = "registered_post"
    PEC = "pec"
    BY_HAND = "by_hand"
    SERVER = "server"


MEANS_LABELS: Mapping[Means, str] = {
    Means.REGISTERED_POST: _("Raccomandata con avviso di ricevimento"),
    Means.PEC: _("PEC da un'altra casella"),
    Means.BY_HAND: _("Consegna a mano"),
    Means.SERVER: _("Messo notificatore"),
}


class RemedyKind(StrEnum):
    """What a party can use against a grant (D.Lgs. 33/2013 art. 5(7)-(9), c.p.a. art. 116)."""

    REVIEW = "review"
    OMBUDSMAN = "ombudsman"
    COURT = "court"


REMEDY_LABELS: Mapping[RemedyKind, str] = {
    RemedyKind.REVIEW: _("Riesame"),
    RemedyKind.OMBUDSMAN: _("Difensore civico"),
    RemedyKind.COURT: _("Ricorso al TAR"),
}


class PartyStep(StrEnum):
    """Each thing that can be done about a party."""

    SEND_NOTICE = "send_notice"
    CALL_BACK_NOTICE = "call_back_notice"
    NOTE_NOTICE = "note_notice"
    NOTE_RECEIPT = "note_receipt"
    NOTE_OPPOSITION = "note_opposition"
    NOTE_CONSENT = "note_consent"
    NOTE_GRANT_NOTICE = "note_grant_notice"
    NOTE_GRANT_RECEIPT = "note_grant_receipt"
    NOTE_REMEDY = "note_remedy"
    CLOSE_REMEDY = "close_remedy"


@dataclass(frozen=True)
class PartyCase:
    """One party as her case stands.

    `leaving_at`: her notice is on its way, and leaves at that moment. `window` is her chance to oppose, once she was
    told. `told_on`: the day she was told of the grant that is being decided now; `open_remedies`: how many are not over.
    """

    kind: AccessKind
    state: State
    has_email: bool = True
    notified: bool = False
    leaving_at: datetime | None = None
    window: Window | None = None
    notice_received: bool = False
    opposed: bool = False
    consented: bool = False
    told_on: date | None = None
    grant_received: bool = False
    open_remedies: int = 0


def reason_against_party_step(case: PartyCase, step: PartyStep, at: datetime) -> Refusal | None:
    """Why this cannot be done about the party now, whatever is typed with it."""
    if step is PartyStep.SEND_NOTICE:
        return _reason_against_notice(case) or _reason_against_mailing(case)
    if step is PartyStep.NOTE_NOTICE:
        return _reason_against_notice(case)
    if step is PartyStep.CALL_BACK_NOTICE:
        return _reason_against_calling_back(case, at)
    if step is PartyStep.NOTE_RECEIPT:
        return _reason_against_reply(case, known=case.notice_received, refusal=_RECEIPT_KNOWN)
    if step is PartyStep.NOTE_OPPOSITION:
        return _reason_against_reply(case, known=case.opposed, refusal=_OPPOSITION_KNOWN)
    if step is PartyStep.NOTE_CONSENT:
        return _reason_against_reply(case, known=case.consented, refusal=_CONSENT_KNOWN)
    if step is PartyStep.NOTE_GRANT_NOTICE:
        return _reason_against_grant_notice(case)
    if step is PartyStep.NOTE_GRANT_RECEIPT:
        return _GRANT_NOT_TOLD if case.told_on is None else _RECEIPT_KNOWN if case.grant_received else None
    if step is PartyStep.NOTE_REMEDY:
        return reason_against_having_parties(case.kind)
    return _NO_OPEN_REMEDY if case.open_remedies == 0 else None


_RECEIPT_KNOWN = Refusal("receipt_known", _("La ricezione di questo avviso è già registrata."))
_OPPOSITION_KNOWN = Refusal("opposition_known", _("L'opposizione di questa persona è già registrata."))
_CONSENT_KNOWN = Refusal("consent_known", _("Il consenso di questa persona è già registrato."))
_GRANT_NOT_TOLD = Refusal(
    "grant_not_told", _("A questa persona non è stato ancora comunicato l'accoglimento.")
)
_NO_OPEN_REMEDY = Refusal("no_open_remedy", _("Questa persona non ha riesami o ricorsi da concludere."))


def _reason_against_notice(case: PartyCase) -> Refusal | None:
    none = reason_against_having_parties(case.kind)
    if none is not None:
        return none
    if case.notified:
        return Refusal("already_notified", _("Questa persona è già stata avvisata."))
    if case.leaving_at is not None:
        return Refusal("notice_leaving", _("L'avviso per questa persona sta già partendo."))
    return reason_against_transition(case.state, Verb.NOTIFY_PARTIES)


def _reason_against_mailing(case: PartyCase) -> Refusal | None:
    if case.has_email:
        return None
    return Refusal(
        "no_email",
        _(
            "Di questa persona c'è solo l'indirizzo postale: spedisci l'avviso e poi scrivi qui quando è partito."
        ),
    )


def _reason_against_calling_back(case: PartyCase, at: datetime) -> Refusal | None:
    if case.leaving_at is None:
        return Refusal("no_notice_leaving", _("Non c'è un avviso in partenza per questa persona."))
    return reason_against_calling_back(case.leaving_at, at)


def _reason_against_reply(case: PartyCase, *, known: bool, refusal: Refusal) -> Refusal | None:
    if case.window is None:
        return Refusal(
            "party_not_notified",
            _("Questa persona non risulta avvisata: registra prima l'invio dell'avviso."),
        )
    return refusal if known else None


def _reason_against_grant_notice(case: PartyCase) -> Refusal | None:
    if case.told_on is not None:
        return Refusal("grant_told", _("L'accoglimento è già stato comunicato a questa persona."))
    opposed = case.window is not None and case.window.opposed
    if case.state is not State.STANDSTILL or not opposed:
        return Refusal(
            "no_grant_to_tell",
            _("Non c'è un accoglimento da comunicare: serve una decisione approvata e un'opposizione."),
        )
    return None


def reason_against_departure(case: PartyCase, at: datetime) -> Refusal | None:
    """Why a notice that was sent does not leave at this moment: it is asked again, for much may have happened since."""
    return (
        reason_against_departing(case.leaving_at, at, frozen=False)
        or _reason_against_notice(_not_leaving(case))
        or _reason_against_mailing(case)
    )


def _not_leaving(case: PartyCase) -> PartyCase:
    return PartyCase(
        kind=case.kind, state=case.state, has_email=case.has_email, notified=case.notified, window=case.window
    )


def reasons_against_adding(
    *,
    name: str,
    email: str,
    email_valid: bool,
    postal_address: str,
    languages: frozenset[str],
    language: str,
    already: int,
) -> list[Refusal]:
    """Every reason against naming a party: nobody can be written to without a name and somewhere to write."""
    reasons = []
    nameless = reason_against_party_name(name)
    reasons += [nameless] if nameless else []
    unwritable = reason_against_party_email(valid=email_valid or not email)
    reasons += [unwritable] if unwritable else []
    if not email and not postal_address:
        reasons.append(
            Refusal(
                "address_missing",
                _("Indica una e-mail, una PEC o un indirizzo: l'avviso va spedito."),
                "email",
            )
        )
    if already >= MOST_PARTIES:
        reasons.append(Refusal("too_many_parties", _("Ci sono già troppi controinteressati: raggruppali.")))
    if language not in languages:
        reasons.append(Refusal("language_unknown", _("Scegli una lingua dall'elenco."), "language"))
    return reasons


def reason_against_party_name(name: str) -> Refusal | None:
    least, most = NAME_LENGTH
    if least <= len(name) <= most:
        return None
    return Refusal("name_missing", _("Scrivi il nome del controinteressato."), "name")


def reason_against_party_email(*, valid: bool) -> Refusal | None:
    if valid:
        return None
    return Refusal(
        "email_invalid", _("Controlla l'indirizzo e-mail: deve essere come nome@esempio.it."), "email"
    )


def reason_against_opposition(text: str) -> Refusal | None:
    """An opposition is reasoned, or it is none (D.Lgs. 33/2013 art. 5(5))."""
    least, most = OPPOSITION_LENGTH
    if not least <= len(text) <= most:
        return Refusal(
            "opposition_missing", _("Riporta i motivi dell'opposizione: la legge la vuole motivata."), "text"
        )
    return None


def reason_against_notice_day(on: date, *, received_on: date, today: date) -> Refusal | None:
    """A notice is not sent tomorrow, nor before there was a request."""
    if on < received_on:
        return Refusal(
            "before_request",
            _("La data non può precedere la richiesta, ricevuta {day}."),
            "on",
            {"day": received_on},
        )
    return reason_against_day(on, today=today)


def reason_against_means(means: str) -> Refusal | None:
    """How a notice was sent by hand is one of the list, or is not said."""
    if means and means not in Means._value2member_map_:
        return Refusal("means_unknown", _("Scegli dall'elenco come l'hai inviato."), "means")
    return None


def reason_against_grant_receipt_day(on: date, *, told_on: date, today: date) -> Refusal | None:
    """The news of a grant is not received before it was sent."""
    if on < told_on:
        return Refusal(
            "received_before_sent",
            _("La ricezione non può precedere l'invio, {day}: controlla la data."),
            "on",
            {"day": told_on},
        )
    return reason_against_day(on, today=today)


def reason_against_remedy(kind: str, on: date, *, received_on: date, today: date) -> Refusal | None:
    """Why a party's remedy cannot be written down as served on that day."""
    if kind not in RemedyKind._value2member_map_:
        return Refusal("remedy_unknown", _("Scegli dall'elenco a chi si è rivolta."), "remedy")
    return reason_against_day(on, today=today, earliest=received_on)


def reason_against_closing_remedy(
    *, served_on: date | None, closed: bool, on: date, today: date
) -> Refusal | None:
    """Why a remedy cannot be written down as over. `served_on`: empty when there is no such remedy of this party."""
    if served_on is None:
        return Refusal("remedy_missing", _("Scegli quale riesame o ricorso è concluso."), "reference")
    if closed:
        return Refusal("remedy_closed", _("Questo riesame o ricorso risulta già concluso."), "reference")
    return reason_against_day(on, today=today, earliest=served_on)
