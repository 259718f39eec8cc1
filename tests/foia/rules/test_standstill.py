"""Documents wait for fifteen days, and for every remedy of a party that is not over, whatever the days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.parties import reason_against_sending
from foia.rules.standstill import (
    ServedRemedy,
    open_remedies,
    party_remedies,
    send_automatically_on,
    send_not_before,
    standstills,
)

G = AccessKind.GENERALISED
K = FactKind


def april(number: int) -> date:
    return date(2026, 4, number)


def served(number: int, party: str = "a", reference: str = "") -> Fact:
    return Fact(K.PARTY_REMEDY_SERVED, april(number), party, reference)


def closed(number: int, party: str = "a", reference: str = "") -> Fact:
    return Fact(K.PARTY_REMEDY_CLOSED, april(number), party, reference)


TOLD = [
    Fact(K.PARTY_NOTICE_RECEIVED, date(2026, 3, 10), "a"),
    Fact(K.PARTY_OPPOSED, date(2026, 3, 12), "a"),
    Fact(K.GRANT_NOTICE_SENT, april(7), "a"),
    Fact(K.GRANT_NOTICE_RECEIVED, april(8), "a"),
]


@pytest.mark.parametrize("named", [False, True])
def test_two_remedies_and_one_closed_leave_one_that_holds(named: bool) -> None:
    one, two = ("7", "8") if named else ("", "")
    facts = [*TOLD, served(10, reference=one), served(12, reference=two), closed(20, reference=one)]
    refusal = reason_against_sending(G, facts, april(27), over_opposition=True)
    assert refusal is not None
    assert refusal.code == "remedy_pending"
    assert open_remedies(facts) == (ServedRemedy("a", two, april(12)),)
    (lock,) = standstills(G, facts)
    assert lock.holds_on(april(27))
    assert (send_not_before([lock]), send_automatically_on([lock])) == (None, None)
    both = [*facts, closed(28, reference=two)]
    assert reason_against_sending(G, both, april(28), over_opposition=True) is None
    assert send_not_before(standstills(G, both)) == april(28)


def test_a_closing_that_names_one_remedy_leaves_the_others() -> None:
    facts = [served(10, reference="7"), served(12, reference="8"), closed(20, reference="8")]
    assert [one.reference for one in open_remedies(facts)] == ["7"]
    # One that names none takes the oldest still open, and never the place of one that is named.
    assert open_remedies([*facts, closed(15)]) == ()
    assert [one.reference for one in open_remedies([*facts[:2], closed(20, reference="9")])] == ["7", "8"]


def test_a_closing_before_its_remedy_or_of_another_party_closes_nothing() -> None:
    assert len(open_remedies([served(10), closed(9)])) == 1
    assert len(open_remedies([served(10), closed(11, "b")])) == 1
    assert len(open_remedies([served(10), served(10), closed(10)])) == 1


def test_the_same_remedy_told_twice_is_one() -> None:
    facts = [served(10, reference="7"), served(11, reference="7")]
    assert party_remedies(facts) == (ServedRemedy("a", "7", april(10)),)
    assert party_remedies([*facts, served(10, "b")], "b") == (ServedRemedy("b", "", april(10)),)


def test_a_party_who_was_never_told_holds_as_long_as_her_remedy_is_open() -> None:
    (lock,) = standstills(G, [served(10, "c")])
    assert (lock.party, lock.told, lock.remedy_open, lock.holds_on(date(2030, 1, 1))) == (
        "c",
        False,
        True,
        True,
    )
    (over,) = standstills(G, [served(10, "c"), closed(20, "c")])
    assert (over.holds_on(april(19)), over.holds_on(april(20)), over.releases_on) == (True, False, april(20))


def test_civic_access_to_what_must_be_public_has_no_parties_and_no_lock() -> None:
    assert standstills(AccessKind.SIMPLE_CIVIC, [served(10)]) == ()


def test_no_day_is_told_while_one_of_two_receipts_is_missing() -> None:
    locks = standstills(G, [*TOLD, Fact(K.GRANT_NOTICE_SENT, april(7), "b")])
    assert send_not_before(locks) is None


REMEDIES = st.lists(
    st.tuples(
        st.sampled_from([K.PARTY_REMEDY_SERVED, K.PARTY_REMEDY_CLOSED]),
        st.integers(0, 40),
        st.sampled_from("abc"),
        st.sampled_from(["", "7", "8"]),
    ),
    max_size=8,
)


@settings(max_examples=200)
@given(REMEDIES, st.sampled_from([k for k in AccessKind if k is not AccessKind.SIMPLE_CIVIC]), st.booleans())
def test_an_open_remedy_always_locks(
    rows: list[tuple[FactKind, int, str, str]], kind: AccessKind, over_opposition: bool
) -> None:
    facts = [*TOLD, *(Fact(what, april(1) + timedelta(days=n), who, ref) for what, n, who, ref in rows)]
    count = {
        who: len({(f.reference or index) for index, f in enumerate(facts)
                  if f.kind is K.PARTY_REMEDY_SERVED and f.party == who})
        - sum(f.kind is K.PARTY_REMEDY_CLOSED and f.party == who for f in facts)
        for who in "abc"
    }  # fmt: skip
    refusal = reason_against_sending(kind, facts, date(2031, 1, 1), over_opposition=over_opposition)
    if any(number > 0 for number in count.values()):  # more were served than closed, by the roughest count
        assert refusal is not None
        assert refusal.code == "remedy_pending"
    assert (refusal is not None) is bool(open_remedies(facts))
