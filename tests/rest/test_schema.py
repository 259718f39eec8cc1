"""The OpenAPI document: valid, complete, with an example for each operation, and the one that is committed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import validate

pytestmark = pytest.mark.django_db
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    with translation.override("en"):
        made = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(made, default=str))


def operations(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = schema
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def test_document_is_valid_and_was_made_without_a_warning(schema):
    validate(schema)
    assert schema["openapi"].startswith("3.1")
    assert (dict(GENERATOR_STATS._warn_cache), dict(GENERATOR_STATS._error_cache)) == ({}, {})


def test_every_operation_has_a_summary_a_tag_and_examples(schema):
    poor = []
    for name, operation in operations(schema):
        told = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
        contents = [
            *told.get("content", {}).items(),
            *operation.get("requestBody", {}).get("content", {}).items(),
        ]
        bare = [media for media, content in contents if media != "*/*" and not content.get("examples")]
        if not operation.get("summary") or len(operation["tags"]) != 1 or bare or not contents:
            poor.append((name, bare))
    assert poor == []


def test_answers_of_the_examples_fit_their_schemas(schema):
    root = {"components": schema["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}
    wrong = []
    for name, operation in operations(schema):
        holders = [operation.get("requestBody", {}), *operation["responses"].values()]
        for holder in holders:
            for media, content in resolved(schema, holder).get("content", {}).items():
                if "json" not in media:
                    continue
                for example in content.get("examples", {}).values():
                    value = resolved(schema, example)["value"]
                    checker = jsonschema.Draft202012Validator({**root, **content["schema"]})
                    wrong += [
                        f"{name}: {error.json_path} {error.message}" for error in checker.iter_errors(value)
                    ]
    assert wrong == []


def test_every_operation_says_what_can_go_wrong(schema):
    for name, operation in operations(schema):
        assert {"429", "500"} <= set(operation["responses"]), name
        if "{" in name:
            assert "404" in operation["responses"], name
        if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", [])):
            assert {"409", "422", "428"} <= set(operation["responses"]), name


def test_staff_operations_ask_for_a_key_and_name_their_scope(schema):
    for name, operation in operations(schema):
        closed = bool(operation.get("security")) and {} not in operation["security"]
        assert closed == ("Scope: " in operation.get("description", "")), name


def test_committed_document_is_that_of_the_code(schema):
    import yaml

    committed = yaml.safe_load((PROJECT / "docs" / "openapi.yaml").read_text())
    assert json.loads(json.dumps(committed, default=str)) == schema
