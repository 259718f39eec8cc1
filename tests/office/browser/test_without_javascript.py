"""Work is taken and ended with the keyboard alone and with JavaScript off."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import operations as work
from tests.browsing import open_browser
from tests.fixtures import signed_in_client, user_with

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


FOCUSED = ":is(a, button, input, select, textarea):focus"
LABEL = "e => (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText) || ''"


def tab_to(page: Any, text: str) -> None:
    """Presses Tab until the element with this text or label has the focus, as a person without a mouse would."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(FOCUSED)
        if focused.count() and text in focused.evaluate(LABEL):
            return
    raise AssertionError(f"{text!r} cannot be reached with the keyboard")


def test_task_is_taken_and_ended_by_keyboard_without_javascript(live_server: Any) -> None:
    me = user_with("foia", "editor")
    item = work.open_item(
        desk="foia",
        kind="answer",
        about="foia.request:1",
        title="Rispondere alla richiesta",
        by=Actor.system("test"),
        at=timezone.now(),
    )
    client = signed_in_client(me)
    with open_browser(live_server.url, client=client, javascript=False) as page:
        page.goto("/redazione/attivita/?who=nobody")
        tab_to(page, "Rispondere alla richiesta")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/redazione/attivita/{item.pk}/")
        tab_to(page, "Prendi in carico")
        page.keyboard.press("Enter")
        page.get_by_text("L'attività è tua.").wait_for()
        tab_to(page, "Com'è finita")
        page.keyboard.press("Enter")
        page.get_by_text("da correggere").first.wait_for()
        tab_to(page, "Com'è finita")  # the error's own link, which leads to the field
        page.keyboard.press("Enter")
        page.keyboard.type("Risposta data")
        page.keyboard.press("Enter")
        page.get_by_text("Attività conclusa.").wait_for()
    item.refresh_from_db()
    assert (item.state, item.assignee, item.outcome) == ("done", me, "Risposta data")
