"""Whatever lies under /api/ answers in the same way, also where nothing lies."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from pasocial.rest import views
from tests.fixtures import signed_in_client
from tests.foia.api.conftest import problem

pytestmark = pytest.mark.django_db


def test_nothing_is_told_as_a_problem_in_the_language_asked():
    italian = problem(Client().get("/api/v1/boh/"), 404)
    english = problem(Client().get("/api/v1/boh/", headers={"Accept-Language": "en"}), 404)
    assert (italian["code"], italian["title"]) == ("not_found", "Non trovato")
    assert (english["code"], english["title"]) == ("not_found", "Not found")
    for path in ("/api/", "/api/boh", "/api/v1/", "/api/v2/foia/kinds/"):
        problem(Client().post(path, {}), 404)


def test_address_without_its_slash_leads_to_the_one_with_it():
    answer = Client().get("/api/v1/foia/register?q=a")
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/foia/register/?q=a")


def test_wrong_method_is_a_problem():
    answer = Client().delete("/api/v1/foia/kinds/")
    assert problem(answer, 405)["code"] == "method_not_allowed"
    assert "GET" in answer["Allow"]


def test_browsers_that_want_a_page_get_json():
    answer = Client().get("/api/v1/foia/kinds/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_unforeseen_error_is_logged_and_tells_nothing(monkeypatch, caplog):
    def fail(self, request):
        raise RuntimeError("segreto del database")

    from foia.api.views.public import Kinds

    monkeypatch.setattr(Kinds, "get", fail)
    with caplog.at_level(logging.ERROR, "pasocial.rest"):
        answer = Client().get("/api/v1/foia/kinds/")
    assert problem(answer, 500)["code"] == "error"
    assert "segreto" not in answer.content.decode()
    assert "segreto del database" in caplog.text


def test_body_beyond_the_limit_is_refused_unread(settings):
    settings.REST_MOST_BYTES = 10
    answer = Client().post("/api/v1/foia/requests/open/", {"code": "x" * 20}, content_type="application/json")
    assert problem(answer, 413)["code"] == "too_large"


def test_personal_answers_are_kept_by_nobody_and_public_ones_open_to_all(db):
    public = Client().get("/api/v1/foia/kinds/")
    personal = Client().post("/api/v1/foia/requests/open/", {}, content_type="application/json")
    assert public["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in personal
    assert (personal["Cache-Control"], personal["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")


def test_wagtail_admin_api_keeps_working(db):
    from django.contrib.auth import get_user_model

    boss = get_user_model().objects.create_superuser("capo@comune.example", "una-password-lunga")
    answer = signed_in_client(boss).get("/admin/api/main/pages/")
    assert answer.status_code == 200
    assert "items" in answer.json()


def test_every_view_of_ours_is_public_or_says_its_scope():
    from django.urls import get_resolver

    from pasocial.office.record import registry

    open_ones, closed, by_thing = set(), {}, set()

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
                continue
            view = getattr(pattern.callback, "cls", None)
            if view is None or not issubclass(view, views.View):
                continue
            if view.permission_classes == ():
                open_ones.add(pattern.name)
            elif view.scope_of is not views.View.scope_of:
                by_thing.add(pattern.name)
            else:
                closed[pattern.name] = {view.scope, *view.scopes.values()}

    walk(get_resolver("pasocial.config.urls").url_patterns)
    known = {code for desk in registry.desks().values() for code in desk.permissions}
    assert {name: scopes - known for name, scopes in closed.items() if scopes - known} == {}
    assert by_thing == {"office_departure_undo"}  # with the permission of what is leaving
    assert open_ones == {
        "foia_kinds",
        "foia_register",
        "foia_register_entry",
        "foia_answers",
        "foia_answers_like",
        "foia_answer",
        "foia_open",
        "foia_own_case",
        "foia_own_file",
        "foia_own_write",
        "foia_own_identify",
        "foia_own_withdraw",
        "foia_own_rate",
        "foia_own_review",
    }
