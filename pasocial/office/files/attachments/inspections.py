"""Asks what was read in files, and whether one may become public."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from pasocial.folding import folded
from pasocial.office.files.attachments.models import Confirmation, Inspection, Redaction, StoredFile
from pasocial.office.files.attachments.queries import reason_against_opening
from pasocial.office.files.attachments.rules import BY_EYE, Inspected, Suspect, reasons_against_releasing
from pasocial.office.record import registry
from pasocial.refusal import Refusal

# Raised when the reader learns to see more: what it read before is read again.
READER = 1


def names_known(*abouts: str) -> list[str]:
    """Whom files about these things may name, as their desks know them."""
    names: dict[str, None] = {}
    for about in dict.fromkeys(abouts):
        desk = registry.desks().get(about.split(".", 1)[0])
        if desk and desk.names_known:
            names.update(dict.fromkeys(registry.resolve(desk.names_known)(about)))
    return list(names)


def names_mark(names: Iterable[str]) -> str:
    """Tells whether a reading looked for the names of today."""
    return sha256("\n".join(sorted({folded(one) for one in names})).encode()).hexdigest()


class _Names:
    """The names of several things, each asked for once."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, ...], str] = {}

    def mark(self, abouts: Iterable[str]) -> str:
        key = tuple(abouts)
        if key not in self._marks:
            self._marks[key] = names_mark(names_known(*key))
        return self._marks[key]


def inspected_files(files: Iterable[StoredFile]) -> dict[int, Inspected]:
    """What was read in each file, by its primary key, as the rule judges it: four queries and the names' own.

    A reading of before, of other names or by an older reader, counts as none.
    """
    wanted = {one.pk: one for one in files}
    readings = {one.file_id: one for one in Inspection.objects.filter(file__in=wanted)}
    confirmed: dict[int, set[str]] = {pk: set() for pk in wanted}
    for file_id, key in Confirmation.objects.filter(file__in=wanted).values_list("file_id", "key"):
        confirmed[file_id].add(key)
    # Whoever made a redacted copy was asked about its pages without text, and looked.
    for file_id, pages in Redaction.objects.filter(copy__in=wanted).values_list("copy_id", "by_eye"):
        reading = readings.get(file_id)
        if reading and reading.unread and set(reading.unread) <= {str(one) for one in pages}:
            confirmed[file_id].add(BY_EYE)
    names = _Names()
    return {
        pk: _judged(stored, readings.get(pk), frozenset(confirmed[pk]), names)
        for pk, stored in wanted.items()
    }


def _judged(
    stored: StoredFile, reading: Inspection | None, confirmed: frozenset[str], names: _Names
) -> Inspected:
    if reading is None or reading.state == Inspection.State.WAITING or not is_fresh(reading, names):
        return Inspected(name=stored.name)
    return Inspected(
        name=stored.name,
        read=True,
        suspects=tuple(
            Suspect(row["key"], row["datum"], row["excerpt"], tuple(row["pages"])) for row in reading.suspects
        ),
        beyond=reading.beyond,
        unread=tuple(map(str, reading.unread)),
        confirmed=confirmed,
    )


def is_fresh(reading: Inspection, names: _Names | None = None) -> bool:
    """Whether the reader of today, looking for the names of today, read this."""
    return reading.reader == READER and reading.names_mark == (names or _Names()).mark(reading.abouts)


def inspected(stored: StoredFile) -> Inspected:
    return inspected_files([stored])[stored.pk]


def reasons_against_everyone(files: Iterable[StoredFile]) -> list[Refusal]:
    """Why these files may not become public yet, in words: the one guard of every way out."""
    listed = list(files)
    read = inspected_files(listed)
    reasons: list[Refusal] = []
    for stored in listed:
        closed = reason_against_opening(stored)
        reasons += [closed] if closed is not None else reasons_against_releasing(read[stored.pk])
    return reasons


def to_read(files: Iterable[StoredFile]) -> list[StoredFile]:
    """Those of which no reading of today exists, also none that is being made."""
    listed = list(files)
    readings = {one.file_id: one for one in Inspection.objects.filter(file__in=[one.pk for one in listed])}
    names = _Names()
    return [one for one in listed if (found := readings.get(one.pk)) is None or not is_fresh(found, names)]
