"""Layouts, components and small scripts in a real browser."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browsing import faults_of, open_browser
from tests.fixtures import coordinator, signed_in_client

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_reader_who_is_lost_is_told_so_and_gets_no_session(live_server: LiveServer) -> None:
    with open_browser(live_server.url, width=390) as page:
        page.goto("/lingua/de/")
        assert page.locator("h1").count() == 1
        page.heard.clear()  # the browser reports the 404 itself
        assert faults_of(page, arrived=True) == []
        assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "sessionid"] == []


def test_keyboard_opens_help_moves_rows_and_finds_the_search(live_server: LiveServer) -> None:
    with open_browser(live_server.url, client=signed_in_client(coordinator())) as page:
        page.goto("/redazione/galleria/")
        page.keyboard.press("?")
        assert page.locator("#pa-shortcuts").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#pa-shortcuts").is_hidden()

        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.locator(".pa-row-here a").inner_text() == "2026/0098"
        page.keyboard.press("x")
        assert page.locator(".pa-row-here input").is_checked()
        page.keyboard.press("k")
        assert page.locator(".pa-row-here a").inner_text() == "2026/0117"


def test_shortcuts_can_be_switched_off(live_server: LiveServer) -> None:
    with open_browser(live_server.url, client=signed_in_client(coordinator())) as page:
        page.goto("/redazione/galleria/")
        page.keyboard.press("?")
        page.locator("[data-keys-off]").check()
        page.keyboard.press("Escape")
        page.keyboard.press("j")

        assert page.locator(".pa-row-here").count() == 0


def test_textarea_counts_what_is_left(live_server: LiveServer) -> None:
    with open_browser(live_server.url, client=signed_in_client(coordinator())) as page:
        page.goto("/redazione/galleria/")
        page.locator("#c-field textarea").fill("ciao\nmondo")

        assert page.locator("#c-field .pa-counter").inner_text() == "Restano 3989 caratteri"


def test_page_without_scripts_shows_no_dead_button(live_server: LiveServer) -> None:
    client = signed_in_client(coordinator())
    with open_browser(live_server.url, client=client, javascript=False) as page:
        page.goto("/redazione/galleria/")

        assert page.locator("[data-copy]:visible, [data-opens]:visible, [data-dismiss]:visible").count() == 0
        page.locator(".pa-top-tools summary").click()
        assert page.locator(".pa-top-tools .pa-dropdown-menu").is_visible()


def test_unsaved_form_asks_before_it_is_left(live_server: LiveServer) -> None:
    with open_browser(live_server.url, client=signed_in_client(coordinator())) as page:
        page.goto("/redazione/galleria/")
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.locator("#c-form input[name=subject]").fill("Spese")
        page.goto("/account/2fa/")

        assert asked == ["beforeunload"]


def test_second_click_on_send_sends_nothing(live_server: LiveServer) -> None:
    with open_browser(live_server.url) as page:
        page.goto("/account/login/")
        page.evaluate(
            """() => {
                window.sent = 0;
                document.addEventListener("submit", (event) => {
                    if (!event.defaultPrevented) window.sent += 1;
                    event.preventDefault();
                });
            }"""
        )
        send = page.locator("form.pa-form button[type=submit]")
        send.click()
        send.click()

        assert page.evaluate("window.sent") == 1
