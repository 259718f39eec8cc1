"""Counter-interested parties: when each may oppose, when a decision may be taken, and why nothing may leave yet.

Only third parties who face concrete prejudice qualify, and only after all documents were read (C2 §6.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foia.rules.facts import Fact, FactKind, first_day
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.standstill import (
    ServedRemedy,
    Standstill,
    open_remedies,
    party_remedies,
    send_automatically_on,
    send_not_before,
    standstills,
)
from foia.rules.terms import OPPOSITION_DAYS, in_force
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import term

__all__ = [
    "PRIVATE_INTERESTS",
    "ServedRemedy",
    "Standstill",
    "Window",
    "awaited",
    "decide_not_before",
    "open_remedies",
    "opposition_windows",
    "parties_in",
    "party_remedies",
    "reason_against_having_parties",
    "reason_against_notifying_party",
    "reason_against_recording_reply",
    "reason_against_sending",
    "send_automatically_on",
    "send_not_before",
    "standstills",
    "unproven_receipts",
]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """One party's chance to oppose.

    `closes_on` is its last day, empty until receipt is proven. `ended_on` is the day on which nothing more
    is awaited from her: she opposed, consented, or the last day passed.
    """

    party: str
    sent_on: date
    received_on: date | None
    closes_on: date | None
    opposed_on: date | None
    consented_on: date | None

    @property
    def spoke_on(self) -> date | None:
        """The day of her first word, for or against."""
        return min((day for day in (self.opposed_on, self.consented_on) if day), default=None)

    @property
    def ended_on(self) -> date | None:
        """Her word if it came in time, else the last day of the window; empty if receipt is not proven."""
        if self.closes_on is None:
            return self.spoke_on
        return min(self.spoke_on, self.closes_on) if self.spoke_on else self.closes_on

    @property
    def free_from(self) -> date | None:
        """The first day on which nothing is awaited from her; empty while nobody knows when her time is over.

        A consent leaves nothing to wait for: the decision may come the same day. After an opposition, or ten days of
        silence, it comes from the day after, when that day is over.
        """
        if self.ended_on is None:
            return None
        consented = self.consented_on is not None and self.consented_on == self.ended_on
        return self.ended_on if consented and not self.opposed else self.ended_on + ONE_DAY

    @property
    def opposed_late(self) -> bool:
        """An opposition after the window: kept on file, read, but it has no effect on the term."""
        return bool(self.opposed_on and self.closes_on and self.opposed_on > self.closes_on)

    @property
    def opposed(self) -> bool:
        """An opposition in time."""
        return self.opposed_on is not None and not self.opposed_late


def opposition_windows(
    kind: AccessKind, facts: Sequence[Fact], patron: tuple[int, int] | None = None
) -> tuple[Window, ...]:
    """One window per party that was notified, in the order of notices. None for simple civic access (C2 §6).

    Day 10 on a holiday: the party may answer until the next day that is not one (open point 2).
    """
    if not rules_of(kind).parties_notified:
        return ()
    notices = [f for f in facts if f.kind in (FactKind.PARTY_NOTICE_SENT, FactKind.PARTY_NOTICE_RECEIVED)]
    windows = []
    for party in dict.fromkeys(f.party for f in sorted(notices, key=lambda f: f.on)):
        received = first_day(facts, FactKind.PARTY_NOTICE_RECEIVED, party)
        # Handed over in person: sent and received are one act.
        sent = first_day(facts, FactKind.PARTY_NOTICE_SENT, party) or received
        assert sent is not None  # a party is listed only because of one of the two
        closes = None
        if received is not None:
            closes = term(received, in_force(OPPOSITION_DAYS[kind], received).value, patron)
        windows.append(
            Window(
                party=party,
                sent_on=sent,
                received_on=received,
                closes_on=closes,
                opposed_on=first_day(facts, FactKind.PARTY_OPPOSED, party),
                consented_on=first_day(facts, FactKind.PARTY_CONSENTED, party),
            )
        )
    return tuple(windows)


def decide_not_before(windows: Iterable[Window]) -> date | None:
    """The first day on which a decision is allowed, once nothing is awaited from any party whose time is known to end."""
    return max((w.free_from for w in windows if w.free_from), default=None)


def awaited(windows: Iterable[Window], today: date) -> tuple[str, ...]:
    """Parties who have not spoken and still may: nobody else is waited for."""
    return tuple(
        w.party for w in windows if w.spoke_on is None and (w.closes_on is None or today <= w.closes_on)
    )


def unproven_receipts(windows: Iterable[Window]) -> tuple[str, ...]:
    """Parties who were sent a notice, never answered, and whose receipt nobody recorded."""
    return tuple(w.party for w in windows if w.ended_on is None)


PRIVATE_INTERESTS = frozenset({"personal_data", "correspondence", "economic_interests"})


def reason_against_having_parties(kind: AccessKind) -> Refusal | None:
    """Why nobody is notified: that kind of access knows no third parties."""
    if rules_of(kind).parties_notified:
        return None
    return Refusal(
        "parties_never_notified",
        _("L'accesso civico semplice non prevede controinteressati: procedi senza avviso."),
    )


def reason_against_notifying_party(
    kind: AccessKind, interests: Collection[str], documents_read: bool
) -> Refusal | None:
    """Why a party may not be notified. `interests`: codes of the 5-bis(2) interests at risk."""
    none = reason_against_having_parties(kind)
    if none is not None:
        return none
    if not documents_read:
        return Refusal(
            "documents_not_read",
            _("Leggi prima tutti i documenti richiesti: solo così sai chi rischia un danno concreto."),
            "documents_read",
        )
    if kind is AccessKind.GENERALISED and not PRIVATE_INTERESTS & set(interests):
        return Refusal(
            "no_private_interest",
            _(
                "Indica quale interesse privato è a rischio: dati personali, corrispondenza, "
                "interessi economici e commerciali."
            ),
            "interests",
        )
    return None


def reason_against_recording_reply(window: Window | None, on: date, today: date) -> Refusal | None:
    """Why a party's opposition or consent cannot be recorded. A late one can: it is kept, without effect."""
    if window is None:
        return Refusal(
            "party_not_notified",
            _("Questa persona non risulta avvisata: registra prima l'invio dell'avviso."),
        )
    if on > today:
        return Refusal("reply_in_future", _("La data è nel futuro: indica il giorno di arrivo."), "on")
    if on < window.sent_on:
        return Refusal(
            "reply_before_notice",
            _("La risposta non può precedere l'avviso, inviato {sent_on}: controlla la data."),
            "on",
            {"sent_on": window.sent_on},
        )
    return None


def reason_against_sending(
    kind: AccessKind,
    facts: Sequence[Fact],
    today: date,
    *,
    over_opposition: bool,
    patron: tuple[int, int] | None = None,
) -> Refusal | None:
    """Why documents may not leave today. `over_opposition`: access is granted although a party opposed.

    Ask it of every grant: a remedy of a party that is not over holds the documents, opposition or not.
    """
    locks = standstills(kind, facts)
    waits = over_opposition and kind is AccessKind.GENERALISED
    told = {lock.party for lock in locks if lock.told}
    if waits and any(w.opposed and w.party not in told for w in opposition_windows(kind, facts, patron)):
        return Refusal(
            "opponent_not_told",
            _("Comunica prima l'accoglimento a chi si è opposto: poi devono passare 15 giorni."),
        )
    # Whoever it was that opposed, and whether anybody did: every party may challenge a grant (art. 5(9)).
    if any(lock.remedy_open for lock in locks):
        return Refusal(
            "remedy_pending",
            _("Un controinteressato ha chiesto il riesame o fatto ricorso: attendi l'esito."),
        )
    if not waits:
        return None
    if any(lock.releases_on is None for lock in locks):
        return Refusal(
            "grant_receipt_missing",
            _("Registra quando il controinteressato ha ricevuto l'avviso: da lì decorrono 15 giorni."),
        )
    first = send_not_before(locks)
    if first and today < first:
        return Refusal(
            "standstill",
            _("I documenti si inviano da {first_day}: il controinteressato ha 15 giorni per reagire."),
            values={"first_day": first},
        )
    return None


def parties_in(facts: Iterable[Fact]) -> int:
    """How many counter-interested parties were notified; the register only says whether any was."""
    kinds = (FactKind.PARTY_NOTICE_SENT, FactKind.PARTY_NOTICE_RECEIVED)
    return len({f.party for f in facts if f.kind in kinds})
