"""Operations of the OpenAPI document, each with all that its part of the page says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pasocial.rest.problems import TITLES
from pasocial.rest.reference.curl import call_of
from pasocial.rest.reference.fields import Field, field_of, in_html, resolved, rows_of

SCOPE = re.compile(r"\s*Scope: `([^`]+)`\.\s*$")
MODELS_PREFIX = "#/components/schemas/"
# Lines of an example that are better opened by whoever wants them.
LONG = 24
# Codes that come whatever the operation is, and those that come with a header it takes.
CODES = {
    "400": ("invalid", "malformed"),
    "401": ("token_invalid",),
    "403": ("scope_missing", "role_missing", "second_factor"),
    "404": ("not_found",),
    "428": ("version_missing",),
    "429": ("throttled",),
    "500": ("error",),
    "503": ("unavailable",),
}
CODES_WITH_HEADER: dict[str, dict[str, tuple[str, ...]]] = {
    "If-Match": {"400": ("version_invalid",), "409": ("stale",)},
    "Idempotency-Key": {
        "400": ("idempotency_key_missing", "idempotency_key_invalid"),
        "409": ("idempotency_key_reused",),
    },
    "X-Applicant-Email": {"404": ("no_such_case",), "429": ("too_many_tries",)},
}


@dataclass(frozen=True)
class Answer:
    """One status. Good ones tell what they hold, the others their stable codes."""

    status: str
    description: str = ""
    type: str = ""
    model: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_problem(self) -> bool:
        return not self.status.startswith("2")

    @property
    def title(self) -> str | Promise:
        return TITLES.get(int(self.status), "")

    @property
    def words(self) -> SafeString:
        return in_html(self.description)


@dataclass(frozen=True)
class Operation:
    """`got_before` names the operation of the same group whose example is the same answer, letter by letter."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    paragraphs: tuple[SafeString, ...]
    scope: str
    wants_key: bool
    wants_email: bool
    parameters: tuple[Field, ...]
    media: tuple[str, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]
    sent: str
    got: str
    call: str
    got_before: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the example of the answer need not be opened first."""
        return self.got.count("\n") < LONG

    @property
    def captions(self) -> dict[str, str]:
        """Names of its tables, unlike those of any other operation, in the active language."""
        call = {"call": f"{self.method} {self.path}"}
        return {
            "parameters": _("Parametri di %(call)s") % call,
            "body": _("Campi di %(call)s") % call,
            "answers": _("Risposte di %(call)s") % call,
        }


@dataclass(frozen=True)
class Group:
    """The operations of one tag."""

    name: str
    slug: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Model:
    """An object that answers hold."""

    name: str
    description: str
    fields: tuple[Field, ...]

    @property
    def words(self) -> SafeString:
        return in_html(self.description)

    @property
    def caption(self) -> str:
        return _("Campi di %(call)s") % {"call": self.name}


def groups_of(document: dict[str, Any]) -> tuple[Group, ...]:
    """Each tag with its operations, addresses in their order and reading before writing."""
    found = [
        _operation(document, path, method, told)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]
    return tuple(
        Group(tag["name"], slugify(tag["name"]), tag.get("description", ""), _of_tag(tag["name"], found))
        for tag in document["tags"]
    )


def models_of(document: dict[str, Any]) -> tuple[Model, ...]:
    """Every object that an answer holds, directly or inside another one, by name."""
    schemas = document["components"]["schemas"]
    wanted: set[str] = set()
    asked = [
        response
        for methods in document["paths"].values()
        for told in methods.values()
        for response in told["responses"].values()
    ]
    left = sorted({name for response in asked for name in _models_named(resolved(document, response))})
    while left:
        name = left.pop()
        if name not in wanted:
            wanted.add(name)
            left += _models_named(schemas[name])
    return tuple(
        Model(name, schemas[name].get("description", ""), rows_of(document, schemas[name], nested=False))
        for name in sorted(wanted)
        if "properties" in schemas[name]
    )


def _models_named(node: Any) -> set[str]:
    if isinstance(node, dict):
        named = {node["$ref"].removeprefix(MODELS_PREFIX)} if "$ref" in node else set()
        inside = [value for key, value in node.items() if key not in ("$ref", "examples", "headers")]
        return {name for name in named if "/" not in name}.union(*map(_models_named, inside))
    return set().union(*map(_models_named, node)) if isinstance(node, list) else set()


def _of_tag(tag: str, operations: list[Operation]) -> tuple[Operation, ...]:
    """An answer of a hundred lines is shown once; the operations after it point there."""
    seen: dict[str, str] = {}
    found = []
    for one in operations:
        if one.tag == tag:
            before = seen.setdefault(one.got, one.id) if one.got.count("\n") >= LONG else one.id
            changes = {"got_before": "" if before == one.id else before}
            found.append(Operation(**{**one.__dict__, **changes}))
    return tuple(found)


def _operation(document: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Operation:
    description = told.get("description", "")
    scope = SCOPE.search(description)
    words = SCOPE.sub("", description)
    parameters = [resolved(document, one) for one in told.get("parameters", ())]
    headers = {one["name"] for one in parameters if one["in"] == "header"}
    content = told.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = next(iter(content.values()), {})
    wants_key = bool(told.get("security")) and {} not in told["security"]
    sent = _example(document, body)
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        tag=told["tags"][0],
        summary=told["summary"],
        paragraphs=tuple(in_html(one) for one in words.split("\n\n") if one.strip()),
        scope=scope[1] if scope else "",
        wants_key=wants_key,
        wants_email="X-Applicant-Email" in headers,
        parameters=tuple(_parameter(document, one) for one in parameters),
        media=tuple(content),
        body=rows_of(document, body.get("schema", {}), nested=True),
        answers=tuple(
            _answer(document, status, resolved(document, response), headers, wants_key=wants_key)
            for status, response in sorted(told["responses"].items())
        ),
        sent=_as_json(sent),
        got=next(
            (
                _as_json(_example(document, media))
                for status, response in sorted(told["responses"].items())
                if status.startswith("2")
                for media in resolved(document, response).get("content", {}).values()
            ),
            "",
        ),
        call=call_of(path, method.upper(), parameters, tuple(content), sent, wants_key=wants_key),
    )


def _parameter(document: dict[str, Any], told: dict[str, Any]) -> Field:
    schema = {**told.get("schema", {})}
    if told.get("description"):
        schema["description"] = told["description"]
    required = bool(told.get("required"))
    return field_of(document, told["name"], schema, required=required, place=told["in"])


def _answer(
    document: dict[str, Any], status: str, response: dict[str, Any], headers: set[str], *, wants_key: bool
) -> Answer:
    if status.startswith("2"):
        contents: list[tuple[str, dict[str, Any]]] = list(response.get("content", {}).items())
        media, content = contents[0] if contents else ("", {})
        if "json" not in media:
            return Answer(status, response.get("description", ""), type=media)
        held = field_of(document, "", content["schema"], required=True)
        return Answer(status, response.get("description", ""), held.type, held.model)
    codes = list(CODES.get(status, ()))
    if status == "401" and not wants_key:
        codes = ["email_missing"]
    for header in sorted(headers & set(CODES_WITH_HEADER)):
        codes += CODES_WITH_HEADER[header].get(status, ())
    return Answer(status, response.get("description", ""), codes=tuple(codes))


def _example(document: dict[str, Any], media: dict[str, Any]) -> Any:
    first: dict[str, Any] = next(iter(media.get("examples", {}).values()), {})
    return resolved(document, first).get("value")


def _as_json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)
