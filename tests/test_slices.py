"""A run for one slice, or for what was changed, leaves out only what cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import slices


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


def test_seconds_are_told_dearest_first_and_who_is_over_its_share_is_named() -> None:
    assert slices.table({"newsroom": [3, 95.04], "foia": [1000, 300.0], "office": [2, 1.0]}) == [
        "foia              1000 tests    300.0 s of 480",
        "newsroom             3 tests     95.0 s of 90  OVER its share of 90 s",
        "office               2 tests      1.0 s of 420",
    ]
