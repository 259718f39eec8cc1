"""Which thing a link opens, to whom, and which never."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory

from pasocial.office.people.private_access.operations import grant
from pasocial.office.people.private_access.queries import (
    is_granted,
    link_behind,
    link_token,
    was_sent_to,
)

UNTIL = datetime(2026, 3, 9, 12, tzinfo=UTC)
ANNA = "anna@posta.example"


def token(key: str = "7", kind: str = "attic.box") -> str:
    return link_token(kind=kind, key=key, address=ANNA, until=UNTIL)


def test_link_says_which_thing_until_when_and_to_whom_it_was_sent() -> None:
    link = link_behind(token(), kind="attic.box")
    assert link is not None
    assert (link.key, link.until) == ("7", UNTIL)
    assert (was_sent_to(link, "ANNA@posta.example"), was_sent_to(link, "altra@posta.example")) == (
        True,
        False,
    )
    assert "anna" not in token()


@pytest.mark.parametrize(
    "forged",
    [
        token().replace("7.", "8.", 1),
        token()[:-1],
        token() + "x",
        token().rpartition("~")[0],
        "",
        "~",
        "\x00",
        "x" * 5000,
    ],
)
def test_forged_links_say_nothing(forged: str) -> None:
    assert link_behind(forged, kind="attic.box") is None


def test_link_to_one_kind_of_thing_is_none_to_another() -> None:
    assert link_behind(token(), kind="attic.bag") is None


def test_link_outlives_the_renewal_of_the_key_and_not_its_retirement(settings: Any) -> None:
    former, sent = settings.SECRET_KEY, token()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [former]
    link = link_behind(sent, kind="attic.box")
    assert link is not None
    assert (was_sent_to(link, ANNA), was_sent_to(link, "altra@posta.example")) == (True, False)
    settings.SECRET_KEY_FALLBACKS = []
    assert link_behind(sent, kind="attic.box") is None


def test_session_opens_the_thing_of_that_kind_alone() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    grant(request, kind="attic.box", key="7")
    seen = [
        is_granted(request, kind=kind, key=key)
        for kind, key in (("attic.box", "7"), ("attic.box", "8"), ("attic.bag", "7"))
    ]
    assert seen == [True, False, False]
