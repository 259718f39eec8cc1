"""A kind of draft that no desk of the house declares: notes left in an attic, kept ten days."""

from __future__ import annotations

import pytest

from pasocial.office.record import registry

NOTE, LETTER = "attic.note", "attic.letter"


@pytest.fixture(autouse=True)
def attic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "drafts", lambda: {NOTE: 10, LETTER: 20})
