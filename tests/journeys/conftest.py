"""A journey that asks for `office` is walked without any script; some of them by keyboard alone, too.

By keyboard each desk has one in every run, the one marked `@pytest.mark.keyboard("foia")`; in the long run
(`make accessibility`) all are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from foia.portal.views.filing import review as filing_review
from tests.browsing import EVERYTHING
from tests.form_reader import HOME
from tests.journeys.hands import Office, office_by_keyboard

# Pages come from a server in a thread of its own, which sees what is committed and nothing else.
IN_A_BROWSER = (pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "office" not in metafunc.fixturenames or not metafunc.module.__name__.startswith("tests.journeys."):
        return
    chosen = metafunc.definition.get_closest_marker("keyboard") is not None
    metafunc.parametrize("office", hands_for(chosen=chosen, everything=EVERYTHING), indirect=True)


def hands_for(*, chosen: bool, everything: bool) -> list[Any]:
    """The hands that walk a journey: the one that a desk has chosen goes by keyboard in every run."""
    hands = [pytest.param("no script", marks=pytest.mark.django_db)]
    if chosen or everything:
        hands.append(pytest.param("keyboard", marks=IN_A_BROWSER))
    return hands


@pytest.fixture
def office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office, met with one of the two hands.

    Playwright keeps an event loop in the test's thread, where Django would refuse the database for fear of
    blocking it. Nothing else runs in that loop, and the pages are served from a thread of their own.
    """
    # A test fills five pages in two seconds; a person does not.
    monkeypatch.setattr(filing_review, "LEAST_SECONDS", 0)
    if request.param == "no script":
        monkeypatch.setattr(settings, "SITE_URL", HOME)
        yield Office()
        return
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    server = LiveServer("localhost")
    with (
        override_settings(SITE_URL=server.url, ALLOWED_HOSTS=["*"]),
        office_by_keyboard(server.url) as opened,
    ):
        yield opened
        # Inside that loop Django keeps connections of its own: the next test's database is not this one.
        connections.close_all()
    server.stop()


@pytest.fixture
def a_paper(tmp_path: Path) -> Callable[[str, str], Path]:
    """`a_paper("mappa.txt", "words")`: a file on the desk of whoever will send it."""

    def make(name: str, words: str) -> Path:
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return make
