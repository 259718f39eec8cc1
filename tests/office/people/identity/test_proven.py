"""A proven identity in a browser session: who begins it, who ends it, and how long it lasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory

from pasocial.office.people.identity import proven
from pasocial.office.people.identity.adapters.fake import FakeIdentity
from pasocial.office.people.identity.adapters.national import IdentityRefused, Start

BACK = "https://comune.example/back/"


@pytest.fixture
def session() -> SessionStore:
    kept = SessionStore()
    kept.create()
    return kept


@pytest.fixture
def asked(session: SessionStore) -> Callable[..., Any]:
    def make(address: str = "/") -> Any:
        request = RequestFactory().get(address)
        request.session = session
        return request

    return make


def departed(asked: Callable[..., Any]) -> str:
    """The address at which the provider sends her back."""
    ticket = proven.prepare(asked(), way="cie", place="here")
    entering = proven.prepared(asked(), ticket)
    assert entering is not None
    url = proven.depart(asked(), FakeIdentity(), entering, return_url=BACK)
    assert url is not None
    return url


def test_she_returns_to_the_place_she_named_and_is_signed_in_by_the_way_she_chose(
    asked: Callable[..., Any], session: SessionStore
) -> None:
    url, before = departed(asked), session.session_key
    returned = asked(url)
    entering = proven.arriving(returned)
    assert entering is not None
    assert (entering.place, entering.way) == ("here", "cie")
    person = proven.arrive(returned, FakeIdentity(), entering, return_url=BACK)
    assert person == proven.ProvenPerson("Ada Rossi", "RSSDAA80A41H501I", "ada.rossi@example.org", "cie")
    assert proven.signed_in(asked()) == person
    assert session.session_key != before
    proven.sign_out(asked())
    assert proven.signed_in(asked()) is None


def test_ticket_of_nobody_begins_nothing(asked: Callable[..., Any]) -> None:
    assert proven.prepared(asked(), "") is None
    ticket = proven.prepare(asked(), way="spid", place="here")
    assert [proven.prepared(asked(), forged) for forged in ("", "é", ticket[:-1])] == [None] * 3


def test_ticket_serves_once(asked: Callable[..., Any]) -> None:
    ticket = proven.prepare(asked(), way="spid", place="here")
    entering = proven.prepared(asked(), ticket)
    assert entering is not None
    proven.depart(asked(), FakeIdentity(), entering, return_url=BACK)
    assert (proven.prepared(asked(), ticket), proven.prepared(asked(), "")) == (None, None)


def test_answer_serves_once_and_only_after_departing(asked: Callable[..., Any]) -> None:
    assert proven.arriving(asked()) is None
    proven.prepare(asked(), way="spid", place="here")
    assert proven.arriving(asked()) is None
    departed(asked)
    assert [proven.arriving(asked()) is not None for _time in range(2)] == [True, False]


def test_refusals_of_the_provider_sign_nobody_in(asked: Callable[..., Any]) -> None:
    class Away(FakeIdentity):
        def start(self, *, return_url: str, way: str = "") -> Start:
            raise IdentityRefused("unreachable")

    ticket = proven.prepare(asked(), way="spid", place="here")
    entering = proven.prepared(asked(), ticket)
    assert entering is not None
    assert proven.depart(asked(), Away(), entering, return_url=BACK) is None
    departed(asked)
    returned = asked("/?error=access_denied")
    arriving = proven.arriving(returned)
    assert arriving is not None
    assert proven.arrive(returned, FakeIdentity(), arriving, return_url=BACK) is None
    assert proven.signed_in(asked()) is None


@pytest.mark.parametrize(("seconds", "lasts"), [(599, True), (601, False)])
def test_a_sign_in_that_took_too_long_is_begun_again(
    asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, seconds: int, lasts: bool
) -> None:
    monkeypatch.setattr(proven, "time", lambda: 1_000_000.0)
    departed(asked)
    monkeypatch.setattr(proven, "time", lambda: 1_000_000.0 + seconds)
    assert (proven.arriving(asked()) is not None) is lasts


@pytest.mark.parametrize(("seconds", "lasts"), [(1799, True), (1800, False)])
def test_identity_lasts_half_an_hour(
    asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, seconds: int, lasts: bool
) -> None:
    monkeypatch.setattr(proven, "time", lambda: 1_000_000.0)
    proven.sign_in(asked(), proven.ProvenPerson("Ada Rossi", "", "ada@example.org", "spid"))
    monkeypatch.setattr(proven, "time", lambda: 1_000_000.0 + seconds)
    assert (proven.signed_in(asked()) is not None) is lasts
