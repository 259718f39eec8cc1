"""Writing in a real browser: files looked at before they leave, and a draft that survives tabs, networks and sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from foia.models import AccessRequest
from foia.operations import triage
from pasocial.language import address_in
from pasocial.office.record.trail.actor import Actor
from tests.browsing import drawings, faults_of, open_browser
from tests.fixtures import signed_in_client, user_with
from tests.foia.portal.conftest import Citizen

TELLS_OF = (
    "foia/portal/views/filing/pages.py",
    "pasocial/office/files/drafts/unsent.py",
    "pasocial/design/static/design/js/drafts.js",
    "pasocial/design/static/design/js/forms.js",
)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: Any) -> Callable[..., str]:
    citizen = Citizen().begins()
    return lambda step, language="it": f"{live_server.url}{address_in(language, citizen.address(step))}"


def state(page: Any, words: str) -> None:
    page.locator("[data-autosave-state]", has_text=words).first.wait_for()


@pytest.mark.parametrize("width", drawings(390, 1280))
@pytest.mark.parametrize("language", drawings("it", "en"))
def test_too_large_and_empty_files_are_said_at_the_choice(
    live_server: Any, address: Callable[..., str], tmp_path: Path, width: int, language: str
) -> None:
    for name, size in (("grande.txt", 42_000_000), ("vuoto.txt", 0), ("nota.txt", 900)):
        (tmp_path / name).write_bytes(b"a" * size)
    with open_browser(live_server.url, width=width) as page:
        page.goto(address("file", language))
        page.set_input_files(
            "input[type=file]", [tmp_path / name for name in ("grande.txt", "vuoto.txt", "nota.txt")]
        )
        said = page.locator("[data-drop-list] li").all_inner_texts()
        assert said[0] == "nota.txt (1 kB)"
        assert {"it": "grande.txt» è di 42 MB", "en": "grande.txt” is 42 MB"}[language] in said[1]
        assert len(said) == 3
        assert page.evaluate(
            "[...document.querySelector('input[type=file]').files].map((file) => file.name)"
        ) == ["nota.txt"]
        page.click("button[value=upload]")
        page.locator(".pa-kept li", has_text="nota.txt").wait_for()
        assert faults_of(page) == []
        page.click(".pa-kept button")
        page.locator(".pa-kept").wait_for(state="detached")


def test_text_survives_a_lost_network(live_server: Any, address: Callable[..., str]) -> None:
    with open_browser(live_server.url, width=390) as page:
        page.goto(address("richiesta"))
        page.route(
            "**/richiesta/",
            lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
        )
        page.fill("textarea", "Chiedo le determine del 2025.")
        state(page, "Quello che hai scritto resta in questa pagina")
        assert page.input_value("textarea") == "Chiedo le determine del 2025."
        page.unroute("**/richiesta/")
        page.click("button:has-text('Salva di nuovo')")
        state(page, "Bozza salvata alle")
        page.reload()
        assert page.input_value("textarea") == "Chiedo le determine del 2025."


def test_two_tabs_keep_both_texts(live_server: Any, address: Callable[..., str]) -> None:
    with open_browser(live_server.url, width=1280) as older:
        older.goto(address("richiesta"))
        newer = older.context.new_page()
        newer.goto(address("richiesta"))
        newer.fill("textarea", "Il testo della seconda scheda, lungo abbastanza.")
        state(newer, "Bozza salvata alle")
        newer.fill("textarea", "Il testo della seconda scheda, ancora più lungo.")
        older.fill("textarea", "Il testo della prima scheda, lungo abbastanza.")
        state(older, "un testo diverso e più recente")
        assert older.locator("[data-autosave-open=overtaken]").is_visible()
        assert older.input_value("textarea") == "Il testo della prima scheda, lungo abbastanza."
        older.fill("input[name=subject]", "Spese per il verde")
        older.click("button:has-text('Continua')")
        older.locator("text=come è stato salvato altrove").wait_for()
        assert "Il testo della seconda scheda" in older.inner_text(".pa-quote")
        assert older.input_value("textarea") == "Il testo della prima scheda, lungo abbastanza."
        assert [fault for fault in faults_of(older) if "409" not in fault] == []


def test_officer_whose_session_ended_keeps_her_text_and_saves_it_after_signing_in_again(
    live_server: Any, filed_request: Callable[..., AccessRequest]
) -> None:
    request = filed_request(at=timezone.now() - timedelta(days=2))
    editor = user_with("foia", "editor", full_name="Elena Istruttrice")
    first, second = signed_in_client(editor), signed_in_client(editor)
    session = second.cookies[settings.SESSION_COOKIE_NAME].value
    with open_browser(live_server.url, client=first, width=390) as page:
        page.goto(live_server.url + reverse("foia_staff:case_tab", args=[request.pk, "messaggi"]))
        page.context.clear_cookies()
        page.locator("details:has(#modulo-annota) summary").first.click() if page.locator(
            "details:has(#modulo-annota):not([open]) summary"
        ).count() else None
        page.fill("#modulo-annota textarea", "Ho telefonato all'ufficio tecnico.")
        state(page, "La sessione è finita")
        assert page.input_value("#modulo-annota textarea") == "Ho telefonato all'ufficio tecnico."
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        page.click("#modulo-annota button:has-text('Salva di nuovo')")
        state(page, "Bozza salvata alle")


def test_one_file_of_a_decision_is_checked_at_the_choice_too(
    live_server: Any, filed_request: Callable[..., AccessRequest], tmp_path: Path
) -> None:
    request = filed_request(at=timezone.now() - timedelta(days=2))
    editor = user_with("foia", "editor", full_name="Elena Istruttrice")
    triage.take_on(request_id=request.pk, user=editor, by=Actor.staff(editor), at=timezone.now())
    (tmp_path / "grande.txt").write_bytes(b"a" * 21_000_000)
    with open_browser(live_server.url, client=signed_in_client(editor), width=1280) as page:
        page.goto(live_server.url + reverse("foia_staff:case_tab", args=[request.pk, "decisione"]))
        field = page.locator("input[type=file]").first
        field.set_input_files(tmp_path / "grande.txt")
        assert "«grande.txt» è di 21 MB" in page.locator("[data-file-refused]").first.inner_text()
        assert field.evaluate("(input) => input.files.length") == 0


@pytest.mark.parametrize("width", drawings(390, 1280))
def test_files_are_added_and_taken_away_without_scripts(
    live_server: Any, address: Callable[..., str], tmp_path: Path, width: int
) -> None:
    (tmp_path / "nota.txt").write_bytes(b"una nota")
    with open_browser(live_server.url, width=width, javascript=False) as page:
        page.goto(address("file"))
        page.set_input_files("input[type=file]", tmp_path / "nota.txt")
        page.click("button[value=upload]")
        page.click(".pa-kept button:has-text('Togli')")
        assert page.locator(".pa-kept").count() == 0
