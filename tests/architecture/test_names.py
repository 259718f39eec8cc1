"""Names say what a thing is; words that fit everything are not names."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import files, modules, text

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "core", "manager", "managers"}
EMPTY_WORDS |= {"service", "services", "misc", "process", "data"}
# Near 300 lines a file becomes a package; this is where patience ends.
LONGEST_MODULE = 600


def test_no_module_has_a_name_that_fits_everything() -> None:
    assert [str(path) for path in modules() if EMPTY_WORDS & {*path.parts, path.stem}] == []


def test_no_class_is_a_manager_helper_or_service() -> None:
    pattern = re.compile(r"(Manager|Helper|Service|Utils)$")
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.ClassDef) and pattern.search(node.name):
                bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
                if not any("Manager" in base for base in bases):  # Django's own word for its own thing
                    found.append(f"{path}: {node.name}")
    assert found == []


def test_queries_are_noun_phrases() -> None:
    found = []
    for path in modules():
        if "queries" in path.parts or path.stem == "queries":
            for node in ast.parse(text(path)).body:
                if isinstance(node, ast.FunctionDef) and node.name.startswith("get_"):
                    found.append(f"{path}: {node.name}")
    assert found == []


def test_no_module_grows_beyond_reading() -> None:
    assert {str(path): len(text(path).splitlines()) for path in modules()
            if len(text(path).splitlines()) > LONGEST_MODULE} == {}  # fmt: skip


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    unsaid = [
        str(path)
        for path in modules()
        if path.name not in {"__init__.py", "apps.py"} and not ast.get_docstring(ast.parse(text(path)))
    ]
    assert unsaid == []


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org",
             "docker" + ".io", "ghcr" + ".io", "quay" + ".io"]  # fmt: skip
    places = ["/" + "work/", "/" + "root/", "/" + "home/", "/tmp/" + "team"]
    found = []
    for path in files():
        if path.suffix in {".png", ".woff2", ".jpg", ".ico", ".pdf", ".gz", ".csv"}:
            continue
        content = text(path) if path.suffix != ".mo" else ""
        found += [f"{path}: {word}" for word in hosts if word in content]
        # At the start of a word only: a folder of ours may be called like one of a machine.
        found += [f"{path}: {word}" for word in places if re.search(rf"(?<![\w.*{{}}]){word}", content)]
    assert found == []


WHERE_A_CLASS_IS_A_THING = {"models", "rules", "queries", "operations", "registry"}


def test_no_two_things_share_a_name() -> None:
    """A model, and what rules, queries and operations speak of: who reads `Fact` must know which."""
    found: dict[str, list[str]] = {}
    for path in modules():
        if WHERE_A_CLASS_IS_A_THING & {*path.parts[:-1], path.stem}:
            for node in ast.parse(text(path)).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found.setdefault(node.name, []).append(str(path))
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert twice == {}, f"rename the newer class of each pair: {twice}"
