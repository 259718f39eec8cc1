"""What a code and a link are, whatever is typed or forged."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasocial.office.people.private_access.rules import (
    CODE_IN_WORDS,
    SIGNS,
    PrivateLink,
    digest_of,
    is_same_address,
    mark_of,
    normal_code,
    reason_against_another_try,
)
from pasocial.refusal import Refusal

UNTIL = datetime(2026, 3, 9, 12, tzinfo=UTC)
keys = st.text(alphabet=SIGNS.lower() + SIGNS + "-._:", min_size=1, max_size=40)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_nothing(text: str) -> None:
    found = normal_code(text)
    assert found == "" or normal_code(found) == found


@given(st.text(alphabet=SIGNS, min_size=12, max_size=12), st.sampled_from(["", " ", "-", " - ", "–"]))
def test_a_code_survives_every_way_of_typing_it(signs: str, between: str) -> None:
    typed = between.join([signs[:3], signs[3:8], signs[8:]]).lower()
    assert normal_code(typed) == f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Il codice è 7K3M-PQ9R-X2WD.", True),
        ("Il codice è 7K3M‑PQ9R‑X2WD.", True),
        ("7K3M-PQ9R-X2W", False),
        ("1K3M-PQ9R-X2WD", False),
    ],
)
def test_a_code_is_found_in_words(words: str, found: bool) -> None:
    assert bool(re.search(CODE_IN_WORDS, words)) is found


@given(keys, st.integers(0, 2**32))
def test_a_link_reads_back_what_it_said_to_the_second(key: str, seconds: int) -> None:
    link = PrivateLink(key, "0123456789ab", datetime.fromtimestamp(seconds, tz=UTC))
    assert PrivateLink.read(str(link)) == link


@given(st.text(max_size=60))
def test_other_words_are_a_link_only_if_they_could_have_been_written(text: str) -> None:
    found = PrivateLink.read(text)
    assert found is None or PrivateLink.read(str(found)) == found


@pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (0, False), (1, False)])
def test_a_link_opens_until_its_moment_and_not_at_it(seconds: int, opens: bool) -> None:
    assert PrivateLink("k", "m", UNTIL).opens(UNTIL + timedelta(seconds=seconds)) is opens


def test_mark_knows_an_address_however_it_is_typed_and_tells_it_to_nobody() -> None:
    mark = mark_of("anna@posta.example", b"secret")
    assert mark == mark_of(" ANNA@posta.example ", b"secret")
    assert mark not in (mark_of("altra@posta.example", b"secret"), mark_of("anna@posta.example", b"other"))


@pytest.mark.parametrize(
    ("given_address", "right", "same"),
    [
        (" ANNA@posta.example", "anna@posta.example", True),
        ("altra@posta.example", "anna@posta.example", False),
        ("", "", False),
        (" ", "", False),
        ("\ud800", "anna@posta.example", False),
    ],
)
def test_an_empty_address_is_nobodys(given_address: str, right: str, same: bool) -> None:
    assert is_same_address(given_address, right) is same


def test_digest_takes_any_text() -> None:
    assert len({digest_of(secret) for secret in ("", "\x00", "é\ud800", "a")}) == 4


def test_too_many_tries_say_when_the_next_is_welcome() -> None:
    assert reason_against_another_try(over=False, seconds=900) is None
    told = reason_against_another_try(over=True, seconds=61)
    assert isinstance(told, Refusal)
    assert (told.code, dict(told.values)) == ("too_many_tries", {"minutes": 2, "seconds": 61})
