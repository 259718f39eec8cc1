"""A real Chromium for tests, and what every page must hold (`open_browser`, `faults_of`).

    with open_browser(live_server.url, client=signed_in_client(person), width=390) as page:
        page.goto("/redazione/")
        assert faults_of(page) == []

`faults_of` tells axe's violations, console errors, requests to elsewhere and sideways scrolling. Inside the
block Playwright's event loop counts as running, and Django refuses the database: make people and cases before.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

# The headless shell draws no window: the same engine for two thirds of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
# How long a page may take on a machine with much else to do, in milliseconds; none of ours needs a second.
PATIENCE = 60_000
# The long run (`make accessibility`): every drawing, every value, every hand.
EVERYTHING = bool(os.environ.get("EVERY_DRAWING"))
# Only what is wrong travels back: the whole answer of axe is megabytes for a long page.
RUN_AXE = """([options, leavingOut]) => axe
    .run(leavingOut ? {exclude: [[leavingOut]]} : document, options)
    .then(({violations}) => violations.map(({id, help, nodes}) =>
        `axe ${id}: ${help} (${nodes.slice(0, 3).map(({target}) => target.join(" ")).join(", ")})`))"""
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}


def drawings(first: Any, *others: Any) -> list[Any]:
    """The ways to draw a page that a test looks at: the first in every run, the others in the long one."""
    return [first, *others] if EVERYTHING else [first]


class _Chromium:
    """One browser for all tests of this process: starting one costs more than looking at a page.

    Between two tests the loop is told that it does not run, or Django would refuse the database to all that follow.
    """

    def __init__(self) -> None:
        self._playwright: Any = None
        self._browser: Any = None
        self._loop: Any = None

    def begin(self) -> Any:
        if self._loop is not None:
            asyncio._set_running_loop(self._loop)
        if self._browser is not None and not self._browser.is_connected():
            self.close()
        if self._browser is None:
            from playwright.sync_api import sync_playwright

            self._playwright = sync_playwright().start()
            self._loop = asyncio.get_running_loop()
            self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        return self._browser

    def end(self) -> None:
        """Whatever a test opened is closed: the next one starts without cookies and without pages."""
        try:
            if self._browser is not None and self._browser.is_connected():
                for context in self._browser.contexts:
                    context.close()
        finally:
            asyncio._set_running_loop(None)

    def close(self) -> None:
        if self._playwright is None:
            return
        asyncio._set_running_loop(self._loop)
        try:
            if self._browser is not None and self._browser.is_connected():
                self._browser.close()
            self._playwright.stop()
        finally:
            asyncio._set_running_loop(None)
            self._playwright = self._browser = self._loop = None


_chromium = _Chromium()
close_browser = _chromium.close


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, without a window yet."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: run tools/install_chromium.sh")
    try:
        yield _chromium.begin()
    finally:
        _chromium.end()


@contextmanager
def open_browser(
    url: str,
    *,
    client: Client | None = None,
    width: int = 1280,
    height: int = 900,
    javascript: bool = True,
    language: str = "",
) -> Iterator[Any]:
    """A page at `url` in a browser that remembers nothing but the cookies of `client`."""
    with chromium() as browser:
        yield page_of(
            browser,
            url,
            client=client,
            width=width,
            height=height,
            javascript=javascript,
            language=language,
        )


def page_of(
    browser: Any,
    url: str,
    *,
    client: Client | None = None,
    width: int = 1280,
    height: int = 900,
    javascript: bool = True,
    language: str = "",
) -> Any:
    """One more person at the same browser: nothing of the others' cookies reaches her."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        java_script_enabled=javascript,
        locale="it-IT",
        timezone_id="Europe/Rome",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies(cookies_of(client, url, language))
    page = context.new_page()
    page.heard = []
    page.on("console", lambda message: _complains(page, message))
    page.on("pageerror", lambda error: page.heard.append(f"script: {error}"))
    page.on("request", lambda request: _elsewhere(page, url, request.url))
    return page


def cookies_of(client: Client | None, url: str, language: str = "") -> list[dict[str, str]]:
    """The cookies of a test client, as a browser at `url` takes them."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} if client else {}
    if language:
        cookies["django_language"] = language
    return [{"name": name, "value": value, "url": url} for name, value in cookies.items()]


def _complains(page: Any, message: Any) -> None:
    where = message.location.get("url", "")
    # No process of streams runs beside these tests; those of the streams start one.
    if message.type == "error" and not urlsplit(where).path.startswith("/streams/"):
        page.heard.append(f"console: {message.text} {where}".strip())


def _elsewhere(page: Any, home: str, address: str) -> None:
    if urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc != urlsplit(home).netloc:
        page.heard.append(f"elsewhere: {address}")


def faults_of(
    page: Any,
    *,
    axe: bool = True,
    arrived: bool = False,
    leaving_out: str = "",
    options: dict[str, Any] | None = None,
) -> list[str]:
    """What is wrong with the page as it stands, in sentences; forgets what it told.

    After a click the network is given half a second of quiet; whoever has just waited for `goto` says `arrived`.
    `leaving_out` (a selector) is not looked at by axe; `options` are axe's own.
    """
    if not arrived:
        page.wait_for_load_state("networkidle")
    sideways = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    faults = [f"{page.url} is {sideways} px wider than the window"] if sideways > 0 else []
    if axe:
        faults += violations(page, leaving_out=leaving_out, options=options)
    faults = [*page.heard, *faults]
    page.heard.clear()
    return faults


def violations(page: Any, *, leaving_out: str = "", options: dict[str, Any] | None = None) -> list[str]:
    """What axe objects to."""
    if page.evaluate("typeof axe === 'undefined'"):
        from axe_playwright_python.base import AXE_SCRIPT

        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE, [AXE_OPTIONS | (options or {}), leaving_out])
    return found
