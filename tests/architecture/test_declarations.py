"""The office is furnished by declarations: it knows no desk by name, so a sixth one needs no line of it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields

import pytest
from django.conf import settings

from pasocial.config.declared import DeclaredEnums
from pasocial.office.record import registry
from tests.architecture.tree import HOUSE, PROJECT, modules, text

SHARED = ("pasocial/office", "pasocial/rest", "pasocial/design/templatetags")


def desk_codes() -> list[str]:
    return [code for code in registry.desks() if code not in HOUSE]


def strings_in(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def naming(code: str) -> re.Pattern[str]:
    """The code as a word of its own or with what a desk's names go on with: `foia.request:1`, `foia_staff:inbox`."""
    return re.compile(rf"(?<![\w./-]){re.escape(code)}(?![\w-])|(?<![\w./-]){re.escape(code)}_\w+:")


def test_desks_are_found_to_look_for() -> None:
    assert {"foia", "newsroom"} <= set(desk_codes())


def test_office_and_rest_name_no_desk_not_even_in_a_string() -> None:
    patterns = [naming(code) for code in desk_codes()]
    found = [
        f"{path}:{line}: {words.strip().splitlines()[0][:80]}"
        for path in modules()
        if path.as_posix().startswith(SHARED)
        for line, words in strings_in(text(path))
        if any(pattern.search(words) for pattern in patterns)
    ]
    assert found == [], (
        "let the desks declare what these say by name; if it is a word that means something else here, give the desk"
        " another code (docs/adding-a-desk.md): " + "; ".join(found)
    )


def test_composition_names_each_desk_once() -> None:
    """In INSTALLED_APPS; everything else is looped over what the desks declare."""
    named = {code: [] for code in desk_codes()}
    for path in modules():
        if path.as_posix().startswith("pasocial/config/"):
            for _line, words in strings_in(text(path)):
                for code, places in named.items():
                    if naming(code).search(words) or words.endswith(f".{code}"):
                        places.append(f"{path.as_posix()}: {words}")
    apps = {
        code: next(
            (app for app in settings.INSTALLED_APPS if app.split(".")[-1] == code), f"no folder called {code}"
        )
        for code in named
    }
    assert named == {code: [f"pasocial/config/settings/base.py: {app}"] for code, app in apps.items()}, (
        "name a desk in INSTALLED_APPS only; a code that is a word of the office is to be changed"
    )


def test_every_setting_stands_in_a_section_that_its_own_desk_declares() -> None:
    astray = [
        f"{desk.code}: {setting.key} in {setting.section}"
        for desk in registry.desks().values()
        for setting in desk.settings
        if setting.section not in desk.setting_sections
    ]
    assert astray == []


def test_public_events_are_events_that_somebody_declares() -> None:
    unknown = {
        str(event)
        for desk in registry.desks().values()
        for event in desk.public_events
        if str(event) not in registry.known_events()
    }
    assert unknown == set()


def test_two_desks_never_declare_the_same_name() -> None:
    for declared in ("settings", "api_tags", "api_enums", "drafts"):
        names = [
            getattr(one, "key", one) for desk in registry.desks().values() for one in getattr(desk, declared)
        ]
        assert len(names) == len(set(names)), declared


def test_schema_is_given_the_values_that_desks_declare() -> None:
    assert dict(DeclaredEnums()) == {
        name: values for desk in registry.desks().values() for name, values in desk.api_enums.items()
    }
    with pytest.raises(KeyError):
        DeclaredEnums()["NobodysEnum"]


def test_top_packages_are_those_of_the_walls() -> None:
    from pasocial.design.msgids import top_packages

    walls = tomllib.loads(text(PROJECT / "pyproject.toml"))["tool"]["importlinter"]["root_packages"]
    assert list(top_packages()) == sorted(walls)


def test_page_on_adding_a_desk_names_declarations_that_exist() -> None:
    page = text(PROJECT / "docs" / "adding-a-desk.md")
    listed = page.split("### What `desk.py` declares")[1].split("###")[0]
    named = set(re.findall(r"`(\w+)`", listed)) - {"head", "editor", "viewer"}
    assert named - {field.name for field in fields(registry.Desk)} == set()
    assert {"permissions", "departures", "measures", "drafts"} <= named
