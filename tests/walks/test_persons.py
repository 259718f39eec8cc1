"""A walk.py is found by its place in the tree and says who walks; each makes its part of the office, one upon another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.walks.office import Office, furnish
from tests.walks.persons import FILES, KEYS, MAY_MOST, PERSONS, STAFF, VISITORS, persons_of, told, walk_files

WALKS = {
    "office": 'STAFF = {"coordinator": {"office_role": "coordinator"}, "no role": {}}',
    "desks/found": 'AFTER = ("lost",)\nSTAFF: dict[str, dict[str, str]] = {"found head": {"desk": "found", "role": "head"}}',
    "desks/lost": 'VISITORS = ("loser",)\nKEYS = {"lost key": "coordinator"}\nWHO = undefined("not read here")',
}


def tree(below: Path, **changed: str) -> Path:
    for folder, words in {**WALKS, **changed}.items():
        (below / folder).mkdir(parents=True)
        (below / folder / "walk.py").write_text(words, encoding="utf-8")
    return below


def test_desk_that_is_put_into_the_tree_is_walked_after_those_it_builds_upon(tmp_path: Path) -> None:
    files = walk_files(tree(tmp_path))
    assert list(files) == ["office", "lost", "found"]
    assert persons_of(files, "STAFF") == {
        "coordinator": {"office_role": "coordinator"},
        "no role": {},
        "found head": {"desk": "found", "role": "head"},
    }
    assert persons_of(files, "VISITORS") == {"loser": "lost"}
    assert persons_of(files, "KEYS") == {"lost key": "coordinator"}
    assert told(files["found"], "VISITORS", ()) == ()


def test_person_told_twice_and_desk_that_is_not_there_are_faults(tmp_path: Path) -> None:
    twice = walk_files(tree(tmp_path / "a", **{"desks/lost": 'STAFF = {"no role": {}}'}))
    with pytest.raises(AssertionError, match=r"STAFF of lost tells again .*\['no role'\]"):
        persons_of(twice, "STAFF")
    with pytest.raises(AssertionError, match=r"without a walk.py: \['nobody'\]"):
        walk_files(tree(tmp_path / "b", **{"desks/lost": 'AFTER = ("nobody",)'}))


def test_every_person_is_of_one_kind_and_whoever_may_most_comes_first() -> None:
    assert sorted(PERSONS) == sorted(["anonymous", *STAFF, *VISITORS, *KEYS])
    assert sorted(MAY_MOST) == sorted(set(PERSONS) - set(KEYS))
    ranks = [STAFF.get(name, {}).get("role") == "head" for name in MAY_MOST]
    assert ranks == sorted(ranks, reverse=True)
    assert MAY_MOST[-1] == "anonymous"
    assert set(VISITORS.values()) <= set(FILES)


@pytest.mark.django_db
def test_no_slice_takes_a_name_that_another_has_given_or_leaves_one_empty() -> None:
    def office() -> Any:
        return Office(people={})

    def makes(**things: Any) -> Any:
        return SimpleNamespace(__name__="walk", make=lambda made: vars(made).update(things))

    furnished = office()
    furnish(furnished, [makes(case=1), SimpleNamespace(), makes(page=2)])
    assert (furnished.case, furnished.page) == (1, 2)
    with pytest.raises(AssertionError, match=r"given: \['case'\]"):
        furnish(office(), [makes(case=1), makes(case=2)])
    with pytest.raises(AssertionError, match=r"lacks \['case'\]"):
        furnish(office(), [makes(case=None)])
