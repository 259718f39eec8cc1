"""A real Chromium for tests, and what every page must hold (`open_browser`, `faults_of`).

    with open_browser(live_server.url, client=signed_in_client(person), width=390) as page:
        page.goto("/redazione/")
        assert faults_of(page) == []

`faults_of` tells axe's violations, console errors, requests to elsewhere and sideways scrolling. Playwright
runs an event loop in the test's thread, where Django refuses the database: make people and cases before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


@contextmanager
def chromium() -> Iterator[Any]:
    """A fresh browser without a window yet."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: run tools/install_chromium.sh")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


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
    """A page of a fresh browser at `url`, with the cookies of `client`."""
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
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} if client else {}
    if language:
        cookies["django_language"] = language
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    page = context.new_page()
    page.heard = []
    page.on("console", lambda message: _complains(page, message))
    page.on("pageerror", lambda error: page.heard.append(f"script: {error}"))
    page.on("request", lambda request: _elsewhere(page, url, request.url))
    return page


def _complains(page: Any, message: Any) -> None:
    if message.type == "error":
        page.heard.append(f"console: {message.text} {message.location.get('url', '')}".strip())


def _elsewhere(page: Any, home: str, address: str) -> None:
    if urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc != urlsplit(home).netloc:
        page.heard.append(f"elsewhere: {address}")


def faults_of(page: Any, *, axe: bool = True) -> list[str]:
    """What is wrong with the page as it stands, in sentences; forgets what it told."""
    page.wait_for_load_state("networkidle")
    faults = list(page.heard)
    page.heard.clear()
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if sideways > 0:
        faults.append(f"{page.url} is {sideways} px wider than the window")
    if axe:
        from axe_playwright_python.sync_playwright import Axe

        for violation in Axe().run(page).response["violations"]:
            where = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
            faults.append(f"axe {violation['id']}: {violation['help']} ({where})")
    return faults
