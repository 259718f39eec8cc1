"""What only a browser with scripts shows: shortcuts, a colleague who is on the same page, the seconds to undo.

An officer answers with the keyboard alone: inbox, case, decision, approval, undo, sent; with a colleague beside her.

Playwright's event loop holds the test's thread, where Django refuses the database: `elsewhere` asks another one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest, Decision
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.departures.tasks import send_due
from tests.browsing import faults_of, open_browser
from tests.fixtures import set_up_second_factor, signed_in_client, user_with
from tests.foia.conftest import filed_request  # noqa: F401 - fixture

SLICES = ("foia",)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASONS = "Abbiamo trovato tutte le determine di spesa richieste e le consegniamo."


def elsewhere(work: Callable[[], Any]) -> Any:
    """Asks the database from a thread of its own."""

    def alone() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


@pytest.fixture
def people() -> dict[str, Any]:
    found = {
        "editor": user_with("foia", "editor", full_name="Elena Istruttrice"),
        "head": user_with("foia", "head", full_name="Carla Capo"),
    }
    for person in found.values():
        set_up_second_factor(person)
    return found


@pytest.fixture
def request_(filed_request: Callable[..., AccessRequest]) -> AccessRequest:  # noqa: F811
    return filed_request(at=timezone.now() - timedelta(days=2), subject="Spesa per le luminarie di Natale")


def tab_to(page: Any, selector: str, most: int = 150) -> None:
    """Presses Tab until the focus is there, as somebody without a mouse does."""
    for _press in range(most):
        if page.evaluate("css => document.activeElement?.matches(css) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def press_button(page: Any, form: str) -> None:
    tab_to(page, f"form[action$='{form}'] button[type=submit]:not([value=add])")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def says(page: Any, words: str) -> bool:
    return words in page.inner_text("main")


def test_answer_is_prepared_approved_undone_and_sent_by_keyboard(
    people: dict[str, Any], request_: AccessRequest, live_server: Any
) -> None:
    editor, head = signed_in_client(people["editor"]), signed_in_client(people["head"])
    decision = reverse("foia_staff:case_tab", args=[request_.pk, "decisione"])

    with open_browser(live_server.url, client=editor) as page:
        page.goto(reverse("foia_staff:inbox"))
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith(reverse("foia_staff:case", args=[request_.pk]))

        page.keyboard.press("?")
        listed = page.locator("#pa-shortcuts dt").all_inner_texts()
        assert {"r", "n", "d"} <= {keys.strip() for keys in listed}
        page.keyboard.press("Escape")

        press_button(page, "fai/prendi/")
        assert says(page, "L'hai presa in carico.")
        with page.expect_navigation():
            page.keyboard.press("d")
        tab_to(page, "input[name=outcome]")
        page.keyboard.press("Space")
        tab_to(page, "textarea[name=reasons]")
        page.keyboard.insert_text(REASONS)
        tab_to(page, "details:has(textarea[name=answer_text]) > summary")
        page.keyboard.press("Enter")
        tab_to(page, "textarea[name=answer_text]")
        page.keyboard.insert_text("La spesa del 2025 è stata di 24.300 euro.")
        assert faults_of(page) == []

        # A colleague opens the same case: each sees the other, and who writes.
        beside = page.context.browser.new_context(base_url=live_server.url)
        beside.add_cookies(
            [
                {"name": name, "value": each.value, "url": live_server.url}
                for name, each in head.cookies.items()
            ]
        )
        hers = beside.new_page()
        hers.goto(decision)
        assert "Elena Istruttrice" in hers.inner_text(".pa-presence")
        press_button(page, "decisione/prepara/")
        assert says(page, "Bozza salvata.")
        assert "Carla Capo" in page.inner_text(".pa-presence")
        press_button(page, "fai/proponi/")
        assert says(page, "Decisione mandata in approvazione.")

    with open_browser(live_server.url, client=head) as page:
        page.goto(decision)
        press_button(page, "fai/approva/")
        assert says(page, "Approvata, in partenza")
        press_button(page, "/annulla/")
        assert says(page, "Annullata: non è partito nulla.")
        assert elsewhere(lambda: Decision.objects.get().state) == "submitted"
        press_button(page, "fai/approva/")
        past = timezone.now() - timedelta(seconds=1)
        elsewhere(lambda: Departure.objects.update(leaves_at=past))
        assert elsewhere(send_due) == 1
        page.reload()
        assert (says(page, "Risposta inviata"), faults_of(page)) == (True, [])
    assert AccessRequest.objects.get().state == "answered"
