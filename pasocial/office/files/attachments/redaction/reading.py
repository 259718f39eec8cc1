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

from pasocial.office.files.attachments import queries
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.redaction.words import Pages
from pasocial.personal_data import Finding, PersonalDatum, personal_data_in
from pasocial.refusal import Refusal, Refused

CHILD = Path(__file__).with_name("child.py")
# A little more than the child allows itself: when it hangs, it is ended from here.
SECONDS = 120
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
    "empty": _("Il file è vuoto: controlla e caricalo di nuovo."),
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
    "hidden_text": _("testo che non si vede: bianco, coperto, minuscolo o fuori dal foglio"),
    "pictures": _("immagini e disegni, che nessuna macchina può leggere"),
}
# Bookmarks and forms alone are part of many ordinary papers, ours too; the rest wants a reason to stay.
HARMLESS = frozenset({"bookmarks", "form", "layers"})


@dataclass(frozen=True)
class Reading:
    """A file's pages as text, the pages (from 1) that no machine can read, those with pictures, and what else is inside.

    `held`: of the words asked for, those that stand anywhere in the file, also where nobody sees them.
    `properties`: what the file says of itself, by the names of the PDF's own fields.
    """

    pages: tuple[str, ...]
    blind_pages: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()
    picture_pages: tuple[int, ...] = ()
    held: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


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


def read(stored: StoredFile, words: Sequence[str] = ()) -> Reading:
    """Raises Refused, in words, for a file that cannot be read within the limits."""
    if not queries.readable(stored):
        raise refuse("kind")
    return read_content(content_of(stored), stored.media_type, words)


def read_content(content: bytes, media_type: str, words: Sequence[str] = ()) -> Reading:
    if media_type in TEXTS:
        return Reading(pages=(text_of(content),))
    with tempfile.TemporaryDirectory(prefix="pasocial-read-") as folder:
        source = Path(folder) / "source.pdf"
        source.write_bytes(content)
        return reading_from(ask({"do": "read", "source": str(source), "words": list(words)}))


def reading_from(answer: Mapping[str, Any]) -> Reading:
    pages = answer["pages"]
    return Reading(
        pages=tuple(page["text"] for page in pages),
        blind_pages=tuple(number for number, page in enumerate(pages, 1) if page["blind"]),
        hidden=tuple(answer["hidden"]),
        picture_pages=tuple(number for number, page in enumerate(pages, 1) if page["pictures"]),
        held=tuple(answer["held"]),
        properties=tuple((str(name), str(value)) for name, value in answer["properties"]),
    )


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


# How a text says in which letters it is written, longest mark first.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def text_of(content: bytes) -> str:
    """The text of a file in any of the encodings that office programs write. Raises Refused for what is no text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse("no_text_file")


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content:
        # Without a mark every second byte of a Western text is empty: the second of each pair, or the first.
        return (
            ("utf-16-le", "utf-16-be") if content[1::2].count(0) > content[::2].count(0) else ("utf-16-be",)
        )
    return ("utf-8-sig", "cp1252")


def content_of(stored: StoredFile) -> bytes:
    try:
        with queries.opened(stored) as content:
            return bytes(content.read())
    except FileNotFoundError as gone:
        raise refuse("gone") from gone


def seen_in(reading: Reading, names: Iterable[str], words: Iterable[str] = ()) -> list[Seen]:
    """Every stretch that seems personal, in reading order. They may overlap: what goes is all of those that stay ticked.

    So one more word never makes another finding smaller.
    """
    known, wanted = [name for name in names if name.strip()], list(words)
    pages = Pages(reading.pages)
    by_page: dict[int, list[Finding]] = {}
    for place in pages.places(wanted):
        found = Finding(
            PersonalDatum.WORD, reading.pages[place.page][place.start : place.end], place.start, place.end
        )
        by_page.setdefault(place.page, []).append(found)
    disguised = pages.places(known)
    for number, text in enumerate(reading.pages):
        machine = personal_data_in(text, known)
        machine += [
            Finding(PersonalDatum.NAME, text[place.start : place.end], place.start, place.end)
            for place in disguised
            if place.page == number and not _told(place.start, place.end, machine)
        ]
        by_page.setdefault(number, []).extend(machine)
    return [
        Seen(
            number + 1,
            finding,
            _SPACE.sub(" ", reading.pages[number][max(0, finding.start - CONTEXT) : finding.start]).lstrip(),
            _SPACE.sub(" ", reading.pages[number][finding.end : finding.end + CONTEXT]).rstrip(),
        )
        for number in sorted(by_page)
        for finding in _once_each(by_page[number])
    ]


def _told(start: int, end: int, findings: Iterable[Finding]) -> bool:
    return any(one.start <= start and end <= one.end for one in findings)


def _once_each(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each stretch: the word a person asked for before what the machine took it for."""
    kept: dict[tuple[int, int], Finding] = {}
    for one in findings:
        kept.setdefault((one.start, one.end), one)
    return [kept[span] for span in sorted(kept)]


def missing_in(reading: Reading, words: Iterable[str]) -> list[str]:
    """The words that are nowhere in the pages: findings of other things never count."""
    pages = Pages(reading.pages)
    return [word for word in words if not pages.places([word])]
