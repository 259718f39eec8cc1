"""A run for one slice, or for what was changed, leaves out only what cannot tell."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pasocial.office.record import registry
from tests import slices
from tests.journeys.conftest import hands_for
from tests.walks.conftest import is_wanted
from tests.walks.who import Only


def reached(*paths: str) -> set[str] | None:
    found = slices.reached_by([Path(path) for path in paths])
    return None if found is None else {path.as_posix() for path in found}


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("tests/foia/rules/test_states.py", "foia"),
        ("tests/desks/newsroom/test_api.py", "newsroom"),
        ("tests/office/work/items/test_queries.py", "office"),
        ("tests/test_refusal.py", "office"),
        ("tests/walks/test_permissions.py", "walks"),
        ("tests/journeys/test_the_whole_house.py", "journeys"),
    ],
)
def test_each_test_belongs_to_one_slice(path: str, owner: str) -> None:
    assert slices.slice_of(Path(path)) == owner


def test_run_for_a_desk_has_its_own_tests_its_journeys_and_the_walls_but_no_other_desk() -> None:
    found = {path.as_posix() for path in slices.of_slice("newsroom")}
    assert "tests/desks/newsroom/test_operations.py" in found
    assert "tests/architecture/test_walls.py" in found
    assert "tests/walks/test_permissions.py" in found
    assert {path for path in found if path.startswith("tests/journeys/")} == {
        "tests/journeys/test_recurrence_by_either_hand.py",
        "tests/journeys/test_the_whole_house.py",
    }
    assert [path for path in found if path.startswith(("tests/foia/", "tests/office/"))] == []


def test_every_journey_says_which_slices_it_walks_through() -> None:
    known = {slices.slice_of(path) for path in slices.test_files()}
    unsaid = [
        path.as_posix()
        for path in slices.test_files()
        if slices.slice_of(path) == "journeys"
        and (not slices.told_of(path) or not slices.told_of(path) <= known)
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    "path",
    [
        "pasocial/office/work/items/queries.py",
        "pyproject.toml",
        "requirements-dev.txt",
        "tests/conftest.py",
        "tests/slices.py",
        "tests/fixtures.py",
        "templates/components/button.html",
        "templates/office/dashboard.html",
    ],
)
def test_what_everybody_stands_on_is_felt_everywhere(path: str) -> None:
    assert reached(path) is None


def test_change_of_a_rule_reaches_whoever_imports_it_and_no_other_desk() -> None:
    found = reached("foia/rules/small_numbers.py")
    assert found is not None
    assert {
        "tests/foia/rules/test_small_numbers.py",
        "tests/foia/queries/test_measures.py",
        "tests/walks/test_permissions.py",
    } <= found
    assert [path for path in found if path.startswith("tests/desks/")] == []
    assert "tests/foia/rules/clock/test_duty.py" not in found


def test_change_of_what_is_only_named_in_a_declaration_reaches_who_declares_it() -> None:
    """Reactions and tiles are strings: nobody imports a task."""
    graph = slices.graph_of_the_project()
    assert graph.direct_import_exists(importer="foia.desk", imported="foia.tasks.cases")
    assert graph.direct_import_exists(importer="desks.newsroom.desk", imported="desks.newsroom.queries")


def test_change_of_a_template_reaches_its_slice_and_of_a_page_of_prose_the_architecture_only() -> None:
    found = reached("templates/desks/newsroom/commission.html")
    assert found == {path.as_posix() for path in slices.of_slice("newsroom")}
    prose = reached("docs/api.md")
    assert prose is not None
    assert {Path(path).parent.as_posix() for path in prose} == {"tests/architecture"}


def test_test_that_was_changed_is_run_and_one_that_is_gone_is_not() -> None:
    assert reached("tests/foia/rules/test_states.py", "tests/foia/rules/test_gone.py") == {
        "tests/foia/rules/test_states.py"
    }


@pytest.mark.parametrize(
    "path", ["tests/foia/walk.py", "tests/foia/walk_cases.py", "tests/desks/gone/walk.py"]
)
def test_change_of_the_walk_of_one_slice_reaches_the_walks_and_nothing_else(path: str) -> None:
    assert reached(path) == {one.as_posix() for one in slices.test_files() if slices.slice_of(one) == "walks"}


def test_change_of_what_some_tests_stand_on_reaches_those_that_import_it() -> None:
    assert reached("tests/architecture/tree.py") == {
        one.as_posix()
        for one in slices.test_files()
        if re.search(
            r"^\s*from tests\.architecture\.tree import",
            (slices.PROJECT / one).read_text(encoding="utf-8"),
            re.M,
        )
    }
    found = reached("tests/desks/newsroom/conftest.py")
    assert found is not None
    assert {path for path in found if path.startswith("tests/desks/newsroom/")} == {
        one.as_posix() for one in slices.test_files() if slices.slice_of(one) == "newsroom"
    }
    assert [path for path in found if path.startswith(("tests/foia/rules/", "tests/architecture/"))] == []


def options(**told: str) -> Any:
    """As much of pytest's configuration as the choice of the tests asks."""
    return SimpleNamespace(
        option=SimpleNamespace(**{"slice": "", "changed": "", **told}), stash=pytest.Stash()
    )


def test_run_for_one_slice_leaves_out_the_files_of_the_others_and_nothing_without_being_asked() -> None:
    def ignored(config: Any) -> set[str]:
        return {
            one.as_posix()
            for one in slices.test_files()
            if slices.pytest_ignore_collect(slices.PROJECT / one, config)
        }

    everything = {one.as_posix() for one in slices.test_files()}
    assert ignored(options(slice="newsroom")) == everything - {
        one.as_posix() for one in slices.of_slice("newsroom")
    }
    assert ignored(options()) == set()
    assert slices.pytest_report_header(options()) is None
    kept = len(slices.of_slice("newsroom"))
    assert slices.pytest_report_header(options(slice="newsroom")) == f"{kept} files of tests"


def test_slice_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(
        pytest.UsageError, match="No tests of 'newsrom': one of contacts, foia, newsroom, office"
    ):
        slices.chosen(options(slice="newsrom"))


def test_run_for_what_was_changed_looks_at_the_working_tree_or_since_a_revision(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def changed(since: str) -> list[Path]:
        asked.append(since)
        return [Path("tests/foia/rules/test_states.py"), Path("tests/desks/newsroom/test_api.py")]

    monkeypatch.setattr(slices, "changed_files", changed)
    both = {Path("tests/foia/rules/test_states.py"), Path("tests/desks/newsroom/test_api.py")}
    assert slices.chosen(options(changed="1")) == both
    assert slices.chosen(options(changed="main", slice="newsroom")) == {
        Path("tests/desks/newsroom/test_api.py")
    }
    assert asked == ["HEAD", "main"]


def test_walk_for_one_slice_asks_its_addresses_and_whatever_belongs_to_no_slice_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def walked(slice_: str) -> list[str]:
        monkeypatch.setattr(Only, "slice", slice_)
        items = [
            SimpleNamespace(nodeid="tests/walks/x", callspec=SimpleNamespace(params={"owner": owner}))
            for owner in ("foia", "newsroom", "office", "site")
        ]
        whole = SimpleNamespace(nodeid="tests/walks/y")
        return [getattr(item, "callspec", whole).params["owner"] for item in items if is_wanted(item)] + (
            ["whole"] if is_wanted(whole) else []
        )

    assert walked("") == ["foia", "newsroom", "office", "site", "whole"]
    assert walked("newsroom") == ["newsroom", "whole"]
    # What has no walk.py of its own (the site, the panel, machines) stands in that of the house.
    assert walked("office") == ["office", "site", "whole"]


def test_each_desk_that_has_journeys_has_chosen_one_for_the_keyboard() -> None:
    journeys = [path for path in slices.test_files() if slices.slice_of(path) == "journeys"]
    desks = {code for code, desk in registry.desks().items() if desk.has_members}
    walked = {name for path in journeys for name in slices.told_of(path)} & desks
    chosen = slices.keyboard_journeys()
    assert [desk for desk, _test in chosen] == sorted(walked)
    for desk, test in chosen:
        assert desk in slices.told_of(Path(test.split("::")[0])), test


@pytest.mark.parametrize(
    ("chosen", "everything", "hands"),
    [
        (False, False, ["no script"]),
        (True, False, ["no script", "keyboard"]),
        (False, True, ["no script", "keyboard"]),
    ],
)
def test_chosen_journey_goes_by_keyboard_in_every_run_and_all_of_them_in_the_long_one(
    chosen: bool, everything: bool, hands: list[str]
) -> None:
    assert [one.values[0] for one in hands_for(chosen=chosen, everything=everything)] == hands


def test_seconds_are_told_dearest_first_with_the_dearest_files_and_who_is_over_its_share_is_named() -> None:
    foia = {Path(f"tests/foia/test_{number}.py"): [100, 10.0 * number] for number in range(1, 8)}
    spent = {
        Path("tests/desks/newsroom/test_rules.py"): [1, 5.0],
        **foia,
        Path("tests/desks/newsroom/test_views.py"): [2, 90.04],
    }
    assert slices.table(spent) == [
        "foia               700 tests    280.0 s of 480",
        *(f"{10 * number:>29}.0 s tests/foia/test_{number}.py" for number in range(7, 1, -1)),
        "newsroom             3 tests     95.0 s of 90  OVER its share of 90 s",
        "                           90.0 s tests/desks/newsroom/test_views.py",
        "                            5.0 s tests/desks/newsroom/test_rules.py",
    ]
