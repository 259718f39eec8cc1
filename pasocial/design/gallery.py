"""The gallery: each component beside its signature and the page source that produces what is seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.template import Context, TemplateDoesNotExist
from django.template.engine import Engine

from pasocial.design.components import Signature, signature_of
from pasocial.design.samples import sample_context


@dataclass(frozen=True)
class Exhibit:
    """One component as the gallery shows it."""

    name: str
    signature: Signature
    source: str
    rendered: str


def component_names() -> tuple[str, ...]:
    """Every component there is, by its file name."""
    found: set[str] = set()
    for folder in Engine.get_default().dirs:
        found |= {file.stem for file in (Path(folder) / "components").glob("*.html")}
    return tuple(sorted(found))


def sample_name(name: str) -> str:
    return f"components/samples/{name}.html"


def exhibit(name: str, request: HttpRequest) -> Exhibit:
    """Render the sample of one component; a component without sample is a fault the tests report."""
    engine = Engine.get_default()
    try:
        template = engine.get_template(sample_name(name))
    except TemplateDoesNotExist:
        return Exhibit(name, signature_of(name), "", "")
    values: dict[str, Any] = sample_context() | {"request": request, "csrf_token": "sample"}
    return Exhibit(name, signature_of(name), shown_source(template.source), template.render(Context(values)))


def shown_source(source: str) -> str:
    """A sample without the `{% load %}` line every page has anyway."""
    return "\n".join(text for text in source.strip().splitlines() if not text.startswith("{% load"))


def exhibits(request: HttpRequest) -> list[Exhibit]:
    return [exhibit(name, request) for name in component_names()]
