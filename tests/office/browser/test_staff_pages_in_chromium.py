"""The staff's common pages in a real browser: no accessibility fault, nothing wider than the screen."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.people.members.operations import give_desk_role
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import operations as work
from tests.browsing import faults_of, open_browser
from tests.fixtures import coordinator, set_up_second_factor, signed_in_client, user_with

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def some_work(me: Any) -> dict[str, str]:
    """A day in the office; returns the addresses worth a look."""
    by, now, today = Actor.system("test"), timezone.now(), timezone.localdate()
    found = [
        work.open_item(
            desk=desk,
            kind="answer",
            about=f"{desk}.thing:{number}",
            title=f"Rispondere alla richiesta {number} sui verbali del consiglio e gli allegati",
            why="La richiesta è arrivata per PEC e il termine corre da allora.",
            due_on=today + timedelta(days=number - 4),
            by=by,
            at=now,
        )
        for number in range(1, 9)
        for desk in ("foia", "newsroom")
    ]
    for taken in found[::3]:
        desk_mate = user_with(taken.desk, "editor")
        work.assign(item_id=taken.pk, to=desk_mate, by=by, at=now)
    work.assign(item_id=found[0].pk, to=me, by=by, at=now)
    written = notices.write_mail(
        key="a",
        about="foia.request:1",
        template="office/account_notice",
        to="ada.rossi@example.org",
        language="it",
        context={
            "what": "La tua password è stata cambiata.",
            "when": now,
            "action_url": "https://example.org/",
        },
        at=now,
    )
    Mail.objects.filter(pk=written.pk).update(state="refused", error="550 5.1.1 casella sconosciuta")
    notices.tell(
        user_ids=[me.pk],
        key="n",
        kind="office.item_assigned",
        about=found[0].about,
        name="2026/0000001",
        title="Rispondere",
        url="/redazione/",
        at=now,
    )
    return {
        "dashboard": "/redazione/",
        "queue": "/redazione/attivita/",
        "queue_empty": "/redazione/attivita/?q=zzzz",
        "item": f"/redazione/attivita/{found[0].pk}/",
        "notices": "/redazione/avvisi/",
        "mailbox": "/redazione/posta/",
        "mail": f"/redazione/posta/{written.pk}/",
        "tokens": "/redazione/chiavi/",
        "second_factor": "/account/2fa/",
        "totp": "/account/2fa/totp/activate/",
        "sessions": "/account/sessions/",
        "password": "/account/password/change/",
        "passkey": "/account/2fa/webauthn/add/",
    }


@pytest.mark.parametrize(("width", "language"), [(390, "it")])
def test_pages_have_no_fault(width: int, language: str, live_server: Any) -> None:
    me = coordinator(full_name="Bruna Coordina")
    give_desk_role(user=me, desk="foia", role="head", by=Actor.system("test"), at=timezone.now())
    set_up_second_factor(me)
    addresses = some_work(me)
    client = signed_in_client(me)
    with open_browser(live_server.url, width=width, language=language) as page:
        faults = look(
            page,
            {"login": "/account/login/", "password_reset": "/account/password/reset/"},
            f"{width}-{language}",
        )
    with open_browser(live_server.url, width=width, language=language, client=client) as page:
        faults |= look(page, addresses, f"{width}-{language}")
    assert faults == {}


def look(page: Any, addresses: dict[str, str], label: str) -> dict[str, list[str]]:
    """Every fault by page; SCREENSHOTS=folder keeps pictures to look at."""
    faults = {}
    for name, address in addresses.items():
        answer = page.goto(address)
        found = faults_of(page, arrived=True)
        if answer.status >= 400:
            found.append(f"answered {answer.status}")
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{name}-{label}.png", full_page=True)
        if found:
            faults[name] = found
    return faults
