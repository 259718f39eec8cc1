"""Who opens a thing with its code, how often one may guess, and what a session remembers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory

from pasocial.office.people.private_access import operations
from pasocial.office.people.private_access.queries import SESSION_KEY, is_granted
from pasocial.office.people.private_access.rules import normal_code
from pasocial.refusal import Refused

# Each test counts from nothing: the cache is emptied where the database may be used.
pytestmark = pytest.mark.django_db
# Tries are counted in windows of the real clock's seconds; any moment serves.
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
BOX, ANNA = "7K3M-PQ9R-X2WD", "anna@posta.example"
OTHER, LUCA = "2222-3333-4444", "luca@posta.example"
OWNERS = {BOX: ANNA, OTHER: LUCA}


@pytest.fixture
def browser() -> Any:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def opened(
    code: str, address: str, *, kind: str = "attic.box", came_from: str = "", asked: list[Any] | None = None
) -> str | None:
    """The code of the box that was opened. `asked` notes what the attic was asked for."""

    def find(wanted: str, given: str) -> str | None:
        if asked is not None:
            asked.append((wanted, given))
        return wanted if OWNERS.get(wanted) == given else None

    return operations.open_with_code(
        kind=kind,
        code=code,
        address=address,
        came_from=came_from,
        find=find,
        address_of=OWNERS.__getitem__,
        at=AT,
    )


def test_codes_are_of_twelve_signs_and_never_the_same() -> None:
    made = {operations.new_code() for _time in range(200)}
    assert len(made) == 200
    assert {normal_code(code) for code in made} == made


def test_code_and_address_open_however_they_are_typed() -> None:
    assert opened(" 7k3m pq9r–x2wd ", "ANNA@posta.example ") == BOX


@pytest.mark.parametrize(
    ("code", "address"), [(BOX, LUCA), (BOX, ""), ("AAAA-AAAA-AAAA", ANNA), ("\x00'; --", "\x00"), ("", "")]
)
def test_code_without_its_address_opens_nothing(code: str, address: str) -> None:
    assert opened(code, address) is None


def test_whoever_owns_it_is_asked_once_whatever_was_typed() -> None:
    asked: list[Any] = []
    for code in (BOX, "AAAA-AAAA-AAAA", "no code at all"):
        opened(code, LUCA, asked=asked)
    assert asked == [(BOX, LUCA), ("AAAA-AAAA-AAAA", LUCA), ("", LUCA)]


def test_a_thing_whose_owner_gave_no_address_is_not_opened_by_an_empty_one() -> None:
    found = operations.open_with_code(
        kind="attic.box",
        code=BOX,
        address="",
        came_from="",
        find=lambda code, _address: code,
        address_of=lambda _box: "",
        at=AT,
    )
    assert found is None


def test_five_wrong_tries_close_one_code_of_one_kind_for_a_while() -> None:
    for _try in range(5):
        assert opened(BOX, LUCA) is None
    with pytest.raises(Refused) as caught:
        opened(BOX, ANNA)
    assert (caught.value.refusal.code, caught.value.refusal.values["minutes"]) == ("too_many_tries", 15)
    assert (opened(OTHER, LUCA), opened(BOX, ANNA, kind="attic.bag")) == (OTHER, BOX)


def test_right_tries_are_not_counted() -> None:
    assert {opened(BOX, ANNA, came_from="192.0.2.1") for _try in range(30)} == {BOX}


def test_one_place_may_not_try_many_codes_whatever_kind_of_thing_they_open() -> None:
    for number in range(20):
        code = f"AAAA-AAAA-AA{number // 8 + 2}{number % 8 + 2}"
        kind = "attic.box" if number % 2 else "attic.bag"
        assert opened(code, ANNA, kind=kind, came_from="192.0.2.1") is None
    with pytest.raises(Refused):
        opened(BOX, ANNA, came_from="192.0.2.1")
    assert opened(BOX, ANNA, came_from="192.0.2.2") == BOX


def test_granting_changes_the_session_key(browser: Any) -> None:
    browser.session.create()
    before = browser.session.session_key
    operations.grant(browser, kind="attic.box", key=BOX)
    assert browser.session.session_key != before


def test_session_remembers_the_last_twenty_things(browser: Any) -> None:
    for number in range(21):
        operations.grant(browser, kind="attic.box", key=str(number))
    operations.grant(browser, kind="attic.box", key="5")
    assert browser.session[SESSION_KEY] == [
        f"attic.box:{number}" for number in (*range(1, 5), *range(6, 21), 5)
    ]


def test_leaving_closes_everything(browser: Any) -> None:
    operations.grant(browser, kind="attic.box", key=BOX)
    operations.forget_grants(browser)
    assert is_granted(browser, kind="attic.box", key=BOX) is False
