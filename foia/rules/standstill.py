"""What holds the documents of a grant: the fifteen days of each opponent, and every remedy of a party not yet over.

What has left cannot be taken back: where a day is not known, nothing may leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foia.rules.facts import Fact, FactKind, first_day
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.terms import STANDSTILL_DAYS, in_force
from pasocial.timekeeping import next_working_day


@dataclass(frozen=True)
class ServedRemedy:
    """A review or an appeal of one party against the grant. `reference` tells it from her others; empty if unknown."""

    party: str
    reference: str
    served_on: date
    closed_on: date | None = None

    @property
    def open(self) -> bool:
        """Nobody recorded its end."""
        return self.closed_on is None


@dataclass(frozen=True)
class Standstill:
    """Why nothing may be sent because of one party: her fifteen days to react (C2 §6.3), and her remedies.

    `releases_on` is day 16 (open point 4) or the day on which her last remedy was over, if that is later; empty until
    receipt is proven. `told` is false for a party who was not told of the grant and challenges it all the same.
    """

    party: str
    notified_on: date
    received_on: date | None
    releases_on: date | None
    remedy_open: bool
    told: bool = True
    remedies: tuple[ServedRemedy, ...] = ()

    def holds_on(self, today: date) -> bool:
        """Whether nothing may be sent yet."""
        return self.remedy_open or self.releases_on is None or today < self.releases_on


def party_remedies(facts: Iterable[Fact], party: str | None = None) -> tuple[ServedRemedy, ...]:
    """Every remedy of the parties, or of one, in the order in which they were served.

    A closing that names its remedy closes that one and no other; one that names none closes the oldest still open of
    the same party, and only one: two served and one closed leave one open, whatever their days.
    """
    served: dict[tuple[str, str], ServedRemedy] = {}
    found: list[ServedRemedy] = []
    closings: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: fact.on):
        if party is not None and fact.party != party:
            continue
        if fact.kind is FactKind.PARTY_REMEDY_CLOSED:
            closings.append(fact)
        elif fact.kind is FactKind.PARTY_REMEDY_SERVED:
            key = (fact.party, fact.reference)
            if fact.reference and key in served:
                continue  # the same remedy told twice
            served[key] = ServedRemedy(fact.party, fact.reference, fact.on)
            found.append(served[key])
    # Those that say which one come first, so that one which does not say never takes their place.
    for closing in sorted(closings, key=lambda fact: (not fact.reference, fact.on)):
        for place, one in enumerate(found):
            named = not closing.reference or closing.reference == one.reference
            if one.open and one.party == closing.party and named and one.served_on <= closing.on:
                found[place] = replace(one, closed_on=closing.on)
                break
    return tuple(found)


def open_remedies(facts: Iterable[Fact]) -> tuple[ServedRemedy, ...]:
    """The remedies of parties that are not over: while there is one, no document leaves (C2 §6.3)."""
    return tuple(remedy for remedy in party_remedies(facts) if remedy.open)


def standstills(kind: AccessKind, facts: Sequence[Fact]) -> tuple[Standstill, ...]:
    """One lock per party told that access is granted over her opposition, and per party who challenged it untold.

    The fifteen days are of generalised access alone. An open remedy holds in every kind that has parties: the other
    laws say nothing, and a paper that left while its release is being judged cannot be called back.
    """
    if not rules_of(kind).parties_notified:
        return ()
    told = (FactKind.GRANT_NOTICE_SENT, FactKind.GRANT_NOTICE_RECEIVED)
    notices = [f for f in facts if f.kind in told] if kind is AccessKind.GENERALISED else []
    remedies = party_remedies(facts)
    locks = [
        _lock(facts, party, tuple(one for one in remedies if one.party == party))
        for party in dict.fromkeys(f.party for f in sorted(notices, key=lambda f: f.on))
    ]
    known = {lock.party for lock in locks}
    for party in dict.fromkeys(one.party for one in remedies if one.party not in known):
        hers = tuple(one for one in remedies if one.party == party)
        over = [one.closed_on for one in hers if one.closed_on]
        pending = len(over) < len(hers)
        releases = None if pending else max(over)
        locks.append(Standstill(party, hers[0].served_on, None, releases, pending, told=False, remedies=hers))
    return tuple(locks)


def _lock(facts: Sequence[Fact], party: str, remedies: tuple[ServedRemedy, ...]) -> Standstill:
    received = first_day(facts, FactKind.GRANT_NOTICE_RECEIVED, party)
    # Handed over in person: sent and received are one act.
    sent = first_day(facts, FactKind.GRANT_NOTICE_SENT, party) or received
    assert sent is not None  # a party is listed only because of one of the two
    releases = None
    if received is not None:
        releases = received + timedelta(days=in_force(STANDSTILL_DAYS, received).value + 1)
        releases = max([releases, *(one.closed_on for one in remedies if one.closed_on)])
    return Standstill(
        party=party,
        notified_on=sent,
        received_on=received,
        releases_on=releases,
        remedy_open=any(one.open for one in remedies),
        remedies=remedies,
    )


def send_not_before(locks: Iterable[Standstill]) -> date | None:
    """The first day on which documents may leave; empty without a lock, and while nobody can know that day."""
    days = []
    for lock in locks:
        if lock.remedy_open or lock.releases_on is None:
            return None
        days.append(lock.releases_on)
    return max(days, default=None)


def send_automatically_on(locks: Iterable[Standstill], patron: tuple[int, int] | None = None) -> date | None:
    """The day an automatic release may use: the next working day from day 16 (open point 4)."""
    day = send_not_before(locks)
    return next_working_day(day, patron) if day else None
