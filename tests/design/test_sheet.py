"""The style sheet holds of the library what some page can use, and says the library's version as its checker reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from pasocial.design import sheet
from pasocial.design.finders import NAME

CSS = """
@charset "UTF-8";
:root{--bootstrap-italia-version: '2.18.0';--read: var(--below);--below: 1px;--idle: 2px}
@font-face{font-family:Lora;src:url(lora.woff2)}
.used,.unused{color:red}
.unused .used{color:blue}
a:not(.unused){color:green}
.form-check [type=checkbox]+label::before{content:""}
@media (min-width:768px){.used{margin:var(--read)}.unused{margin:0}}
@media print{.unused{margin:0}}
@keyframes turn{to{opacity:0}}
"""


def test_only_what_is_used_stays() -> None:
    kept = sheet.trimmed(CSS, {"used", "form-check"})

    assert kept.splitlines() == [
        ':root{--bootstrap-italia-version:"2.18.0";--read:var(--below);--below:1px}',
        ".used{color:red}",
        "a:not(.unused){color:green}",
        "@media (min-width:768px){.used{margin:var(--read)}",
        "}",
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ('<p class="lead pa-muted">', {"lead", "pa-muted"}),
        ('<a class="btn{% if small %} btn-sm{% endif %}">', {"btn", "btn-sm"}),
        ('{# component: alert(kind: "info|danger" = "info") #}<p class="alert alert-{{ kind }}">',
         {"alert", "alert-info", "alert-danger"}),
        ("<i class='icon {{ whatever }}'>", {"icon"}),
        ("<p>class</p>", set()),
    ],
)  # fmt: skip
def test_names_are_read_where_they_are_written(written: str, names: set[str]) -> None:
    assert sheet.names_in(written) == names


def test_names_of_a_sheet_are_those_of_its_rules() -> None:
    assert sheet.names_of(CSS) == {"used", "unused", "form-check"}


def test_collected_sheet_is_one_file_with_the_library_below_ours() -> None:
    found = str(finders.find(NAME))
    assert finders.find("design/css/components.css") is None
    with open(found, encoding="utf-8") as file:
        css = file.read()

    assert css.startswith("@layer library{:root{")
    assert re.findall(r"--bootstrap-italia-version:([^;}]*)", css) == ['"2.18.0"']
    assert ".it-header-slim-wrapper" in css
    assert ".accordion" not in css
    assert len(css) < 160_000
    assert "@import" not in css
    assert "/*" not in css


def test_a_changed_template_makes_a_new_sheet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p class="lead">')
    monkeypatch.setattr(sheet, "sources", lambda: [page])
    before = sheet.fingerprint()
    page.write_text('<p class="lead alert">')

    assert sheet.fingerprint() != before
