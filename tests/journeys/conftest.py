"""A journey that asks for `office` is walked without any script, and by keyboard alone.

By keyboard each desk has one in every run (KEYBOARD), the others in the long run (`make accessibility`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from foia.portal.views import filing
from tests.journeys.hands import HANDS, Office, office_of
from tests.walks.office import EVERYTHING

KEYBOARD = (
    "test_she_files_with_a_file_and_goes_on_with_the_draft_from_another_device",
    "test_four_persons_ask_a_page_is_written_and_the_fifth_reads_it",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "office" in metafunc.fixturenames and metafunc.module.__name__.startswith("tests.journeys."):
        hands = [
            hand
            for hand in HANDS
            if hand != "keyboard" or EVERYTHING or metafunc.function.__name__ in KEYBOARD
        ]
        metafunc.parametrize("office", hands, indirect=True)


@pytest.fixture
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
