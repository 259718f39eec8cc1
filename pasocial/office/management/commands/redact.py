"""`manage.py redact FILE --remove "WORDS" --out COPY`: a redacted copy of one file, without the office's database."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from pasocial.office.files.attachments.redaction.alone import redacted, refusal_of
from pasocial.refusal import Refused

REFUSED, WRONG_CALL = 3, 2
MOST_BYTES = 100 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Writes a copy of a PDF or text file in which the given words are gone. Exit status: 0 when the copy was made, "
        "read again and can be vouched for; 3 when it was refused (the reason is on standard error, no file is left); "
        "2 when the call is wrong. Needs no database and no engines."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the PDF or text file; it is never changed")
        parser.add_argument(
            "--remove",
            action="append",
            required=True,
            metavar="WORDS",
            help="words to take out: each goes wherever it stands, also alone and however it is spelt; repeatable",
        )
        parser.add_argument("--out", required=True, metavar="COPY", help="where the copy is written")

    def handle(self, *args: Any, file: str, remove: list[str], out: str, **options: Any) -> None:
        source, target = Path(file), Path(out)
        content = self._content(source, target)
        if not any(one.isalnum() for words in remove for one in words):
            self._stop(WRONG_CALL, "--remove names no word: write at least one letter or digit.")
        try:
            vouched = redacted(content, remove)
        except Refused as refused:
            self._stop(REFUSED, refusal_of(refused))
        self._write(target, vouched.made.content)
        for note in vouched.notes:
            self.stderr.write(note)
        self.stdout.write(f"{target}: {vouched.made.pages} p., {len(vouched.made.removed)} x removed")

    def _content(self, source: Path, target: Path) -> bytes:
        if not source.exists():
            self._stop(WRONG_CALL, f"There is no file {source}.")
        if not source.is_file():
            self._stop(WRONG_CALL, f"{source} is not a file.")
        if not target.parent.is_dir():
            self._stop(WRONG_CALL, f"There is no folder {target.parent} for the copy.")
        if target.is_dir():
            self._stop(WRONG_CALL, f"{target} is a folder: name the file of the copy.")
        if target.exists() and target.samefile(source):
            self._stop(WRONG_CALL, "The copy would take the place of the original: name another file.")
        try:
            # A copy of an earlier run must not be taken for the one that is refused now.
            target.unlink(missing_ok=True)
            if source.stat().st_size > MOST_BYTES:
                self._stop(REFUSED, f"{source} is larger than {MOST_BYTES // 1024**2} MB.")
            return source.read_bytes()
        except OSError as trouble:
            self._stop(WRONG_CALL, f"{trouble.filename} cannot be used: {trouble.strerror}.")

    def _write(self, target: Path, content: bytes) -> None:
        """All of it or nothing: a copy cut short is no copy."""
        place = ""
        try:
            handle, place = tempfile.mkstemp(prefix=".redacted-", dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(place, 0o644)
            os.replace(place, target)
        except OSError as trouble:
            with suppress(OSError):
                os.unlink(place)
            self._stop(WRONG_CALL, f"{target} cannot be written: {trouble.strerror}.")

    def _stop(self, status: int, words: str) -> NoReturn:
        self.stderr.write(words)
        sys.exit(status)
