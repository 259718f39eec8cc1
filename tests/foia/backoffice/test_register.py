"""The register as staff see it: each view holds as many lines as it says, and so does the tile of who approves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from foia.models import AccessRequest, RegisterEntry
from foia.queries import tiles
from pasocial.office.people.identity.models import User
from tests.foia.backoffice.reading import page

pytestmark = pytest.mark.django_db
QUEUE = "/redazione/foia/registro/"


@pytest.fixture
def entry(fresh: Callable[..., AccessRequest]) -> Callable[..., RegisterEntry]:
    def make(subject: str, *, state: str = "proposed", days_ago: int = 1) -> RegisterEntry:
        request, now = fresh(subject=subject), timezone.now()
        words: dict[str, Any] = {"public_subject": subject, "approved_at": now} if state != "proposed" else {}
        return RegisterEntry.objects.create(
            request=request,
            slug=f"{request.year}-{request.sequence:07d}",
            kind=request.kind,
            received_on=request.received_on,
            outcome="granted",
            decided_on=timezone.localdate() - timedelta(days=days_ago),
            state=state,
            proposed_at=now - timedelta(days=days_ago),
            **words,
        )

    return make


def titles(client: Client, address: str = QUEUE) -> list[str]:
    return [link.text for link in page(client.get(address)).select("tr[data-row] th a")]


def test_every_view_and_the_tile_say_how_many_lines_there_are(
    entry: Callable[..., RegisterEntry], browser: Callable[[str], Client], desk: dict[str, User]
) -> None:
    for number, state in enumerate(("proposed", "proposed", "approved", "hidden")):
        entry(f"Voce numero {number}", state=state)
    head = browser("head")
    links = page(head.get(QUEUE)).select("nav a[href*='/redazione/foia/registro/']:has(.pa-tab-count)")
    said = {link["href"]: int(link.select_one(".pa-tab-count").text) for link in links}  # type: ignore[union-attr]
    assert said == {QUEUE: 2, f"{QUEUE}?stato=approved": 1, f"{QUEUE}?stato=hidden": 1}
    assert said == {address: len(titles(head, address)) for address in said}
    tile = tiles.entries_tile(desk["head"])
    assert tile is not None
    assert (tile["count"], [one["label"] for one in tile["items"]]) == (
        2,
        ["Approva: Voce numero 0", "Approva: Voce numero 1"],
    )
    assert tiles.entries_tile(desk["viewer"]) is None
    assert "Voci del registro da approvare" in page(head.get("/redazione/")).text


def test_the_oldest_proposal_comes_first_and_the_newest_decision(
    entry: Callable[..., RegisterEntry], browser: Callable[[str], Client]
) -> None:
    for state in ("proposed", "approved"):
        for days_ago in (1, 9, 5):
            entry(f"Di {days_ago} giorni fa", state=state, days_ago=days_ago)
    reader = browser("viewer")
    assert titles(reader) == ["Di 9 giorni fa", "Di 5 giorni fa", "Di 1 giorni fa"]
    assert titles(reader, f"{QUEUE}?stato=approved") == [
        "Di 1 giorni fa",
        "Di 5 giorni fa",
        "Di 9 giorni fa",
    ]
    assert titles(reader, f"{QUEUE}?stato=proposed") == titles(reader)


def test_what_waits_is_found_by_its_request_and_with_a_wrong_letter(
    entry: Callable[..., RegisterEntry], browser: Callable[[str], Client]
) -> None:
    entry("Spese per le luminarie")
    entry("Orari della mensa")
    assert titles(browser("viewer"), f"{QUEUE}?q=luminnarie") == ["Spese per le luminarie"]
