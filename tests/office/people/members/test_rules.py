"""People are added with a name and an address of their own, given roles that exist, and the last coordinator stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.people.members.rules import (
    mentioned_codes,
    reason_against_adding,
    reason_against_group,
    reason_against_inviting,
    reason_against_losing,
    reason_against_office_role,
    reason_against_role,
    standing_in,
)


@pytest.mark.parametrize(
    ("desk", "role", "expected"),
    [
        (True, True, None),
        (True, False, "unknown_role"),
        (False, True, "unknown_desk"),
        (False, False, "unknown_desk"),
    ],
)
def test_role_is_one_of_a_desk_where_people_work(desk: bool, role: bool, expected: str | None) -> None:
    refused = reason_against_role(desk_has_members=desk, role_known=role)
    assert (refused.code if refused else None) == expected


@pytest.mark.parametrize(
    ("known", "declared", "declares", "expected"),
    [
        (True, None, False, None),
        (True, date(2026, 3, 2), True, None),
        (False, None, False, ("unknown_role", "role")),
        (True, None, True, ("declaration_missing", "declared_on")),
        (True, date(2026, 3, 3), True, ("declaration_later", "declared_on")),
    ],
)
def test_role_of_the_office_is_of_the_list_and_declared_where_the_law_asks(
    known: bool, declared: date | None, declares: bool, expected: tuple[str, str] | None
) -> None:
    refused = reason_against_office_role(
        role_known=known, declared_on=declared, today=date(2026, 3, 2), declares=declares
    )
    assert ((refused.code, refused.field) if refused else None) == expected


@pytest.mark.parametrize(
    ("coordinators", "stays"), [({1}, True), ({1, 2}, False), ({2}, False), (set(), False)]
)
def test_last_coordinator_stays(coordinators: set[int], stays: bool) -> None:
    refused = reason_against_losing(1, coordinators)
    assert (refused.code if refused else None) == ("last_coordinator" if stays else None)


@pytest.mark.parametrize(
    ("email", "name", "taken", "expected"),
    [
        ("ada@comune.example", "Ada Rossi", False, None),
        ("ada@", "", True, ("bad_address", "email")),
        ("ada@comune.example", " \n ", True, ("name_missing", "full_name")),
        ("ada@comune.example", "Ada Rossi", True, ("address_taken", "email")),
    ],
)
def test_person_has_an_address_of_her_own_and_a_name(
    email: str, name: str, taken: bool, expected: tuple[str, str] | None
) -> None:
    refused = reason_against_adding(email, name, taken=taken)
    assert ((refused.code, refused.field) if refused else None) == expected


def test_who_left_is_not_invited() -> None:
    assert reason_against_inviting(active=True) is None
    refused = reason_against_inviting(active=False)
    assert refused is not None
    assert refused.code == "not_active"


PERSONS = st.integers(min_value=1, max_value=6)


@given(st.dictionaries(PERSONS, st.none() | PERSONS))
def test_whoever_stands_in_is_there_and_is_somebody_else(deputies: dict[int, int | None]) -> None:
    found = standing_in(deputies)
    assert set(found) <= set(deputies)
    assert all(deputy not in deputies and deputy != person for person, deputy in found.items())
    for person, named in deputies.items():
        if named is not None and named not in deputies:
            assert found[person] == named
        elif named is None:
            assert person not in found
        else:  # whoever has a deputy who is away has that deputy's own
            assert found.get(person) == found.get(named)


@given(st.text(max_size=60))
def test_whatever_is_called_could_be_the_code_of_a_group(text: str) -> None:
    for code in mentioned_codes(text):
        assert reason_against_group(code, "Nome", taken=False) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("@stampa e (@social-media)!", {"stampa", "social-media"}),
        ("@Stampa: subito", {"stampa"}),
        ("info@stampa.example", set()),
        ("@stampa-", set()),
        ("@@stampa", set()),
        ("@a @1a", set()),
        ("@stampa@", {"stampa"}),
    ],
)
def test_at_sign_calls_a_group_and_an_address_calls_nobody(text: str, codes: set[str]) -> None:
    assert mentioned_codes(text) == codes
