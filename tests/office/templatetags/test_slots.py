"""A place on a page is what desks make of it, and nothing when none does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pasocial.office.record import registry
from pasocial.office.record.registry import Fill
from pasocial.office.record.registry.checks import desk_declarations

DRAWN = Template('{% load slots %}<p>{% slot "after_answer" about %}</p>')


def stars(request: HttpRequest, about: str) -> SafeString:
    return format_html("<b>{}</b>", about)


def nothing(request: HttpRequest, about: str) -> str:
    return ""


def drawn(about: str) -> str:
    return DRAWN.render(Context({"request": RequestFactory().get("/"), "about": about}))


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = registry.desks()["newsroom"]
    fills = (Fill("after_answer", f"{__name__}.stars"), Fill("after_answer", f"{__name__}.nothing"))
    known = {**registry.desks(), "newsroom": replace(desk, fills=fills)}
    monkeypatch.setattr(registry, "desks", lambda: known)
    registry.fills_of.cache_clear()
    yield  # type: ignore[misc]
    registry.fills_of.cache_clear()


def test_unfilled_place_is_nothing() -> None:
    assert drawn("foia.request:1") == "<p></p>"


@pytest.mark.usefixtures("filled")
def test_what_a_desk_draws_stands_there_with_a_stranger_s_words_made_safe() -> None:
    assert drawn("foia.request:<1>") == "<p><b>foia.request:&lt;1&gt;</b></p>"


def test_unknown_place_is_an_error_in_the_template_and_in_a_declaration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(KeyError):
        Template('{% load slots %}{% slot "attic" about %}').render(
            Context({"request": RequestFactory().get("/"), "about": ""})
        )
    desk = replace(registry.desks()["newsroom"], fills=(Fill("attic", f"{__name__}.stars"),))
    monkeypatch.setattr(registry, "desks", lambda: {"newsroom": desk})
    assert [error.id for error in desk_declarations()] == ["office.E008"]
