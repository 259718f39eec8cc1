"""The dated cases that ship for counsel hold, and so does every example of their documentation."""

import re
import tomllib
from pathlib import Path

import pytest

from foia.rules.cases import ITALIAN, KINDS_IN_ITALIAN
from foia.rules.clock import formal_notice_due
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind
from pasocial.office.record.registry.dated_cases import Judged, Judgement, judged

DOCS = Path(__file__).parents[3] / "docs"
FILE = (DOCS / "cases" / "access.toml").read_text(encoding="utf-8")
PAGE = (DOCS / "cases.md").read_text(encoding="utf-8")
CASES = list(judged(FILE))
EXAMPLES = [one for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) for one in judged(block)]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_case_is_kept_or_said_to_be_not_built(case: Judged) -> None:
    assert case.remarks == ()
    not_built = case.title.endswith(("(row 38)", "(row 42)"))
    assert case.judgement is (Judgement.NOT_BUILT if not_built else Judgement.KEPT)


@pytest.mark.parametrize("case", EXAMPLES, ids=[case.title for case in EXAMPLES])
def test_example_of_the_documentation_is_kept(case: Judged) -> None:
    assert (case.judgement, case.remarks) == (Judgement.KEPT, ())


def test_every_row_of_access_is_here() -> None:
    rows = {str(one.get("row", "")).rstrip("abcd") for one in tomllib.loads(FILE)["case"]}
    assert {str(number) for number in (*range(1, 29), 38, 42, 43)} <= rows


def test_every_fact_has_its_italian_word_and_the_documentation_lists_both() -> None:
    assert sorted(ITALIAN.values()) == sorted(FactKind)
    assert sorted(KINDS_IN_ITALIAN.values()) == sorted(AccessKind)
    listed = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", PAGE, re.MULTILINE))
    assert listed == {str(kind): word for word, kind in ITALIAN.items()}


def test_formal_notice_of_row_42_runs_ninety_days() -> None:
    on, due = (one["on"] for one in tomllib.loads("a = {on = 2026-01-10}\nb = {on = 2026-04-10}").values())
    assert formal_notice_due(on) == due
