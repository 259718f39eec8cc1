"""The register's axis: nothing becomes public unless a person approved what was proposed."""

import pytest

from foia.rules.visibility import (
    STORED,
    VISIBILITY_LABELS,
    VISIBILITY_TRANSITIONS,
    Visibility,
    VisibilityVerb,
    draw_visibility,
    next_visibility,
    reason_against_hiding,
    reason_against_proposing,
    reason_against_visibility,
    visibility_of,
)

V = VisibilityVerb


def test_only_approval_of_a_proposal_makes_public() -> None:
    ways = {
        (s, row.verb)
        for row in VISIBILITY_TRANSITIONS
        if row.target is Visibility.PUBLIC
        for s in row.sources
    }
    assert ways == {(Visibility.PROPOSED, V.APPROVE_ENTRY)}


def test_private_entry_cannot_be_approved() -> None:
    reason = reason_against_visibility(Visibility.PRIVATE, V.APPROVE_ENTRY)
    assert reason is not None
    assert reason.text() == "Non è possibile ora: la voce è «Non nel registro». Ricarica la pagina."
    with pytest.raises(ValueError, match="approve_entry does not start from private"):
        next_visibility(Visibility.PRIVATE, V.APPROVE_ENTRY)


def test_changed_entry_must_be_approved_again() -> None:
    assert reason_against_visibility(Visibility.PUBLIC, V.PROPOSE_ENTRY) is None
    assert next_visibility(Visibility.PUBLIC, V.PROPOSE_ENTRY) is Visibility.PROPOSED


def test_entry_can_be_taken_down_and_proposed_anew() -> None:
    assert next_visibility(Visibility.PUBLIC, V.HIDE_ENTRY) is Visibility.HIDDEN
    assert next_visibility(Visibility.HIDDEN, V.PROPOSE_ENTRY) is Visibility.PROPOSED


def test_every_visibility_has_a_label_and_an_arrow() -> None:
    assert set(VISIBILITY_LABELS) == set(Visibility)
    assert "    proposed --> public: approve_entry\n" in draw_visibility()


def test_every_stored_line_is_read_back_and_no_line_is_private() -> None:
    assert {visibility_of(code) for code in STORED.values()} == set(Visibility) - {Visibility.PRIVATE}
    assert visibility_of("") is Visibility.PRIVATE


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("verb", list(V))
def test_guard_and_table_agree_on_every_pair(visibility: Visibility, verb: V) -> None:
    rows = [row for row in VISIBILITY_TRANSITIONS if row.verb is verb and visibility in row.sources]
    assert (reason_against_visibility(visibility, verb) is None) is (len(rows) == 1)
    if rows:
        assert next_visibility(visibility, verb) is rows[0].target


def test_line_is_prepared_after_the_answer_and_taken_off_with_a_reason() -> None:
    assert [bool(reason_against_proposing(answered=each)) for each in (True, False)] == [False, True]
    assert [bool(reason_against_hiding(each)) for each in ("Sbagliata", "  ")] == [False, True]
