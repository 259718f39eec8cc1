"""Asks what a file says, page by page, what it hides, and which stretches of it seem personal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.office.attachments import queries
from pasocial.office.attachments.models import StoredFile
from pasocial.office.attachments.rules import Look
from pasocial.personal_data import Finding, personal_data_in
from pasocial.refusal import Refusal, Refused

CHILD = Path(__file__).with_name("child.py")
# A little more than the child allows itself: when it hangs, it is ended from here.
SECONDS = 60
PDF = "application/pdf"
TEXTS = queries.READABLE_TEXTS
# Words around a finding that let a person judge it.
CONTEXT = 60
_SPACE = re.compile(r"\s+")

REFUSED = {
    "encrypted": _(
        "Il PDF è protetto da una password: aprilo, salvalo senza protezione e caricalo di nuovo."
    ),
    "broken": _("Il PDF è danneggiato e non si lascia leggere: chiedi di nuovo il file o stampalo in PDF."),
    "too_many_pages": _("Il PDF ha più di 1000 pagine: dividilo in parti e lavorane una per volta."),
    "too_long": _("Il testo è troppo lungo per essere controllato in una volta: dividi il file in parti."),
    "too_slow": _("Leggere questo file richiede troppo tempo: dividilo in parti o stampalo di nuovo in PDF."),
    "too_heavy": _(
        "Leggere questo file richiede troppa memoria: dividilo in parti o stampalo di nuovo in PDF."
    ),
    "no_text_file": _("Il testo non si lascia leggere: salvalo come UTF-8 e caricalo di nuovo."),
    "kind": _(
        "Questo tipo di file non si può oscurare qui: salvalo in PDF, oppure carica tu una copia oscurata."
    ),
    "gone": _("Il contenuto del file non si trova più: carica di nuovo il documento."),
}
# What a reader of the file does not see, by the child's codes.
HIDDEN = {
    "author": _("autore, oggetto o parole chiave nelle proprietà"),
    "attachments": _("file allegati dentro il PDF"),
    "layers": _("livelli che si possono nascondere"),
    "bookmarks": _("segnalibri"),
    "form": _("campi di un modulo"),
    "javascript": _("istruzioni che si eseguono all'apertura"),
    "comments": _("commenti e annotazioni"),
}
# Bookmarks and forms alone are part of many ordinary papers, ours too; the rest wants a reason to stay.
HARMLESS = frozenset({"bookmarks", "form", "layers"})


@dataclass(frozen=True)
class Reading:
    """A file's pages as text, the pages (from 1) that have none, and what else is inside."""

    pages: tuple[str, ...]
    blind_pages: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """One finding on its page (from 1), with the words around it."""

    page: int
    finding: Finding
    before: str
    after: str

    @property
    def key(self) -> str:
        """Names this very stretch; the same file read again gives the same keys."""
        return f"{self.page}-{self.finding.start}-{self.finding.end}"


def refuse(code: str) -> Refused:
    return Refused(Refusal(f"unreadable_{code}", REFUSED.get(code, REFUSED["broken"]), "file"))


def read(stored: StoredFile) -> Reading:
    """Raises Refused, in words, for a file that cannot be read within the limits."""
    if not queries.readable(stored):
        raise refuse("kind")
    if stored.media_type in TEXTS:
        return Reading(pages=(text_of(content_of(stored)),))
    with tempfile.TemporaryDirectory(prefix="pasocial-read-") as folder:
        source = Path(folder) / "source.pdf"
        source.write_bytes(content_of(stored))
        return reading_from(ask({"do": "read", "source": str(source)}))


def reading_from(answer: Mapping[str, Any]) -> Reading:
    pages = tuple(page["text"] for page in answer["pages"])
    return Reading(
        pages=pages,
        blind_pages=tuple(number for number, text in enumerate(pages, 1) if not has_words(text)),
        hidden=tuple(answer["hidden"]),
    )


def has_words(text: str) -> bool:
    """A scan with a stamp printed over it has a few letters and no text: ten letters are the least that counts."""
    return sum(one.isalnum() for one in text) >= 10


def ask(order: Mapping[str, Any]) -> dict[str, Any]:
    """One order to the child, in a process of its own. Raises Refused when it refuses, hangs or dies."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(CHILD)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as slow:
        raise refuse("too_slow") from slow
    if done.returncode == -24:  # SIGXCPU: its processor time is over
        raise refuse("too_slow")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as nothing:
        raise refuse("too_heavy" if done.returncode else "broken") from nothing
    if "refused" in answer:
        raise refuse(answer["refused"])
    return answer


def text_of(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse("no_text_file")


def content_of(stored: StoredFile) -> bytes:
    try:
        with queries.opened(stored) as content:
            return bytes(content.read())
    except FileNotFoundError as gone:
        raise refuse("gone") from gone


def seen_in(reading: Reading, names: Iterable[str], words: Iterable[str] = ()) -> list[Seen]:
    """Every stretch that seems personal, in reading order."""
    known, wanted = list(names), list(words)
    seen: list[Seen] = []
    for number, text in enumerate(reading.pages, 1):
        for finding in personal_data_in(text, known, words=wanted):
            seen.append(
                Seen(
                    number,
                    finding,
                    _SPACE.sub(" ", text[max(0, finding.start - CONTEXT) : finding.start]).lstrip(),
                    _SPACE.sub(" ", text[finding.end : finding.end + CONTEXT]).rstrip(),
                )
            )
    return seen


def look_at(stored: StoredFile, names: Sequence[str]) -> Look:
    """What the machine sees in a file, for whoever decides on it. Never raises: an unreadable file vouches for nothing."""
    in_name = len(personal_data_in(stored.name.replace("_", " "), names))
    try:
        reading = read(stored)
    except Refused as refused:
        return Look(found=in_name, unreadable=refused.refusal.text())
    return Look(
        read=True,
        found=in_name + len(seen_in(reading, names)),
        hidden=tuple(one for one in reading.hidden if one not in HARMLESS),
        blind_pages=reading.blind_pages,
    )
