"""A scanner for tests: it finds the EICAR test string, or is away when told so."""

from typing import IO

from pasocial.office.files.attachments.adapters.scanner import ScannerAway, Verdict

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class FakeScanner:
    def __init__(self, *, away: bool = False) -> None:
        self.away = away

    def scan(self, content: IO[bytes]) -> Verdict:
        if self.away:
            raise ScannerAway("told to be away")
        content.seek(0)
        return Verdict("Eicar-Test-Signature" if EICAR in content.read() else "")
