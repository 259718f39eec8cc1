"""Every journey that asks for `office` is walked twice: by keyboard alone, and without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from foia.portal.views import filing
from tests.journeys.hands import HANDS, Office, office_of


@pytest.fixture(params=list(HANDS))
def office(
    request: pytest.FixtureRequest, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """The running office, met with one of the two hands.

    Playwright keeps an event loop in the test's thread, where Django would refuse the database for fear of
    blocking it. Nothing else runs in that loop, and the pages are served from a thread of their own.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    # The browser of a test fills five pages in two seconds; a person does not.
    monkeypatch.setattr(filing, "LEAST_SECONDS", 0)
    with office_of(live_server.url, request.param) as opened:
        yield opened
        # Inside that loop Django keeps connections of its own: the next test's database is not this one.
        connections.close_all()


@pytest.fixture
def a_paper(tmp_path: Path) -> Callable[[str, str], Path]:
    """`a_paper("mappa.txt", "words")`: a file on the desk of whoever will send it."""

    def make(name: str, words: str) -> Path:
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return make
