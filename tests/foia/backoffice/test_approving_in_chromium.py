"""What waits for a signature, what leaves and the decision's own form, in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from foia.operations import answering
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import operations, queries
from tests.browsing import drawings, faults_of, open_browser

TELLS_OF = ("foia/backoffice/views/decision.py", "pasocial/office/work/approvals/views.py")
PICTURES = os.environ.get("PICTURES", "")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", drawings(390, 1280))
def test_form_shows_the_fields_of_its_outcome_and_keeps_its_button_near(
    live_server: Any, worked: Any, browser: Any, width: int
) -> None:
    request = worked()
    with open_browser(live_server.url, client=browser("editor"), width=width) as page:
        page.goto(reverse("foia_staff:case_tab", args=[request.pk, "decisione"]))
        form = page.locator("#modulo-decisione")
        seen, tall = {}, {}
        for outcome in ("granted", "refused", "deferred"):
            form.locator(f"input[name=outcome][value={outcome}]").check()
            seen[outcome] = [
                form.get_by_text("La risposta è un dato, o è già pubblicata").is_visible(),
                *(
                    form.locator(f"[name={name}]").is_visible()
                    for name in ("deferred_event", "earlier_request", "review_office")
                ),
            ]
            tall[outcome] = page.evaluate("document.documentElement.scrollHeight")
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/decision-{outcome}-{width}.png", full_page=True)
        row = {}
        for disclosure in ("public", "private"):
            form.locator("[name=righe-0-disclosure]").select_option(disclosure)
            row[disclosure] = [
                form.locator(f"[name=righe-0-{name}]").is_visible()
                for name in ("partial", "ground", "reason")
            ]
        form.locator("[name=outcome]").first.scroll_into_view_if_needed()
        box = form.get_by_role("button", name="Salva la bozza").bounding_box()
        height = page.viewport_size["height"]
        faults = faults_of(page)
    assert seen == {
        "granted": [True, False, False, False],
        "refused": [False, False, True, True],
        "deferred": [False, True, False, True],
    }
    assert row == {"public": [True, False, False], "private": [False, True, True]}
    if width == 1280:
        assert tall["granted"] < 1400, tall
    assert box is not None
    assert box["y"] + box["height"] <= height
    assert faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", drawings(390, 1280))
def test_approvals_and_departures_are_shown_without_fault(
    live_server: Any, worked: Any, desk: dict[str, Any], browser: Any, width: int
) -> None:
    request, by, now = worked(), Actor.staff(desk["editor"]), timezone.now()
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons="Ecco quanto si è speso in tutto.",
        answer_text="Sono 24.300 euro.",
        by=by,
        at=now,
    )
    answering.submit_decision(request_id=request.pk, by=by, at=now)
    [[approval, steps]] = queries.chains_about(request.about)
    link = operations.make_link(step_id=steps[0].pk, user_id=desk["head"].pk, at=now)
    pages = {
        "approvals": reverse("office:approvals"),
        "approval": reverse("office:approval", args=[approval.pk]),
        "link": queries.link_address(link),
        "case": reverse("foia_staff:case_tab", args=[request.pk, "decisione"]),
        "departures": reverse("office:departures"),
    }
    found = {}
    with open_browser(live_server.url, client=browser("head"), width=width) as page:
        for name, path in pages.items():
            page.goto(path)
            if name == "case":
                page.get_by_role("button", name="Approva e invia").click()
                page.get_by_role("button", name="Annulla l'azione").wait_for()
            found[name] = faults_of(page)
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    with open_browser(live_server.url, width=width) as page:
        page.goto(pages["link"])
        found["link of nobody"] = faults_of(page)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/link-nobody-{width}.png", full_page=True)
    assert found == {name: [] for name in [*pages, "link of nobody"]}
