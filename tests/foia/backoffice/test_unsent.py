"""Text a colleague has not sent yet: two tabs, an ended session, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foia.models import AccessRequest
from pasocial.office.files.drafts import unsent
from pasocial.office.people.identity.models import User

TELLS_OF = ("foia/backoffice/views/case.py", "foia/backoffice/views/deciding.py")
pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Requested-With": "autosave"}


def words_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def messages_of(request: AccessRequest) -> str:
    return reverse("foia_staff:case_tab", args=[request.pk, "messaggi"])


def saving_address(client: Client, request: AccessRequest, action: str) -> str:
    """Where an open page saves: its address carries what the page has seen."""
    found = re.search(
        rf'data-autosave="([^"]*/non-inviato/{action}/[^"]*)"',
        client.get(messages_of(request)).content.decode(),
    )
    assert found
    return unescape(found[1])


def saves(client: Client, address: str, body: str, seen: str = "") -> Any:
    typed = {"body": body, **({"autosave_seen": seen} if seen else {})}
    return client.post(address, typed, headers=AUTOSAVE)


@pytest.mark.parametrize("action", ["rispondi", "annota", "consulta"])
def test_older_tab_never_overwrites_a_newer_text(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User], action: str
) -> None:
    request, client = worked(), browser("editor")
    older, newer = (saving_address(client, request, action) for _tab in range(2))
    assert saves(client, newer, "La seconda scheda.").status_code == 204
    told = saves(client, older, "La prima scheda.")
    assert told.status_code == 409
    kept = unsent.kept(case=request.about, user=desk["editor"], forms=(action,))
    assert kept[action]["body"] == "La seconda scheda."
    # Chosen knowingly, the older one is kept.
    assert saves(client, older, "La prima scheda.", told["X-Autosave-Seen"]).status_code == 204
    assert (
        unsent.kept(case=request.about, user=desk["editor"], forms=(action,))[action]["body"]
        == "La prima scheda."
    )


def test_draft_of_a_decision_is_guarded_too(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, client = worked(), browser("editor")
    page = client.get(reverse("foia_staff:case_tab", args=[request.pk, "decisione"])).content.decode()
    address = unescape(re.search(r'data-autosave="([^"]+)"', page)[1])  # type: ignore[index]
    other = address.rpartition(".")[0] + ".another-page"
    assert client.post(other, {"reasons": "Le ragioni nuove."}, headers=AUTOSAVE).status_code == 204
    assert client.post(address, {"reasons": "Le ragioni vecchie."}, headers=AUTOSAVE).status_code == 409
    kept = unsent.kept(case=request.about, user=desk["editor"], forms=("decisione",))
    assert kept["decisione"]["reasons"] == "Le ragioni nuove."


def test_one_tab_saves_as_often_as_it_likes(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest]
) -> None:
    request, client = worked(), browser("editor")
    address = saving_address(client, request, "annota")
    assert [saves(client, address, f"Nota {n}.").status_code for n in range(3)] == [204, 204, 204]


def test_sending_one_text_does_not_forget_the_other(
    browser: Callable[[str], Client], worked: Callable[..., AccessRequest], desk: dict[str, User]
) -> None:
    request, client = worked(), browser("editor")
    older, newer = (saving_address(client, request, "annota") for _tab in range(2))
    saves(client, newer, "La seconda scheda.")
    note = {"body": "La prima scheda.", "autosave_seen": older.rpartition("=")[2]}
    client.post(reverse("foia_staff:action", args=[request.pk, "annota"]), note)
    assert unsent.kept(case=request.about, user=desk["editor"], forms=("annota",)) == {
        "annota": {"body": "La seconda scheda."}
    }
    note = {"body": "La seconda scheda.", "autosave_seen": newer.rpartition("=")[2]}
    client.post(reverse("foia_staff:action", args=[request.pk, "annota"]), note)
    assert unsent.kept(case=request.about, user=desk["editor"], forms=("annota",)) == {}


def test_text_sent_after_the_session_ended_comes_back_to_be_copied(
    client: Client, worked: Callable[..., AccessRequest]
) -> None:
    request = worked()
    address = reverse("foia_staff:action", args=[request.pk, "annota"])
    told = client.post(address, {"body": "Ho telefonato all'ufficio tecnico."})
    assert told.status_code == 403
    assert "Ho telefonato all'ufficio tecnico.</textarea>" in words_of(told)
    assert "/account/login/?next=" in words_of(told)
    assert told["Cache-Control"] == "no-store, private"
    saving = client.post(
        reverse("foia_staff:unsent", args=[request.pk, "annota"]), {"body": "x" * 50}, headers=AUTOSAVE
    )
    assert saving.status_code == 302
    foreign = client.post(
        address, {"body": "Testo di un altro sito."}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 302
