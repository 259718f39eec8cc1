"""The limits that the documentation tells are those that are applied: asked of the rules, character by character."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from django.conf import settings
from rest_framework.exceptions import ValidationError

from foia.api.serializers import citizen, steps
from foia.rules.filing import reasons_against_filing
from foia.rules.receiving import reason_against_files
from foia.rules.triage import reason_against_assigning_many
from pasocial.rest.pagination import Pages
from tests.architecture.tree import PROJECT
from tests.foia.api.test_all_at_once import ACTIONS, JUDGED
from tests.foia.conftest import a_draft

TELLS_OF = ("foia/actions/bodies.py", "foia/forms/base.py", "foia/api/serializers/citizen.py")
DOCUMENT = yaml.safe_load((PROJECT / "docs" / "openapi.yaml").read_text())
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def told(body: Any, name: str) -> dict[str, Any]:
    """What the published document says of a field of a body."""
    found: dict[str, Any] = SCHEMAS[f"{body.__name__}Request"]["properties"][name]
    return found


TEXTS = [
    (body, name)
    for _summary, body, name in [
        *JUDGED,
        *(("", body, name) for body, name in ((citizen.Said, "body"), (citizen.ReviewAsked, "grounds"))),
        ("", steps.Reply, "reply"),
    ]
    if "maxLength" in told(body, name) and name != "email"
]


# Letters alone are none of these, however many.
CODES = {"codice_fiscale", "pec"}


def taken(body: Any, name: str, length: int) -> bool:
    """Whether the field and the rule take a text of so many letters."""
    try:
        text = body().fields[name].run_validation("x" * length)
    except ValidationError:
        return False
    return body.content[name](text, date.max) is None


@pytest.mark.parametrize(("body", "name"), TEXTS)
def test_the_least_and_the_most_characters_told_are_those_that_are_taken(body: Any, name: str) -> None:
    least, most = told(body, name).get("minLength", 1), told(body, name)["maxLength"]
    assert not taken(body, name, most + 1)
    if name in CODES:
        return
    assert taken(body, name, most)
    if not body().fields[name].allow_blank:
        assert (taken(body, name, least), least > 1 and taken(body, name, least - 1)) == (True, False)


def test_every_text_of_an_action_has_a_limit_that_its_body_or_its_rule_keeps() -> None:
    boundless = [
        f"{action.body.__name__}.{name}"
        for action in ACTIONS
        if action.path
        for name, schema in SCHEMAS[f"{action.body.__name__}Request"].get("properties", {}).items()
        if schema.get("type") == "string" and not {"maxLength", "format", "enum"} & set(schema)
    ]
    assert boundless == []


@pytest.mark.parametrize("name", ["subject", "body", "motive", "organisation", "sector", "made_public_url"])
def test_filing_tells_the_limits_that_the_rules_of_filing_apply(name: str) -> None:
    schema = told(citizen.Filing, name)

    def refused(length: int) -> bool:
        text = "https://comune.example/".ljust(length, "x") if name == "made_public_url" else "x" * length
        draft = a_draft()
        if name == "organisation":
            draft = replace(draft, applicant=replace(draft.applicant, organisation=text))
        else:
            draft = replace(draft, **{name: text})
        return any(reason.field == name for reason in reasons_against_filing(draft))

    most, least = schema["maxLength"], schema.get("minLength", 0)
    assert (refused(most), refused(most + 1)) == (False, True)
    if least:
        assert (refused(least), refused(least - 1)) == (False, True)


def test_numbers_told_in_words_are_those_in_force() -> None:
    filing = DOCUMENT["paths"]["/api/v1/foia/requests/"]["post"]["description"]
    assert ("Ten filings an hour" in filing, settings.REST_PACES["filing"]) == (True, (10, 3600))
    files = told(citizen.Filing, "files")["maxItems"]
    assert (reason_against_files(files), reason_against_files(files + 1) is None) == (None, False)
    many = told(steps.Assign, "requests")["maxItems"]
    assert (reason_against_assigning_many(many), reason_against_assigning_many(many + 1) is None) == (
        None,
        False,
    )


def test_every_list_tells_the_page_size_that_is_applied() -> None:
    words = {
        parameter["description"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "page_size"
    }
    assert words == {f"Rows a page, at most {Pages.max_page_size}."}
