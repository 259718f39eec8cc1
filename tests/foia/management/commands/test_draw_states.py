"""The drawings in the documentation are those of the rules."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foia.management.commands import draw_states


def test_drawings_are_current():
    call_command("draw_states", "--check", stdout=StringIO())


def test_an_old_drawing_is_named(monkeypatch):
    monkeypatch.setattr(draw_states, "pages", lambda: {"request.md": "other"})
    with pytest.raises(CommandError, match=r"request\.md: run manage\.py draw_states"):
        call_command("draw_states", "--check", stdout=StringIO())
