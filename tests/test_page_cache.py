"""Kept pages: the same for everyone, renewed by every recorded act, and nothing of a reader ever in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.test import Client, override_settings
from django.urls import path, reverse

from foia.wording import FoiaEvent
from pasocial.config import urls as config_urls
from pasocial.office.record import registry
from pasocial.office.record.settings_store.operations import change_setting
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.page_cache import (
    FRAME,
    MARK,
    KeptPages,
    forget_pages,
    same_for_everyone,
    subjects_shown,
    while_unchanged,
)
from tests.fixtures import signed_in_client, user_with

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
made: list[str] = []


def _page(request: HttpRequest) -> HttpResponse:
    made.append(request.get_full_path())
    who = request.user.email if request.user.is_authenticated else "nobody"
    return HttpResponse(f"page {len(made)} for {who} in {request.LANGUAGE_CODE}")


def _with_token(request: HttpRequest) -> HttpResponse:
    made.append("token")
    return HttpResponse(get_token(request))


def _with_message(request: HttpRequest) -> HttpResponse:
    made.append("message")
    messages.info(request, "solo per te")
    shown = engines["django"].from_string("{% for one in messages %}{{ one }}{% endfor %}")
    return HttpResponse(shown.render({}, request))


def _with_session(request: HttpRequest) -> HttpResponse:
    made.append("session")
    request.session["grant"] = "PRATICA-1"
    return HttpResponse("granted")


def _with_cookie(request: HttpRequest) -> HttpResponse:
    made.append("cookie")
    response = HttpResponse("x")
    response.set_cookie("own", "1")
    return response


def _missing(request: HttpRequest) -> HttpResponse:
    made.append("missing")
    return HttpResponse("gone", status=404)


urlpatterns = [
    path("kept/", same_for_everyone("prova.pages")(_page)),
    path("en/kept/", same_for_everyone("prova.pages")(_page)),
    path("unmarked/", _page),
    path("token/", same_for_everyone("prova.pages")(_with_token)),
    path("message/", same_for_everyone("prova.pages")(_with_message)),
    path("session/", same_for_everyone("prova.pages")(_with_session)),
    path("cookie/", same_for_everyone("prova.pages")(_with_cookie)),
    path("missing/", same_for_everyone("prova.pages")(_missing)),
    *config_urls.urlpatterns,
]

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _keeping(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    settings.PAGES_KEPT_SECONDS = 30
    made.clear()
    cache.clear()


def text(client: Client, address: str = "/kept/", **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def test_second_stranger_gets_the_kept_page_without_query(django_assert_num_queries: Any) -> None:
    first = Client().get("/kept/")
    with django_assert_num_queries(0):
        second = Client().get("/kept/")
    assert (first.content, len(made)) == (second.content, 1)
    assert dict(first.headers) == dict(second.headers)
    assert second["ETag"] == first["ETag"] != ""
    assert second["Cache-Control"] == "public, no-cache"
    assert second["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in second["Content-Security-Policy"]


def test_unchanged_page_is_not_sent_again_and_a_changed_one_is() -> None:
    first = Client().get("/kept/")
    again = Client().get("/kept/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    forget_pages()
    changed = Client().get("/kept/", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.content) == (200, b"page 2 for nobody in it")


def test_signed_in_person_never_fills_the_kept_page() -> None:
    person = user_with("foia")
    hers = signed_in_client(person)
    answer = hers.get("/kept/")
    assert person.email in answer.content.decode()
    assert set(answer["Cache-Control"].split(", ")) == {"no-cache", "private"}
    assert "ETag" not in answer.headers
    assert text(Client()) == "page 2 for nobody in it"


def test_signed_in_person_never_gets_the_kept_page() -> None:
    stranger = Client().get("/kept/")
    person = user_with("foia")
    answer = signed_in_client(person).get("/kept/", headers={"If-None-Match": stranger["ETag"]})
    assert (answer.status_code, person.email in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "anything"])
def test_reader_with_any_cookie_neither_gets_nor_fills_it(name: str) -> None:
    assert text(Client()) == "page 1 for nobody in it"
    known = Client()
    known.cookies[name] = "x"
    assert text(known, "/kept/") == "page 2 for nobody in it"
    assert text(known, "/kept/?new") == "page 3 for nobody in it"
    assert text(Client(), "/kept/?new") == "page 4 for nobody in it"


def test_reader_with_a_credential_or_wanting_a_fragment_is_no_stranger() -> None:
    text(Client())
    assert text(Client(), authorization="Bearer x") == "page 2 for nobody in it"
    assert text(Client(), **{"HX-Request": "true"}) == "page 3 for nobody in it"


@pytest.mark.parametrize("what", ["token", "message", "session", "cookie", "missing"])
def test_page_that_carries_something_of_the_reader_is_not_kept_although_marked(what: str) -> None:
    for _ in range(2):
        answer = Client().get(f"/{what}/")
        assert "ETag" not in answer.headers
    assert made == [what, what]


def test_unmarked_page_is_not_kept() -> None:
    assert [text(Client(), "/unmarked/"), text(Client(), "/unmarked/")] == [
        "page 1 for nobody in it",
        "page 2 for nobody in it",
    ]


def test_language_host_and_query_have_pages_of_their_own() -> None:
    with override_settings(ALLOWED_HOSTS=["one.example", "two.example", "testserver"]):
        texts = [
            text(Client()),
            text(Client(), "/en/kept/"),
            text(Client(), "/kept/?page=2"),
            Client().get("/kept/", headers={"host": "two.example"}).content.decode(),
        ]
    assert texts == [
        "page 1 for nobody in it",
        "page 2 for nobody in en",
        "page 3 for nobody in it",
        "page 4 for nobody in it",
    ]
    assert text(Client(), "/en/kept/") == texts[1]


def test_page_made_while_something_changed_is_already_old() -> None:
    def change_meanwhile(request: HttpRequest) -> HttpResponse:
        made.append("made")
        if len(made) == 1:
            forget_pages()
        return _plain(f"{len(made)}")

    kept = KeptPages(change_meanwhile)
    answers = [kept(_request()).content for _ in range(3)]
    assert answers == [b"1", b"2", b"2"]


def test_recorded_act_renews_the_pages(django_capture_on_commit_callbacks: Any) -> None:
    text(Client())
    with django_capture_on_commit_callbacks(execute=True):
        change_setting(key="body_name", value="Comune Nuovo", by=Actor.system("test"), at=NOW)
    assert text(Client()) == "page 2 for nobody in it"


def test_what_happens_at_a_busy_desk_leaves_the_pages_of_others_kept(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Two hundred messages a second would otherwise leave no page kept."""
    text(Client())
    with django_capture_on_commit_callbacks(execute=True):
        for event in (FoiaEvent.FILED, FoiaEvent.WRITTEN_BY_CITIZEN):
            record(event=event, about="foia.request:1", by=Actor.system("test"), at=NOW)
    assert text(Client()) == "page 1 for nobody in it"
    forget_pages(["prova.pages"])
    assert text(Client()) == "page 2 for nobody in it"


@pytest.mark.parametrize(
    ("event", "old"),
    [
        ("foia.message.received", set()),
        ("foia.topic.joined", set()),
        ("foia.request.filed", {"figures", "register", "site"}),
        ("foia.register.hidden", {"figures", "register", "site"}),
        ("office.file.removed", {"register", "site"}),
        ("office.setting.changed", {"figures", "register", "site"}),
    ],
)
def test_each_event_makes_the_pages_old_that_it_changes(
    event: str, old: set[str], django_capture_on_commit_callbacks: Any
) -> None:
    addresses = {
        "register": "/accesso-civico/registro/",
        "figures": "/accesso-civico/statistiche/",
        "site": "/cerca/?q=mensa",
    }
    for address in addresses.values():
        Client().get(address)
    with django_capture_on_commit_callbacks(execute=True):
        record(event=event, about="foia.request:1", by=Actor.system("test"), at=NOW)
    # A kept page is given before anybody's session is looked for.
    made_again = {
        name for name, address in addresses.items() if hasattr(Client().get(address).wsgi_request, "session")
    }
    assert made_again == old


def test_every_subject_that_a_page_shows_is_changed_by_some_event() -> None:
    reverse("foia:register")  # loads every view
    changed = {
        subject
        for desk in registry.desks().values()
        for subjects in desk.public_events.values()
        for subject in subjects
    }
    assert subjects_shown() - {"prova.pages", "prova"} == changed


def test_nothing_is_kept_when_turned_off_or_too_long(settings: Any) -> None:
    long = "/kept/?q=" + "a" * 300
    assert text(Client(), long) != text(Client(), long)
    settings.PAGES_KEPT_SECONDS = 0
    assert text(Client()) != text(Client())


@pytest.mark.parametrize(
    "address",
    ["/accesso-civico/", "/accesso-civico/registro/", "/accesso-civico/statistiche/", "/cerca/?q=mensa"],
)
def test_public_pages_opt_in(address: str, django_assert_num_queries: Any) -> None:
    first = Client().get(address)
    with django_assert_num_queries(0):
        second = Client().get(address)
    assert (first.status_code, first.content) == (200, second.content)
    assert second["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "address", ["/accesso-civico/nuova/", "/accesso-civico/richieste/", "/account/login/"]
)
def test_pages_with_forms_are_never_public(address: str) -> None:
    answer = Client().get(address)
    assert "ETag" not in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def _request() -> HttpRequest:
    from django.test import RequestFactory

    return RequestFactory().get("/same/")


def _plain(content: str) -> HttpResponse:
    response = HttpResponse(content)
    setattr(response, MARK, frozenset({FRAME}))
    return response


def test_figures_are_made_again_only_after_a_change(settings: Any) -> None:
    settings.PAGES_KEPT_SECONDS = 30
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [while_unchanged("prova.pages", "prova", make) for _ in range(2)] == [1, 1]
    forget_pages(["other.pages"])
    assert while_unchanged("prova.pages", "prova", make) == 1
    forget_pages(["prova.pages"])
    assert while_unchanged("prova.pages", "prova", make) == 2
    settings.PAGES_KEPT_SECONDS = 0
    assert while_unchanged("prova.pages", "prova", make) == 3
