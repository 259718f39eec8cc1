"""The form reader does what a person at a browser without scripts does, and nothing that she could not do.

What is sent is compared byte for byte with what Chromium sends from the same page.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import path
from pytest_django.live_server_helper import LiveServer

from tests.browsing import open_browser
from tests.form_reader import FormReader
from tests.page_forms import BOUNDARY

PAGES: dict[str, str] = {}
HEARD: list[tuple[str, ...]] = []


def shown(request: HttpRequest, name: str) -> HttpResponse:
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    return page_of(PAGES[name].replace("TOKEN", token))


def page_of(main: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>Prova</title><main>{main}</main>", status=status)


def heard(request: HttpRequest) -> HttpResponse:
    """Writes down what came: method, question, kind, body without what differs from call to call."""
    kind = str(request.content_type) if request.method == "POST" else ""
    boundary = request.META.get("CONTENT_TYPE", "")
    body = request.body.decode()
    if "boundary=" in boundary:
        body = body.replace(boundary.rpartition("boundary=")[2], BOUNDARY)
    body = re.sub(r'(csrfmiddlewaretoken(=|"\r\n\r\n))\w+', r"\1X", body)
    HEARD.append((str(request.method), request.META["QUERY_STRING"], kind, body))
    return page_of("Ricevuto")


def reads_the_body_first(get_response: Any) -> Any:
    """Once the form is parsed, the bytes are gone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        assert request.body is not None
        return get_response(request)  # type: ignore[no-any-return]

    return middleware


def led_on(request: HttpRequest, status: int) -> HttpResponse:
    answer = redirect("/ricevi/")
    answer.status_code = status
    return answer


def file_of(request: HttpRequest, name: str) -> HttpResponse:
    disposition = "attachment" if name == "intero" else "inline"
    return HttpResponse(
        b"x" if name != "vuoto" else b"",
        headers={"Content-Disposition": f'{disposition}; filename="atto.pdf"'},
    )


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page_of(reason, 403)


def answered(request: HttpRequest, status: int) -> HttpResponse:
    return page_of("Risposta", status)


urlpatterns = [
    path("pagina/<name>/", shown),
    path("ricevi/", heard),
    path("porta/<int:status>/", led_on),
    path("file/<name>/", file_of),
    path("esito/<int:status>/", answered),
    path("giro/", lambda request: redirect("/giro/")),
]


@pytest.fixture(autouse=True)
def _a_site_of_its_own() -> Any:
    only_csrf = [f"{__name__}.reads_the_body_first", "django.middleware.csrf.CsrfViewMiddleware"]
    refused = f"{__name__}.refused"
    with override_settings(
        ROOT_URLCONF=__name__, MIDDLEWARE=only_csrf, ALLOWED_HOSTS=["*"], CSRF_FAILURE_VIEW=refused
    ):
        yield
    PAGES.clear()
    HEARD.clear()


def at(main: str, name: str = "una") -> FormReader:
    """Somebody who looks at a page of which this is the main part."""
    PAGES[name] = main
    reader = FormReader()
    reader.opens(f"/pagina/{name}/")
    return reader


def posted(inner: str, attributes: str = "") -> str:
    return f'<form method="post" action="/ricevi/" {attributes}>TOKEN{inner}<button>Invia</button></form>'


# Forms in which browsers and home-made readers part; each is sent by the button «Invia».
TRICKY = {
    "hidden, checked and unchecked boxes": posted(
        '<input type="hidden" name="versione" value="3">'
        '<input type="checkbox" name="a" checked><input type="checkbox" name="b" value="2" checked>'
        '<input type="checkbox" name="c"><input type="radio" name="d" value="1">'
        '<input type="radio" name="d" value="2" checked>'
    ),
    "a list sends its first option, not one that is closed": posted(
        '<select name="a"><option value="1" disabled>Uno</option><option value="2">Due</option></select>'
        '<select name="b"><option>Con  spazi</option><option selected>Altro</option></select>'
        '<select name="c" multiple><option value="1" selected>1</option><option value="2" selected>2</option>'
        "<option>3</option></select>"
        '<select name="d" multiple><option>1</option></select><select name="e"></select>'
    ),
    "disabled controls and those without a name send nothing": posted(
        '<input name="a" value="1" disabled><input value="2"><fieldset disabled><legend><input name="b" value="3">'
        '</legend><input name="c" value="4"><textarea name="d">x</textarea></fieldset>'
        '<input name="e" value="5" readonly>'
    ),
    "controls elsewhere on the page name their form": '<input name="fuori" value="1" form="f">'
    + posted('<input name="dentro" value="2"><input name="altrui" value="3" form="g">', 'id="f"')
    + '<input name="dopo" value="4" form="f"><form id="g"></form>',
    "words keep their lines": posted(
        '<textarea name="a">\nprima\nseconda</textarea><textarea name="b">\n\nvuota sopra</textarea>'
        '<input name="c" value="due\nrighe"><input type="hidden" name="d" value="due\nrighe">'
    ),
    "only the button that was pressed": '<form method="post" action="/ricevi/">TOKEN'
    '<button name="atto" value="uno">Altro</button><input name="a" value="è &amp; ò +">'
    '<button name="atto" value="due">Invia</button><input type="submit" name="atto" value="Terzo">'
    '<button type="button" name="x">Niente</button></form>',
    "a button says where and how": '<form action="/non-esiste/"><input name="a" value="1">TOKEN'
    '<button formaction="/ricevi/?da=qui" formmethod="post" formenctype="multipart/form-data">Invia</button></form>',
    "a question replaces the one in the address": '<form action="/ricevi/?vecchia=1"><input name="q" value="più aria">'
    "<button>Invia</button></form>",
    "files": posted(
        '<input type="file" name="a"><input type="text" name="b" value="à">', 'enctype="multipart/form-data"'
    ),
    "files without the encoding for them are names": posted('<input type="file" name="a">'),
    "a door that leads on by the same way": '<form method="post" action="/porta/307/">TOKEN<input name="a" value="1">'
    "<button>Invia</button></form>",
    "a door that is read": '<form method="post" action="/porta/303/">TOKEN<button>Invia</button></form>',
}


@pytest.mark.browser
def test_what_it_sends_is_what_chromium_sends() -> None:
    ours = {}
    for what, main in TRICKY.items():
        at(main).presses("Invia")
        ours[what] = HEARD.pop()
    theirs = {}
    server = LiveServer("localhost")
    try:
        with open_browser(server.url, javascript=False) as page:
            for what, main in TRICKY.items():
                PAGES["una"] = main
                page.goto("/pagina/una/")
                page.get_by_role("button", name="Invia", exact=True).click()
                page.get_by_text("Ricevuto").wait_for()
                theirs[what] = HEARD.pop()
    finally:
        server.stop()
    assert ours == theirs
    assert len(theirs) == len(TRICKY)


@pytest.mark.browser
def test_a_chosen_file_is_sent_as_chromium_sends_it(tmp_path: Path) -> None:
    chosen = [tmp_path / "mappa «uno».txt", tmp_path / "due.pdf"]
    for number, one in enumerate(chosen):
        one.write_bytes(f"Parole\n{number}\r\n".encode())
    main = posted(
        '<label>Allegati <input type="file" name="a" multiple></label>', 'enctype="multipart/form-data"'
    )
    reader = at(main)
    reader.attaches("Allegati", chosen)
    reader.presses("Invia")
    ours = HEARD.pop()
    server = LiveServer("localhost")
    try:
        with open_browser(server.url, javascript=False) as page:
            page.goto("/pagina/una/")
            page.get_by_label("Allegati").set_input_files([str(one) for one in chosen])
            page.get_by_role("button", name="Invia").click()
            page.get_by_text("Ricevuto").wait_for()
    finally:
        server.stop()
    assert ours == HEARD.pop()


def test_what_is_typed_ticked_chosen_and_picked_is_sent() -> None:
    reader = at(
        posted(
            '<label for="a">Oggetto (obbligatorio)</label><input id="a" name="a" value="prima">'
            '<label>Corpo <textarea name="b">vecchio</textarea></label>'
            '<label><input type="checkbox" name="c" checked> Avvisatemi</label>'
            '<label><input type="checkbox" name="d"> Accetto</label>'
            '<label><input type="radio" name="e" value="1" checked> Sì</label>'
            '<label><input type="radio" name="e" value="2"> No</label>'
            '<label>Tipo <select name="f"><option value="x" selected>Uno</option>'
            '<option value="y">Due</option></select></label>'
            '<label>Entro il <input type="date" name="g"></label>'
        )
    )
    reader.writes("Oggetto", "Verde")
    reader.writes("Corpo", "una\ndue")
    reader.ticks("Avvisatemi")
    reader.ticks("Accetto")
    reader.chooses("No")
    reader.picks("Tipo", "Due")
    reader.dates("Entro il", date(2030, 12, 12))
    assert [reader.typed(label) for label in ("Oggetto", "Corpo", "Tipo")] == ["Verde", "una\ndue", "y"]
    reader.presses("Invia")
    assert HEARD.pop()[3] == "csrfmiddlewaretoken=X&a=Verde&b=una%0D%0Adue&d=on&e=2&f=y&g=2030-12-12"


REFUSED = {
    "absent": ("<form><button>Salva</button></form>", r"no button «Invia» in main of .*, but \['Salva'\]"),
    "disabled": ("<form><button disabled>Invia</button></form>", "is disabled"),
    "in a disabled set": ("<form><fieldset disabled><button>Invia</button></fieldset></form>", "is disabled"),
    "hidden": ("<form><p hidden><button>Invia</button></p></form>", "is hidden"),
    "not read out": ('<form><button aria-hidden="true">Invia</button></form>', "is hidden"),
    "folded away": (
        "<details><summary>Altro</summary><form><button>Invia</button></form></details>",
        "folded",
    ),
    "of no form": ("<button>Invia</button>", "belongs to no form"),
    "of a form that needs more": (
        '<form><input name="a" required><button>Invia</button></form>',
        "a is required",
    ),
    "of a form with a wrong address": (
        '<form><input name="a" type="email" value="anna"><button>Invia</button></form>',
        "a is no address",
    ),
    "of a form with nothing chosen": (
        '<form><input name="a" type="radio" required><button>Invia</button></form>',
        "a is required",
    ),
    "elsewhere than she looks": ("<form><button>Invia</button></form><section></section>", "no button"),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_button_that_nobody_can_press_is_not_pressed(what: str) -> None:
    main, why = REFUSED[what]
    reader = at(main)
    with pytest.raises(AssertionError, match=why):
        reader.presses("Invia", within="section" if what == "elsewhere than she looks" else "main")
    assert HEARD == []


def test_button_that_can_be_pressed_is_taken_before_one_of_the_same_name_that_cannot() -> None:
    reader = at(
        '<form action="/non-esiste/"><button disabled>Invia</button></form>'
        + posted("")
        + "<button>Invia tutto</button>"
    )
    assert reader.buttons() == ["Invia", "Invia tutto"]
    reader.presses("Invia")
    assert HEARD.pop()[0] == "POST"


def test_form_that_leaves_the_checking_to_us_is_sent_as_it_is() -> None:
    at(posted('<input name="a" required>', "novalidate")).presses("Invia")
    at(posted('<input name="a" required><button formnovalidate>Salva</button>')).presses("Salva")
    assert len(HEARD) == 2


def test_what_is_folded_away_is_read_and_used_only_once_it_is_unfolded() -> None:
    reader = at(f"<details><summary>Altro</summary><p>Segreto</p>{posted('')}</details>")
    assert (reader.sees("Segreto"), reader.sees("altro"), reader.buttons()) == (False, True, [])
    reader.unfolds("Altro")
    assert reader.sees("segreto")
    reader.presses("Invia")
    assert len(HEARD) == 1


def test_token_against_forgery_is_looked_at() -> None:
    PAGES["una"] = posted("").replace("TOKEN", "")
    reader = FormReader()
    reader.opens("/pagina/una/")
    with pytest.raises(AssertionError, match="403"):
        reader.presses("Invia")


def test_link_is_followed_by_its_name_and_one_to_a_part_of_the_page_must_lead_somewhere() -> None:
    reader = at(
        '<a href="/esito/200/">Avanti <span hidden>adagio</span></a><a href="#qui">Sotto</a><a href="#altrove">Nulla</a>'
        '<a href="https://altro.example/">Fuori</a><details><summary>Piega</summary><p id="qui">Qui</p></details>'
    )
    reader.follows("Sotto")
    assert (reader.url, reader.sees("Qui")) == ("http://testserver/pagina/una/", True)
    for name, why in (("Nulla", "nowhere"), ("Fuori", "out of the house"), ("Avanti adagio", "no link")):
        with pytest.raises(AssertionError, match=why):
            reader.follows(name)
    reader.follows("Avanti")
    assert (reader.url, reader.sees("risposta")) == ("http://testserver/esito/200/", True)


@pytest.mark.parametrize(
    ("status", "readable"), [(200, True), (409, True), (422, True), (403, False), (500, False)]
)
def test_page_that_failed_is_no_page(status: int, readable: bool) -> None:
    reader = FormReader()
    if readable:
        reader.opens(f"/esito/{status}/")
        assert reader.answer.status_code == status
    else:
        with pytest.raises(AssertionError, match=f"/esito/{status}/: {status}"):
            reader.opens(f"/esito/{status}/")


def test_way_that_leads_round_is_left() -> None:
    with pytest.raises(AssertionError, match="round and round"):
        FormReader().opens("/giro/")


def test_file_is_a_download_with_its_name_and_she_stays_on_the_page() -> None:
    reader = at("".join(f'<a href="/file/{name}/">{name}</a>' for name in ("intero", "vuoto", "mostrato")))
    assert reader.downloads("intero") == "atto.pdf"
    assert reader.url == "http://testserver/pagina/una/"
    for name in ("vuoto", "mostrato"):
        with pytest.raises(AssertionError, match="is no download"):
            reader.downloads(name)


def test_names_are_those_that_are_read_out() -> None:
    reader = at(
        '<p id="uno">Cerca</p><p id="due">per parole</p><input aria-labelledby="uno due" value="1">'
        '<input aria-label="Codice" title="altro" value="2"><input title="Anno" value="3">'
        '<label for="x">Nome <span aria-hidden="true">*</span></label><input id="x" value="4">'
        '<label>Scelta <select><option value="5">Cinque</option></select></label>'
    )
    names = ("Cerca per parole", "Codice", "Anno", "Nome", "Scelta")
    assert [reader.typed(name) for name in names] == ["1", "2", "3", "4", "5"]
    with pytest.raises(AssertionError, match="no field «altro»"):
        reader.typed("altro")


def test_exact_name_comes_before_one_that_only_begins_so() -> None:
    reader = at('<label>Nome e cognome <input value="1"></label><label>Nome <input value="2"></label>')
    assert (reader.typed("Nome"), reader.typed("Nome e")) == ("2", "1")


def test_objections_are_told_by_field() -> None:
    reader = at(
        '<label for="a">Oggetto</label><input id="a" aria-invalid="true" aria-describedby="b c"><p id="b">In breve.</p>'
        '<p id="c">Manca.</p><label>Corpo <input></label>'
    )
    assert reader.objections() == {"Oggetto": "In breve. Manca."}


WRITTEN = {
    "read-only": ("<label>A <input readonly></label>", "read-only"),
    "too long": ('<label>A <input maxlength="2"></label>', "takes 2 letters"),
    "a box": ('<label>A <input type="checkbox"></label>', "nobody writes"),
    "a list": ("<label>A <select></select></label>", "nobody writes"),
    "disabled": ("<label>A <input disabled></label>", "disabled"),
    "absent": ("<label>B <input></label>", r"no field «A» in main of .*, but \['B'\]"),
}


@pytest.mark.parametrize("what", sorted(WRITTEN))
def test_nobody_writes_where_nothing_can_be_written(what: str) -> None:
    main, why = WRITTEN[what]
    with pytest.raises(AssertionError, match=why):
        at(main).writes("A", "parole")


def test_nobody_picks_what_is_not_offered_or_chooses_two_files_where_one_is_taken() -> None:
    reader = at(
        "<label>Tipo <select><option>Uno</option><option disabled>Due</option></select></label>"
        "<label>File <input type=file></label>"
    )
    with pytest.raises(AssertionError, match=r"does not offer «Tre» but \['Uno', 'Due'\]"):
        reader.picks("Tipo", "Tre")
    with pytest.raises(AssertionError, match="cannot be picked"):
        reader.picks("Tipo", "Due")
    with pytest.raises(AssertionError, match="takes one file"):
        reader.attaches("File", [Path("a"), Path("b")])


def test_words_of_neighbours_do_not_run_together_and_those_of_one_word_are_not_parted() -> None:
    reader = at(
        "<ul><li>uno</li><li>due</li></ul><p>tre<b>cento</b><br>e più</p><script>no</script><p hidden>no</p>"
    )
    assert reader.reads() == "uno due trecento e più"


def test_cookies_of_whoever_is_signed_in_are_brought_and_nothing_else() -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["sessionid"] = "s"
    reader = FormReader(client)
    assert reader.client.cookies["sessionid"].value == "s"
    assert (reader.client.handler.enforce_csrf_checks, client.handler.enforce_csrf_checks) == (True, False)
