"""Changes at random: where they are looked for, which tests must notice them, and what is no fault of a rule."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import Mutant


def test_rules_and_operations_of_a_slice_are_changed_and_nothing_else() -> None:
    found = mutants.files_of("newsroom")
    assert [path.as_posix() for path in found] == ["desks/newsroom/operations.py", "desks/newsroom/rules.py"]
    foia = {mutants.kind_of(path) for path in mutants.files_of("foia")}
    assert foia == {"rules", "operations"}


def test_slice_that_is_not_there_is_said() -> None:
    with pytest.raises(SystemExit, match="nobody"):
        mutants.files_of("nobody")


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        (
            "foia/rules/clock/duty.py",
            [["tests/foia/rules/clock/test_duty.py"], ["tests/foia/rules"]],
        ),
        ("desks/newsroom/rules.py", [["tests/desks/newsroom/test_rules.py"], ["tests/desks/newsroom"]]),
        (
            "pasocial/office/work/items/operations.py",
            [["tests/office/work/items/test_operations.py"], ["tests/office/work/items"]],
        ),
    ],
)
def test_mirror_is_asked_first_and_then_all_of_its_kind(path: str, tests: list[list[str]]) -> None:
    assert list(mutants.tests_of(Path(path))) == tests


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ('-    _("Scrivi perché."),', True),
        ('-    raise ValueError("no such day")', True),
        ('-    "Una frase detta altrove",', True),
        ('-    if kind == "generalised":', False),
        ("-    return due <= today", False),
    ],
)
def test_sentences_are_left_alone(line: str, is_read: bool) -> None:
    assert (mutants.SENTENCE.search(line) is not None) is is_read


def test_half_of_the_changes_are_in_rules_and_the_same_seed_chooses_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def places_in(path: Path) -> list[object]:
        return [lambda number=number: Mutant(path, "", str(number)) for number in range(20)]

    monkeypatch.setattr(mutants, "places_in", places_in)
    files = mutants.files_of("newsroom")
    taken = mutants.chosen(files, 10, random.Random(3))
    assert sorted(mutants.kind_of(one.path) for one in taken) == ["operations"] * 5 + ["rules"] * 5
    assert taken == mutants.chosen(files, 10, random.Random(3))
