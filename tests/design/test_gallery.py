"""Every component shows itself, in both languages, and refuses what it does not know."""

import re

import pytest
from django.template import Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from pasocial.design import gallery
from pasocial.design.components import CONTENT, signature_of

NAMES = gallery.component_names()
SHELLS_ALREADY = {"shortcuts", "skip-links"}


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_component_shows_itself(name: str, language: str) -> None:
    with translation.override(language):
        shown = gallery.exhibit(name, RequestFactory().get("/redazione/galleria/"))

    assert shown.source, f"templates/components/samples/{name}.html is missing"
    assert shown.rendered.strip()
    if name not in SHELLS_ALREADY:
        assert f'component "{name}"' in shown.source


@pytest.mark.parametrize("name", NAMES)
def test_component_refuses_an_unknown_attribute(name: str) -> None:
    given = " ".join(
        f'{p.name}="x"' for p in signature_of(name).parameters if p.required and p.name != CONTENT
    )
    end = "{% endcomponent %}" if signature_of(name).takes_content else ""

    with pytest.raises(TemplateSyntaxError, match="does not take undeclared_attribute"):
        Template('{% load design %}{% component "' + name + f'" {given} undeclared_attribute="x" %}}' + end)


@pytest.mark.parametrize("name", NAMES)
def test_component_has_nothing_inline(name: str) -> None:
    shown = gallery.exhibit(name, RequestFactory().get("/"))

    assert re.findall(r"<(?:script|style)\b|\sstyle=|\son[a-z]+=", shown.rendered) == []


@pytest.mark.parametrize("name", NAMES)
def test_component_points_only_at_ids_it_has(name: str) -> None:
    rendered = gallery.exhibit(name, RequestFactory().get("/")).rendered
    ids = set(re.findall(r'\sid="([^"]+)"', rendered))
    pointed = {
        target
        for attribute in ("for", "aria-describedby", "aria-labelledby")
        for value in re.findall(rf'\s{attribute}="([^"]+)"', rendered)
        for target in value.split()
    }

    assert pointed - ids == set()


def test_readme_lists_every_component_with_its_signature() -> None:
    from pathlib import Path

    readme = (Path(gallery.__file__).parent / "README.md").read_text()
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| `(.*?)` \|", readme, re.MULTILINE))
    heads = {}
    for name in NAMES:
        source = (Path(gallery.__file__).parents[2] / "templates" / "components" / f"{name}.html").read_text()
        found = re.match(r"\{# component: [a-z-]+\((.*)\) #\}", source)
        assert found, name
        heads[name] = found[1].replace("|", "\\|")

    assert listed == heads
