"""Draws the tables of states into docs/states, so that a reader sees them and a test keeps them true."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foia.rules.ombudsman import STAGE_LABELS, STEPS, draw_ombudsman
from foia.rules.states import STATE_LABELS, TRANSITIONS, VERB_LABELS, State, draw_states
from foia.rules.visibility import draw_visibility

FOLDER = Path("docs") / "states"


def pages() -> dict[str, str]:
    """The pages as they should be: file name and content."""
    rows = "\n".join(
        f"| {row.verb} | {VERB_LABELS[row.verb]} | {', '.join(s for s in State if s in row.sources)} "
        f"| {row.target or 'unchanged'} | {row.why} |"
        for row in TRANSITIONS
    )
    words = "\n".join(f"| {state} | {label} |" for state, label in STATE_LABELS.items())
    steps = "\n".join(
        f"| {step.fact} | {step.source or 'no appeal'} | {step.target} | {step.why} |" for step in STEPS
    )
    stages = "\n".join(f"| {stage} | {label} |" for stage, label in STAGE_LABELS.items())
    return {
        "request.md": (
            "# States of a request\n\n"
            "Drawn from `foia/rules/states.py` by `manage.py draw_states`; do not edit.\n\n"
            f"```mermaid\n{draw_states()}```\n\n"
            "| Verb | On the button | From | To | Why |\n| --- | --- | --- | --- | --- |\n"
            f"{rows}\n\n| State | What people read |\n| --- | --- |\n{words}\n"
        ),
        "ombudsman.md": (
            "# An appeal to the ombudsman\n\n"
            "Drawn from `foia/rules/ombudsman.py` by `manage.py draw_states`; do not edit.\n\n"
            f"```mermaid\n{draw_ombudsman()}```\n\n"
            f"| Fact | From | To | Why |\n| --- | --- | --- | --- |\n{steps}\n\n"
            f"| Stage | What people read |\n| --- | --- |\n{stages}\n"
        ),
        "register.md": (
            "# What the register shows of a request\n\n"
            "Drawn from `foia/rules/visibility.py` by `manage.py draw_states`; do not edit.\n\n"
            f"```mermaid\n{draw_visibility()}```\n"
        ),
    }


class Command(BaseCommand):
    help = "Writes docs/states; with --check only says whether it is current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a page is old")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / FOLDER
        old = [
            name
            for name, content in pages().items()
            if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != content
        ]
        if options["check"]:
            if old:
                raise CommandError(f"{', '.join(old)}: run manage.py draw_states.", returncode=1)
            self.stdout.write("The drawings are current.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in pages().items():
            (folder / name).write_text(content, encoding="utf-8")
        self.stdout.write(f"Drawn: {', '.join(pages())}.")
