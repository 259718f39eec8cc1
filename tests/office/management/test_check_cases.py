"""`check_cases` needs no database, prints a sentence a case, and its exit status says whether all are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.office.record.registry.test_dated_cases import GOOD

pytestmark: list[pytest.MarkDecorator] = []  # no database: one that is touched fails the test


def run(*texts: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit status, what was printed, and the last word."""
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.toml")
        files[-1].write_text(text, encoding="utf-8")
    try:
        call_command("check_cases", *map(str, files))
    except CommandError as error:
        return error.returncode, capsys.readouterr().out, str(error)
    printed = capsys.readouterr().out
    return 0, printed, printed.strip().splitlines()[-1]


def test_all_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, last = run(GOOD, folder=tmp_path, capsys=capsys)
    assert (status, last) == (0, "1 case: 1 kept.")
    assert printed.startswith("Kept           “Thirty days” (row 1): due on Wednesday 1 April 2026.")


def test_one_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = GOOD + GOOD.replace("2026-04-01", "2026-04-02")
    status, printed, last = run(broken, GOOD, folder=tmp_path, capsys=capsys)
    assert (status, last) == (1, "3 cases: 2 kept, 1 broken.")
    assert "line 9: due on is Wednesday 1 April 2026, expected Thursday 2 April 2026." in printed


def test_malformed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed, last = run(GOOD.replace("facts", "fatti"), folder=tmp_path, capsys=capsys)
    assert (status, last) == (2, "1 case: 1 malformed.")
    assert "Malformed      “Thirty days” (row 1), line 2: the key “facts” is missing" in printed
    status, _printed, last = run("[[case]", folder=tmp_path, capsys=capsys)
    assert status == 2
    assert "not written as TOML" in last
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_cases", str(tmp_path / "absent.toml"))


def test_the_clocks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_cases", clocks=True)
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"access", "notices", "standstill", "review", "ombudsman", "recurrence", "register"} <= set(listed)
