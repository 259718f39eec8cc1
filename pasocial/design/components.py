"""Components declare what they take on their first line, and refuse anything else.

A component is `templates/components/<name>.html`. Its first comment is its signature, written as a Python
parameter list and read with `ast`, so nothing is declared twice:

    {# component: button(label, kind: "primary|outline|danger" = "primary", icon="", **attrs) #}

A parameter without default is required; a text annotation lists the only accepted values; `content` receives
what stands between `{% component %}` and `{% endcomponent %}`; `**attrs` lets `hx_…`, `data_…` and `aria_…`
attributes through. The signature is checked when the page is compiled: a misspelt attribute breaks a test,
never silently a page.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template import TemplateSyntaxError
from django.template.engine import Engine

CONTENT = "content"
PASSED_THROUGH = re.compile(r"^(hx|data|aria)_[a-z0-9_]+$")
_SIGNATURE = re.compile(
    r"\s*\{#\s*component:\s*(?P<name>[a-z0-9-]+)\s*\((?P<parameters>.*?)\)\s*#\}", re.DOTALL
)


@dataclass(frozen=True)
class Parameter:
    """One declared attribute: required when it has no default; `choices` empty means any value."""

    name: str
    required: bool
    default: Any = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """All that a component accepts."""

    name: str
    parameters: tuple[Parameter, ...]
    takes_attrs: bool

    @property
    def takes_content(self) -> bool:
        return any(parameter.name == CONTENT for parameter in self.parameters)

    @property
    def defaults(self) -> dict[str, Any]:
        return {parameter.name: parameter.default for parameter in self.parameters}

    def choices_of(self, name: str) -> tuple[str, ...]:
        return next((parameter.choices for parameter in self.parameters if parameter.name == name), ())

    def check(self, given: set[str]) -> None:
        """Raise TemplateSyntaxError naming every unknown or missing attribute at once."""
        declared = {parameter.name for parameter in self.parameters}
        unknown = sorted(
            name for name in given - declared if not (self.takes_attrs and PASSED_THROUGH.match(name))
        )
        if unknown:
            raise TemplateSyntaxError(
                f"Component '{self.name}' does not take {', '.join(unknown)};"
                f" it takes {', '.join(sorted(declared))}."
            )
        missing = sorted(
            parameter.name
            for parameter in self.parameters
            if parameter.required and parameter.name not in given
        )
        if missing:
            raise TemplateSyntaxError(f"Component '{self.name}' needs {', '.join(missing)}.")


def template_name(name: str) -> str:
    return f"components/{name}.html"


def signature_of(name: str) -> Signature:
    """The signature on the first line of a component's template."""
    template = Engine.get_default().get_template(template_name(name))
    return read_signature(name, template.source)


@lru_cache(maxsize=256)
def read_signature(name: str, source: str) -> Signature:
    """Parse `{# component: name(parameters) #}` at the head of a component's source."""
    head = source.lstrip()
    # Django comments are single-line; a long signature continues over several of them.
    head = re.sub(r"#\}\n\{#(?!\s*component:)\s?", " ", head)
    found = _SIGNATURE.match(head)
    if not found:
        raise TemplateSyntaxError(f"templates/{template_name(name)} does not begin with its signature.")
    if found["name"] != name:
        raise TemplateSyntaxError(f"templates/{template_name(name)} declares itself as '{found['name']}'.")
    try:
        arguments = ast.parse(f"def component(*, {found['parameters'] or '_=None'}): ...").body[0].args  # type: ignore[attr-defined]
        parameters = tuple(
            Parameter(
                name=argument.arg,
                required=default is None,
                default=None if default is None else ast.literal_eval(default),
                choices=tuple(ast.literal_eval(argument.annotation).split("|"))
                if argument.annotation
                else (),
            )
            for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if argument.arg != "_"
        )
    except (SyntaxError, ValueError) as error:
        raise TemplateSyntaxError(
            f"templates/{template_name(name)}: unreadable signature ({error})."
        ) from error
    return Signature(name=name, parameters=parameters, takes_attrs=arguments.kwarg is not None)
