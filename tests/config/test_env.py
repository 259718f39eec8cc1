"""Settings name everything that is missing or wrong at once, with the line to add."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pasocial.config.settings.env import Environment


def test_environment_names_all_that_is_missing_and_wrong_together() -> None:
    env = Environment({"SHORT": "abc", "PORT": "many", "DEBUG": "perhaps"})
    env.required("SECRET_KEY", hint="<random>")
    env.required("DATABASE_URL", hint="postgresql://…")
    env.required("SHORT", hint="x", least=50)
    env.number("PORT", 8000)
    env.flag("DEBUG")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.insist()
    assert str(refused.value).splitlines() == [
        "PAsocial cannot start with these settings.",
        "Add these lines to its environment (docs/settings.md explains each):",
        "    DATABASE_URL=postgresql://…",
        "    SECRET_KEY=<random>",
        "Correct these:",
        "    DEBUG: 'perhaps' is neither yes nor no",
        "    PORT: 'many' is not a whole number",
        "    SHORT: it has 3 characters, at least 50 are needed",
    ]


def test_environment_reads_a_secret_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    env = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")})
    assert env.required("SECRET_KEY", hint="") == "from the file"
    env.insist()


def test_environment_says_which_secret_file_cannot_be_read() -> None:
    env = Environment({"SECRET_KEY_FILE": "/nowhere/key"})
    assert env.text("SECRET_KEY", "") == ""
    assert env.wrong == {"SECRET_KEY_FILE": "/nowhere/key cannot be read (No such file or directory)"}


@pytest.mark.parametrize(("given", "meant"), [("1", True), ("YES", True), ("off", False), ("0", False)])
def test_flag_understands_yes_and_no(given: str, meant: bool) -> None:
    assert Environment({"X": given}).flag("X", default=not meant) is meant


def test_list_is_separated_by_commas() -> None:
    assert Environment({"X": " a.example , b.example,"}).listed("X") == ["a.example", "b.example"]
