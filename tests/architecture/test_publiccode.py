"""publiccode.yml has what the catalogue of public software asks for (publiccode.yml 0.7, CAD art. 69)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import yaml

from tests.architecture.tree import PROJECT, text

TOLD: dict[str, Any] = yaml.safe_load(text(PROJECT / "publiccode.yml"))
PROJECT_FILE = tomllib.loads(text(PROJECT / "pyproject.toml"))["project"]


def test_publiccode_names_every_required_field() -> None:
    required = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert required - set(TOLD) == set()
    assert TOLD["publiccodeYmlVersion"] == "0.7"


def test_publiccode_tells_the_licence_and_version_of_the_project() -> None:
    assert (TOLD["legal"]["license"], TOLD["softwareVersion"]) == (
        PROJECT_FILE["license"],
        PROJECT_FILE["version"],
    )


@pytest.mark.parametrize("language", ["it", "en"])
def test_publiccode_describes_the_software_within_the_limits(language: str) -> None:
    words = TOLD["description"][language]
    assert len(words["shortDescription"]) <= 150
    assert 150 <= len(words["longDescription"]) <= 10_000
    assert words["features"] != []
    assert language in TOLD["localisation"]["availableLanguages"]


def test_publiccode_says_who_maintains_it() -> None:
    assert TOLD["maintenance"]["type"] == "community"
    assert [set(contact) for contact in TOLD["maintenance"]["contacts"]] == [{"name"}]
    assert "it" not in TOLD  # the country section is deprecated: `supports` says it
