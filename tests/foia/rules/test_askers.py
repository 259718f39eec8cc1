"""Who is who is said with its source, of people the topic knows."""

from __future__ import annotations

import pytest

from foia.rules.askers import (
    reason_against_merging_persons,
    reason_against_organisation,
    reason_against_parting_person,
    reason_against_why,
)


@pytest.mark.parametrize("length", [0, 4, 5, 500, 501])
def test_source_has_five_to_five_hundred_characters(length: int) -> None:
    refused = reason_against_why(f" {'x' * length} ")
    told = (refused.code, refused.field) if refused else None
    assert told == (None if 5 <= length <= 500 else ("why_length", "why"))


@pytest.mark.parametrize(
    ("chosen", "known", "allowed"),
    [
        (["a", "b"], {"a", "b"}, True),
        (["a", "b", "c"], {"a", "b", "c"}, True),
        (["a", "a"], {"a"}, False),
        (["a"], {"a"}, False),
        (["a", "b"], {"a"}, False),
        ([], set(), False),
    ],
)
def test_two_different_persons_of_the_topic_become_one(
    chosen: list[str], known: set[str], allowed: bool
) -> None:
    refused = reason_against_merging_persons(chosen, known)
    told = (refused.code, refused.field) if refused else None
    assert told == (None if allowed else ("persons_few", "persons"))


def test_person_counted_alone_is_not_parted_again() -> None:
    assert reason_against_parting_person(1) is None
    refused = reason_against_parting_person(0)
    assert refused is not None
    assert (refused.code, refused.field) == ("person_alone", "person_key")


@pytest.mark.parametrize(
    ("key", "members", "allowed"), [("org:1", 1, True), ("org:1", 0, False), ("", 3, False)]
)
def test_organisation_is_one_from_which_requests_came(key: str, members: int, allowed: bool) -> None:
    refused = reason_against_organisation(key, members)
    told = (refused.code, refused.field) if refused else None
    assert told == (None if allowed else ("organisation_unknown", "organisation_key"))
