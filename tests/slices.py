"""Which tests belong to whom: runs for one slice or for what was changed, and the seconds that each takes.

`--slice=foia` runs what that slice must keep; `--changed=1` what the changes of the working tree can reach (`--changed=REV`:
since that revision). A pytest plugin; `make test SLICE=foia` and `make test CHANGED=1` lead here.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp
import pytest

PROJECT = Path(__file__).resolve().parents[1]
# Tests that look at every slice at once.
WHOLE = {"architecture", "walks", "journeys"}
# Whose change can be felt anywhere: then everything is run.
FELT_EVERYWHERE = (
    "pasocial/",
    "pyproject.toml",
    "requirements",
    "manage.py",
    "tools/",
    "bench/",
    "deploy/",
    ".ci/",
)
# What every test stands on: the engines, the choice of the tests themselves, and the people of nearly all of them.
STOOD_ON_BY_ALL = {Path("tests", name) for name in ("conftest.py", "slices.py", "fixtures.py", "__init__.py")}
# Seconds of work, added up over the workers, that each may take: fifteen minutes on two cores when all are built.
# One that is not named here may take the share of a desk.
SHARES = {"office": 420, "foia": 480, "architecture": 40, "walks": 200, "journeys": 90}
SHARE_OF_A_DESK = 90
DEAREST_FILES = 6
DOTTED = re.compile(r"""["']((?:pasocial|desks|foia|live)(?:\.\w+)+)["']""")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slice", default="", help="only what this slice must keep: foia, newsroom, office…")
    parser.addoption("--changed", default="", help="only what the changes can reach: 1, or since a revision")


def slice_of(path: Path) -> str:
    """Whose a test file is (`path` relative to the project): a slice, `office` for the house, or one of WHOLE."""
    folders = path.parts[1:-1]
    if not folders:
        return "office"
    if folders[0] == "desks":
        return folders[1] if len(folders) > 1 else "office"
    return folders[0] if folders[0] in {"foia", "live", *WHOLE} else "office"


@cache
def told_of(path: Path) -> frozenset[str]:
    """The slices that a journey says it walks through: its `SLICES`."""
    for node in ast.parse((PROJECT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == ["SLICES"]:
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def keyboard_journeys() -> list[tuple[str, str]]:
    """Each journey that a desk has chosen to be walked by keyboard in every run: the desk, and the test."""
    found = []
    for path in test_files():
        for node in ast.walk(ast.parse((PROJECT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                desks = [
                    one for mark in marks for one in re.findall(r"^pytest\.mark\.keyboard\('(\w+)'\)$", mark)
                ]
                found += [(desk, f"{path.as_posix()}::{node.name}") for desk in desks]
    return sorted(found)


def test_files() -> list[Path]:
    return sorted(path.relative_to(PROJECT) for path in (PROJECT / "tests").rglob("test_*.py"))


def of_slice(name: str) -> set[Path]:
    """What must hold when this slice was changed and nothing else: its tests, its journeys, the walls and the walks."""
    return {
        path
        for path in test_files()
        if slice_of(path) in {name, "architecture"}
        or (slice_of(path) == "journeys" and name in told_of(path))
        or (slice_of(path) == "walks" and (not told_of(path) or name in told_of(path)))
    }


def changed_files(since: str) -> list[Path]:
    """Changed since the revision and not committed yet, new ones too, relative to the project."""

    def lines(*command: str) -> list[str]:
        ran = subprocess.run(["git", *command], cwd=PROJECT, capture_output=True, text=True, check=True)
        return ran.stdout.splitlines()

    new = lines("ls-files", "--others", "--exclude-standard")
    return [Path(line) for line in (*lines("diff", "--name-only", since), *new)]


def reached_by(changed: Iterable[Path]) -> set[Path] | None:
    """The test files that these changes can reach; None for all of them."""
    reached: set[Path] = set()
    modules: set[str] = set()
    stood_on: set[str] = set()
    for path in changed:
        words = path.as_posix()
        if path.parts[0] == "tests":
            if path in STOOD_ON_BY_ALL:
                return None
            reached.add(path)
            if path.name == "conftest.py":
                reached |= {one for one in test_files() if path.parent in one.parents}
            if path.suffix == ".py" and not path.name.startswith("test_"):
                stood_on.add(module_of(path))
        elif words.startswith(FELT_EVERYWHERE):
            return None
        elif path.suffix == ".py" and "migrations" not in path.parts:
            modules.add(module_of(path))
        elif path.parts[0] == "docs" or path.suffix == ".md":
            reached |= {one for one in test_files() if slice_of(one) == "architecture"}
        else:  # templates, catalogues, styles, migrations: whatever their slice does
            owner = owner_of(path)
            if owner == "office":
                return None
            reached |= of_slice(owner)
    if modules:
        reached |= downstream_of(modules)
    if stood_on:
        reached |= standing_on(stood_on)
    return {path for path in reached & set(test_files()) if (PROJECT / path).exists()}


def owner_of(path: Path) -> str:
    """The slice of a file that is no test."""
    parts = path.parts[1:] if path.parts[0] == "templates" else path.parts
    if parts[0] == "emails":
        parts = parts[1:]
    if parts[0] == "desks" and len(parts) > 2:
        return parts[1]
    return parts[0] if parts[0] in {"foia", "live"} else "office"


def module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def downstream_of(changed: set[str]) -> set[Path]:
    """Test files that import, call by name or mirror what depends on these modules, and all that look at the whole."""
    graph = graph_of_the_project()
    touched = set(changed)
    for module in changed & graph.modules:
        touched |= graph.find_downstream_modules(module)
    folders = {mirror_of(module) for module in touched if not module.startswith("tests.")}
    return {
        path
        for path in test_files()
        if module_of(path) in touched
        or path.parent in folders
        or path.with_name(path.name.removeprefix("test_")).with_suffix("")
        in folders  # one test for a package
        or slice_of(path) in WHOLE
    }


def standing_on(changed: set[str]) -> set[Path]:
    """Test files that import these modules of the tests, and what finds them without importing them by name.

    The walks find each walk.py by its place in the tree, and a conftest.py lends its fixtures to its folder.
    """
    graph = graph_of_the_project()
    touched = set(changed)
    for module in changed & graph.modules:
        touched |= graph.find_downstream_modules(module)
    walked = any(module.endswith(".walk") for module in touched)
    folders = {Path(*module.split(".")[:-1]) for module in touched if module.endswith(".conftest")}
    return {
        path
        for path in test_files()
        if module_of(path) in touched or (walked and slice_of(path) == "walks") or folders & set(path.parents)
    }


def mirror_of(module: str) -> Path:
    """The folder of tests for a module's folder: most tests reach a view by its address, which imports nothing."""
    parts = module.split(".")[:-1]
    return Path("tests", *(parts[1:] if parts[:1] == ["pasocial"] else parts))


@cache
def graph_of_the_project() -> grimp.ImportGraph:
    """Who imports whom, and who names whom in a string: reactions, turns and addresses are declared that way."""
    roots = [
        name for name in ("pasocial", "desks", "foia", "live") if (PROJECT / name / "__init__.py").exists()
    ]
    graph = grimp.build_graph(*roots, "tests", cache_dir=None)
    for module in sorted(graph.modules):
        if module.startswith("tests."):
            continue
        for name in DOTTED.findall(source_of(module)):
            while name and name not in graph.modules:
                name = name.rpartition(".")[0]
            if name and name != module:
                graph.add_import(importer=module, imported=name)
    return graph


def source_of(module: str) -> str:
    path = PROJECT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8") if file.exists() else ""


chosen_key = pytest.StashKey[set[Path] | None]()


def chosen(config: pytest.Config) -> set[Path] | None:
    """The test files of this run; None for all."""
    if chosen_key not in config.stash:
        found: set[Path] | None = None
        if name := config.option.slice:
            found = of_slice(name)
            if not any(slice_of(path) == name for path in found):
                known = sorted({slice_of(path) for path in test_files()} - WHOLE)
                raise pytest.UsageError(f"No tests of {name!r}: one of {', '.join(known)}.")
        if since := config.option.changed:
            reached = reached_by(changed_files("HEAD" if since == "1" else since))
            found = reached if found is None or reached is None else found & reached
        config.stash[chosen_key] = found
    return config.stash[chosen_key]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path.suffix != ".py" or not (config.option.slice or config.option.changed):
        return None
    wanted = chosen(config)
    return None if wanted is None or collection_path.relative_to(PROJECT) in wanted else True


def pytest_report_header(config: pytest.Config) -> str | None:
    if not (config.option.slice or config.option.changed):
        return None
    wanted = chosen(config)
    return (
        "every test: the change can be felt anywhere" if wanted is None else f"{len(wanted)} files of tests"
    )


# The number of tests and the seconds of each file.
Spent = dict[Path, list[float]]


class Seconds:
    """Adds up what each file of tests took, where all reports come together."""

    def __init__(self) -> None:
        self.spent: Spent = defaultdict(lambda: [0, 0.0])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        spent = self.spent[Path(report.nodeid.split("::")[0])]
        spent[0] += report.when == "call"
        spent[1] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.spent:
            terminalreporter.section("seconds of work")
            for line in table(self.spent):
                terminalreporter.write_line(line)


def table(spent: Spent) -> list[str]:
    """A line per slice, dearest first, with its dearest files; one over its share is named."""
    slices: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(spent, key=lambda path: -spent[path][1]):
        slices[slice_of(path)].append(path)
    sums = {
        name: [sum(column) for column in zip(*(spent[path] for path in paths), strict=True)]
        for name, paths in slices.items()
    }
    lines = []
    for name, (number, seconds) in sorted(sums.items(), key=lambda one: -one[1][1]):
        share = SHARES.get(name, SHARE_OF_A_DESK)
        over = f"  OVER its share of {share} s" if seconds > share else ""
        lines.append(f"{name:<16}{number:>6.0f} tests{seconds:>9.1f} s of {share}{over}")
        lines += [f"{spent[path][1]:>31.1f} s {path.as_posix()}" for path in slices[name][:DEAREST_FILES]]
    return lines


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Seconds(), "seconds-of-each-slice")
