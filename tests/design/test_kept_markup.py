"""Kept markup is the same markup: of the same values, in the same language, and of nobody's request."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation
from django.utils.safestring import mark_safe

from pasocial.design import kept_markup

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    kept_markup.forget()
    yield
    kept_markup.forget()


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load design %}" + source).render(context)


@pytest.mark.parametrize("name", sorted(kept_markup.KEPT))
def test_kept_component_sees_nothing_but_its_attributes(name: str) -> None:
    source = (COMPONENTS / f"{name}.html").read_text()
    assert re.findall(r"request|csrf|address|\bnow\b|include|\burl\s+\"|messages|user\b", source) == []
    assert set(re.findall(r'{% component "([a-z-]+)"', source)) <= kept_markup.KEPT


def test_safe_and_plain_text_are_kept_apart() -> None:
    badge = '{% component "badge" label=label %}'
    assert "<b>x</b>" in rendered(badge, label=mark_safe("<b>x</b>"))
    assert "&lt;b&gt;x&lt;/b&gt;" in rendered(badge, label="<b>x</b>")
    assert "<b>x</b>" in rendered(badge, label=mark_safe("<b>x</b>"))


def test_one_and_true_are_kept_apart() -> None:
    badge = '{% component "badge" label=label %}'
    assert ">1<" in rendered(badge, label=1)
    assert ">True<" in rendered(badge, label=True)


def test_each_language_has_its_own_markup() -> None:
    links = '{% component "skip-links" %}'
    with translation.override("it"):
        italian = rendered(links)
    with translation.override("en"):
        english = rendered(links)
    assert ("Vai al contenuto" in italian, "Vai al contenuto" in english) == (True, False)
    with translation.override("it"):
        assert rendered(links) == italian


def test_texts_too_long_to_come_twice_are_not_kept() -> None:
    values = {"label": "x" * (kept_markup.LONGEST + 1)}
    assert kept_markup.key_of("badge", values, True) is None


def test_wrong_choice_in_a_variable_is_refused_although_others_were_kept() -> None:
    badge = '{% component "badge" label="x" tone=tone %}'
    rendered(badge, tone="success")
    with pytest.raises(Exception, match="tone is 'purple'"):
        rendered(badge, tone="purple")
