"""How a notice reaches a person, what a digest says of many, and until when lines stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.messaging.notices.rules import (
    MOST_NAMED,
    DigestPart,
    Way,
    digest_key,
    digest_parts,
    out_of_date,
    way_for,
)

WAYS = ("now", "digest", "inside")


@pytest.mark.parametrize("declared", WAYS)
@pytest.mark.parametrize("chosen", [None, *WAYS])
def test_what_she_chose_decides_the_mail_and_never_hides_what_needs_her(declared, chosen):
    way = chosen or declared
    assert way_for(declared, chosen) == Way(
        needs_me=declared == "now", mail_now=way == "now", owed_by_mail=way == "digest"
    )
    with_letter = way_for(declared, chosen, has_letter=True)
    assert with_letter == Way(needs_me=declared == "now", mail_now=False, owed_by_mail=False)


def test_digest_says_each_kind_once_in_the_order_of_the_desks():
    told = [("b", "2"), ("x", "9"), ("a", "1"), ("b", "3"), ("b", "2")]
    assert digest_parts(told, ["a", "b"]) == (
        DigestPart("a", ("1",), 0),
        DigestPart("b", ("2", "3"), 0),
        DigestPart("x", ("9",), 0),
    )


@given(st.lists(st.sampled_from([(kind, str(name)) for kind in "abc" for name in range(12)]), max_size=30))
def test_digest_counts_every_thing_and_names_few(told):
    parts = digest_parts(told, ["a", "b"])
    assert {part.kind: part.number for part in parts} == {
        kind: len({name for one, name in told if one == kind}) for kind in {one for one, _name in told}
    }
    assert all(len(part.names) <= MOST_NAMED for part in parts)


def test_one_digest_a_person_and_day():
    keys = {digest_key(user, day) for user in (1, 11) for day in (date(2026, 3, 2), date(2026, 3, 3))}
    assert keys == {
        "digest:2026-03-02:1",
        "digest:2026-03-02:11",
        "digest:2026-03-03:1",
        "digest:2026-03-03:11",
    }


def test_lines_go_by_themselves():
    at = datetime(2026, 6, 1, tzinfo=UTC)
    assert out_of_date(at) == {"read": at - timedelta(days=90), "unread": at - timedelta(days=30)}
