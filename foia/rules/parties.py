"""Counter-interested parties: when each may oppose, and when documents may leave over an opposition.

Only third parties who face concrete prejudice qualify, and only after all documents were read (C2 §6.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foia.rules.facts import Fact, FactKind, first_day, last_day
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.terms import OPPOSITION_DAYS, STANDSTILL_DAYS, in_force
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _
from pasocial.timekeeping import next_working_day, term

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
    def opposed_late(self) -> bool:
        """An opposition after the window: kept on file, read, but it has no effect on the term."""
        return bool(self.opposed_on and self.closes_on and self.opposed_on > self.closes_on)

    @property
    def opposed(self) -> bool:
        """An opposition in time."""
        return self.opposed_on is not None and not self.opposed_late


@dataclass(frozen=True)
class Standstill:
    """The fifteen days a party has to react before documents leave over her opposition (C2 §6.3)."""

    party: str
    notified_on: date
    received_on: date | None
    # Day 16 (open point 4); empty until receipt is proven.
    releases_on: date | None
    remedy_open: bool

    def holds_on(self, today: date) -> bool:
        """Whether nothing may be sent yet."""
        return self.remedy_open or self.releases_on is None or today < self.releases_on


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
    """The first day on which a decision is allowed: the day after the last window that is known to end."""
    ends = [w.ended_on for w in windows if w.ended_on]
    return max(ends) + ONE_DAY if ends else None


def unproven_receipts(windows: Iterable[Window]) -> tuple[str, ...]:
    """Parties who were sent a notice, never answered, and whose receipt nobody recorded."""
    return tuple(w.party for w in windows if w.ended_on is None)


def standstills(kind: AccessKind, facts: Sequence[Fact]) -> tuple[Standstill, ...]:
    """One lock per party told that access is granted over her opposition. Generalised access only."""
    if kind is not AccessKind.GENERALISED:
        return ()
    notices = [f for f in facts if f.kind in (FactKind.GRANT_NOTICE_SENT, FactKind.GRANT_NOTICE_RECEIVED)]
    locks = []
    for party in dict.fromkeys(f.party for f in sorted(notices, key=lambda f: f.on)):
        received = first_day(facts, FactKind.GRANT_NOTICE_RECEIVED, party)
        sent = first_day(facts, FactKind.GRANT_NOTICE_SENT, party) or received
        assert sent is not None
        releases = None
        if received is not None:
            releases = received + timedelta(days=in_force(STANDSTILL_DAYS, received).value + 1)
        served = last_day(facts, FactKind.PARTY_REMEDY_SERVED, party)
        settled = last_day(facts, FactKind.PARTY_REMEDY_CLOSED, party)
        locks.append(
            Standstill(
                party=party,
                notified_on=sent,
                received_on=received,
                releases_on=releases,
                remedy_open=served is not None and (settled is None or settled < served),
            )
        )
    return tuple(locks)


def send_not_before(locks: Iterable[Standstill]) -> date | None:
    """The first day on which documents may leave; empty when no lock has a proven receipt."""
    days = [lock.releases_on for lock in locks if lock.releases_on]
    return max(days) if days else None


def send_automatically_on(locks: Iterable[Standstill], patron: tuple[int, int] | None = None) -> date | None:
    """The day an automatic release may use: the next working day from day 16 (open point 4)."""
    day = send_not_before(locks)
    return next_working_day(day, patron) if day else None


PRIVATE_INTERESTS = frozenset({"personal_data", "correspondence", "economic_interests"})


def reason_against_notifying_party(
    kind: AccessKind, interests: Collection[str], documents_read: bool
) -> Refusal | None:
    """Why a party may not be notified. `interests`: codes of the 5-bis(2) interests at risk."""
    if not rules_of(kind).parties_notified:
        return Refusal(
            "parties_never_notified",
            _("L'accesso civico semplice non prevede controinteressati: procedi senza avviso."),
        )
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
    """Why documents may not leave today. `over_opposition`: access is granted although a party opposed."""
    if not over_opposition or kind is not AccessKind.GENERALISED:
        return None
    locks = standstills(kind, facts)
    told = {lock.party for lock in locks}
    if any(w.opposed and w.party not in told for w in opposition_windows(kind, facts, patron)):
        return Refusal(
            "opponent_not_told",
            _("Comunica prima l'accoglimento a chi si è opposto: poi devono passare 15 giorni."),
        )
    if any(lock.remedy_open for lock in locks):
        return Refusal(
            "remedy_pending",
            _("Un controinteressato ha chiesto il riesame o fatto ricorso: attendi l'esito."),
        )
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
