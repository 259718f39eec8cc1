"""Looks at one file: size, real kind, what a signature or an archive holds, and the name it is kept under."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pasocial.office.files.attachments.intake import archives, compound, kinds, signed, sniffing
from pasocial.office.files.attachments.intake.names import clean_name, inner_name, plain_name, suffix_of
from pasocial.refusal import Refusal

_ZIPPED = frozenset(
    {
        kinds.ZIP, kinds.DOCX, kinds.XLSX, kinds.PPTX, kinds.ODT, kinds.ODS, kinds.ODP, kinds.ODG,
        kinds.ASICE, kinds.ASICS,
    }
)  # fmt: skip
# A signed file signed again, and again: real chains of signers stop well before.
MOST_WRAPPINGS = 5
# These say of themselves what they are; a name of theirs on other bytes is no slip but a broken or a false file.
_OFFICE = frozenset(
    {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".odg", ".asice", ".sce", ".asics", ".scs"}
)


@dataclass(frozen=True)
class Looked:
    """`inside`: the name of what a signature wraps. `renamed`: what to tell a person whose file got another name."""

    name: str
    media_type: str
    size: int
    refusal: Refusal | None = None
    inside: str = ""
    renamed: Refusal | None = None


def first_scan_state() -> str:
    return "waiting" if getattr(settings, "CLAMD_ADDRESS", "") else "off"


def look_at(content: IO[bytes], name: str) -> Looked:
    """Size in bytes, media type by content and cleaned name, or the reason why the file is not accepted."""
    size = content.seek(0, os.SEEK_END)
    content.seek(0)
    if size == 0:
        return _no(name, "", 0, "empty_file", _("Il file è vuoto: controlla e caricalo di nuovo."))
    if size > kinds.MAX_BYTES:
        return _no(
            name, "", size, "file_too_large", _("Il file supera 20 MB: riducilo o dividilo in più parti.")
        )
    suffix = suffix_of(name)
    if suffix in kinds.WITH_MACROS:
        return Looked(name, "", size, archives.with_macros())
    if suffix in kinds.PROGRAMS:
        return _no(
            name,
            "",
            size,
            "program",
            _(
                "Il nome finisce in «{ending}», come i programmi: per sicurezza non lo accettiamo. Se è un documento, "
                "rinominalo o salvalo in PDF."
            ),
            ending=suffix,
        )
    looked = _look(content, name, size, 0)
    content.seek(0)
    return looked


def _no(name: str, media_type: str, size: int, code: str, words: Any, **values: object) -> Looked:
    return Looked(name, media_type, size, Refusal(code, words, "files", values))


def _look(content: IO[bytes], name: str, size: int, depth: int) -> Looked:
    # First of all: the first bytes of a signed PDF hold those of the PDF.
    wrapped = _wrapped(content, name)
    if isinstance(wrapped, signed.Wrapped):
        return _signed(wrapped, name, size, depth)
    found = sniffing.sniff(content, name)
    if isinstance(found, Refusal):
        return Looked(name, "", size, found)
    if compound.ENCRYPTED in (found, wrapped):
        return _encrypted(name, size)
    if found not in kinds.ACCEPTED:
        words = _("Questo tipo di file non è accettato. Accettiamo: {kinds}")
        return _no(name, found, size, "file_type", words, kinds=kinds.ACCEPTED_IN_WORDS)
    if found in _ZIPPED:
        against = archives.reason_against_archive(content)
        if against is not None:
            return Looked(name, found, size, against)
    if found == kinds.ZIP and suffix_of(name) in _OFFICE:
        words = _(
            "Il file si chiama «{ending}» ma non lo è: apri l'originale, salvalo di nuovo e ricaricalo."
        )
        return _no(name, found, size, "file_type", words, ending=suffix_of(name))
    return Looked(clean_name(name, found), found, size, renamed=renaming(name, found))


def _encrypted(name: str, size: int) -> Looked:
    words = _("Il file è cifrato o chiuso con una password: nessuno qui può aprirlo. Caricalo aperto.")
    return _no(name, "", size, "file_encrypted", words)


def _wrapped(content: IO[bytes], name: str) -> signed.Wrapped | str | None:
    content.seek(0)
    head = content.read(2000)
    content.seek(0)
    # Nobody reads 20 MB of a plain text to learn that it is no signature; a mail stays a mail, signed or not.
    if suffix_of(name) == ".eml" or not signed.may_be(head):
        return None
    return signed.unwrapped(content.read())


def _signed(wrapped: signed.Wrapped, name: str, size: int, depth: int) -> Looked:
    """A signature is as acceptable as what it wraps; the bytes are kept as they came."""
    kept = clean_name(name, wrapped.media_type)
    renamed = renaming(name, wrapped.media_type)
    if wrapped.content is None:
        return Looked(kept, wrapped.media_type, size, renamed=renamed)
    if depth >= MOST_WRAPPINGS:
        return _no(name, wrapped.media_type, size, "signed_too_often", _("Il file è firmato troppe volte."))
    given = wrapped.name or inner_name(name)
    suffix = suffix_of(given)
    inner = (
        _look(io.BytesIO(wrapped.content), given, len(wrapped.content), depth + 1)
        if wrapped.content and suffix not in kinds.PROGRAMS | kinds.WITH_MACROS
        else None
    )
    if inner is None or inner.refusal is not None:
        why = inner.refusal if inner else None
        if why is not None and why.code != "file_type":
            return Looked(name, wrapped.media_type, size, why)
        words = _("Il file è firmato, ma quello che contiene non è un tipo accettato. Accettiamo: {kinds}")
        return _no(name, wrapped.media_type, size, "file_type", words, kinds=kinds.ACCEPTED_IN_WORDS)
    return Looked(kept, wrapped.media_type, size, inside=inner.inside or inner.name, renamed=renamed)


def renaming(name: str, media_type: str) -> Refusal | None:
    """What is said when the name claimed another kind; a name without an extension of ours just gets one."""
    suffix = suffix_of(name)
    kind = kinds.BY_TYPE[media_type]
    if not suffix or suffix in kind.extensions:
        return None
    return Refusal(
        "file_renamed",
        _("«{name}» è in realtà {kind}: rinominalo in «{right}» e caricalo di nuovo."),
        "files",
        {"name": plain_name(name)[-80:], "kind": kind.label, "right": clean_name(name, media_type)},
    )


def sum_of(content: IO[bytes]) -> str:
    """The SHA-256 of the whole, in hexadecimal; the place in the file returns to the start."""
    content.seek(0)
    found = hashlib.sha256()
    while block := content.read(1 << 20):
        found.update(block)
    content.seek(0)
    return found.hexdigest()


def doubles(uploads: Sequence[Any], known: Iterable[str] = ()) -> tuple[list[Any], list[Any]]:
    """The uploads without those whose bytes came already, in this same sending or among the sums `known`; and these."""
    seen = set(known)
    once: list[Any] = []
    again: list[Any] = []
    for upload in uploads:
        mark = sum_of(upload)
        (again if mark in seen else once).append(upload)
        seen.add(mark)
    return once, again
