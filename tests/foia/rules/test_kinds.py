"""Four kinds of access, one default, and what applies to each."""

import pytest

from foia.rules.kinds import KINDS, AccessKind, Reviewer, Silence, declared_or_default, rules_of


@pytest.mark.parametrize("declared", ["", "boh", "generalised"])
def test_undeclared_request_is_foia(declared: str) -> None:
    assert declared_or_default(declared) is AccessKind.GENERALISED


def test_declared_kind_is_kept() -> None:
    assert declared_or_default("environmental") is AccessKind.ENVIRONMENTAL


def test_only_documentary_access_wants_a_motive_and_reads_silence_as_refusal() -> None:
    assert [k for k in AccessKind if rules_of(k).motive_required] == [AccessKind.DOCUMENTARY]
    assert [k for k in AccessKind if rules_of(k).silence is Silence.REFUSAL] == [AccessKind.DOCUMENTARY]


def test_only_generalised_access_pauses_and_goes_to_the_rpct() -> None:
    assert [k for k in AccessKind if rules_of(k).pause_allowed] == [AccessKind.GENERALISED]
    assert [k for k in AccessKind if rules_of(k).reviewer is Reviewer.RPCT] == [AccessKind.GENERALISED]


def test_simple_civic_access_never_notifies_parties() -> None:
    assert [k for k in AccessKind if not rules_of(k).parties_notified] == [AccessKind.SIMPLE_CIVIC]


def test_every_kind_explains_itself() -> None:
    assert list(KINDS) == list(AccessKind)
    assert all(k.label and k.choose_if and k.example and k.clock and k.base for k in KINDS.values())
