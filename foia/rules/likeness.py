"""How texts of access requests are read, to be compared: Italian, without the formulas that most of them share."""

from __future__ import annotations

from foia.rules.formulas import FORMULAS
from pasocial.likeness import Reading
from pasocial.likeness import read as read_in
from pasocial.likeness.italian import italian

ACCESS = italian(FORMULAS)


def read(text: str) -> Reading:
    """Reads a request: its subject first, then its text. Never fails."""
    return read_in(text, ACCESS)
