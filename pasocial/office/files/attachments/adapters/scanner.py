"""What intake needs from a malware scanner."""

from dataclasses import dataclass
from typing import IO, Protocol


@dataclass(frozen=True)
class Verdict:
    """`found` names the malware; empty means clean."""

    found: str = ""


class ScannerAway(Exception):
    """The scanner did not answer, or not with a verdict: the file stays unreleased until it does."""


class Scanner(Protocol):
    def scan(self, content: IO[bytes]) -> Verdict:
        """Reads the whole file; raises ScannerAway."""
