"""What the documents promise is there: settings, commands, decisions."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import PROJECT, SLICES, files, text
from tools.settings_names import names_read

TABLE_ROW = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.MULTILINE)
# Given by the operating system, not a setting of ours.
NOT_SETTINGS = {"PATH"}
MAKE_TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def test_settings_table_names_exactly_what_the_code_reads() -> None:
    told = TABLE_ROW.findall(text(PROJECT / "docs" / "settings.md"))
    wanted = set(names_read()) - NOT_SETTINGS | {"STREAM_PORT"}
    assert sorted(told) == sorted(wanted)


def documents() -> list[str]:
    return [
        str(path)
        for path in files()
        if path.suffix == ".md" and path.parts[0] in {"README.md", "docs", *SLICES}
    ]


@pytest.mark.parametrize("document", documents())
def test_every_make_command_in_a_document_exists(document: str) -> None:
    targets = set(MAKE_TARGET.findall(text(PROJECT / "Makefile")))
    told = set(re.findall(r"`make ([a-z][a-z-]*)", text(PROJECT / document)))
    assert told - targets == set()


@pytest.mark.parametrize("document", documents())
def test_every_manage_command_in_a_document_exists(document: str) -> None:
    from django.core.management import get_commands

    told = set(re.findall(r"manage\.py ([a-z_]+)", text(PROJECT / document)))
    assert told - set(get_commands()) == set()


@pytest.mark.parametrize("document", documents())
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    folder = (PROJECT / document).parent
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", text(PROJECT / document))
    assert [link for link in links if not (folder / link).exists()] == []


def test_every_decision_tells_what_was_rejected() -> None:
    decisions = sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions != []
    assert [path.name for path in decisions if "reject" not in path.read_text().lower()] == []


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in (PROJECT / "docs" / "decisions").glob("[0-9]*.md")]
    assert sorted(set(numbers)) == sorted(numbers)
