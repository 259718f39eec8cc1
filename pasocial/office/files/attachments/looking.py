"""Looks into one file: its words, what of it no machine can read, and each text of it that seems personal.

Nothing is kept here; `inspecting` keeps what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.folding import folded
from pasocial.office.files.attachments.cleaning import making
from pasocial.office.files.attachments.models import CleanCopy, StoredFile
from pasocial.office.files.attachments.queries import READABLE_TEXTS
from pasocial.office.files.attachments.redaction import reading
from pasocial.personal_data import personal_data_in
from pasocial.refusal import Refused

# What is text as it lies, whatever it means to a program.
TEXTS = READABLE_TEXTS | {"application/json", "application/xml", "text/calendar"}
MOST_SUSPECTS = 300
MOST_EXCERPT = 200
UNREAD = {
    "kind": _("un tipo di file che qui non si legge"),
    "picture": _("un'immagine"),
    "pictures": _("le immagini che contiene"),
    "foreign": _("altri file al suo interno"),
    "attachments": _("gli allegati del messaggio"),
    "encrypted": _("il contenuto protetto da una password"),
    "too_many_pages": _("il testo: ha più di 1000 pagine"),
    "too_long": _("il testo: è troppo lungo"),
    "too_slow": _("il testo: leggerlo chiede troppo tempo"),
    "too_heavy": _("il testo: leggerlo chiede troppa memoria"),
    "no_text_file": _("il testo: non è scritto in UTF-8"),
    "broken": _("il testo: il file è danneggiato"),
    "gone": _("il contenuto, che non si trova più"),
}
# What a reader of a PDF does not see and no clean copy takes out; properties go by themselves.
TOLD_HIDDEN = frozenset({"attachments", "comments", "javascript"})


@dataclass(frozen=True)
class Looked:
    """What one reading found: `pages` of text, and what nobody could read (codes of UNREAD, pages as numbers)."""

    pages: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def look_into(stored: StoredFile) -> Looked:
    """The words of a stored file, and what of it has none that a machine could read. Never raises."""
    try:
        return look_at_content(reading.content_of(stored), stored.media_type)
    except Refused as refused:
        return Looked(unread=(_why(refused),))


def look_at_content(content: bytes, kind: str) -> Looked:
    """The same for bytes of a media type. Never raises."""
    try:
        if kind == making.PDF:
            return _pdf(content)
        if kind in TEXTS:
            return Looked((reading.text_of(content),))
        if kind == "message/rfc822":
            return _message(content)
        if kind in making.OFFICE:
            told = making.words_of(content)
            unread = [code for code in ("pictures", "foreign") if told[code]]
            return Looked(tuple(told["pages"]), (), tuple(unread))
    except Refused as refused:
        return Looked(unread=(_why(refused),))
    return Looked(unread=("picture" if kind.startswith("image/") else "kind",))


def _pdf(content: bytes) -> Looked:
    found = reading.read_content(content, making.PDF)
    return Looked(found.pages, tuple(found.hidden), tuple(str(page) for page in found.blind_pages))


def _why(refused: Refused) -> str:
    code = refused.refusal.code.removeprefix("unreadable_").removeprefix("unclean_")
    return code if code in UNREAD else "broken"


def _message(content: bytes) -> Looked:
    """An e-mail: its headers and its text; what hangs on it is for a person to look at."""
    message = message_from_bytes(content, policy=policy.default)
    said, attached = [f"{name}: {value}" for name, value in message.items()], False
    for part in message.walk():
        if part.is_multipart():
            continue
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            try:
                said.append(str(part.get_content()))
            except (LookupError, ValueError):
                attached = True
        else:
            attached = True
    return Looked(("\n".join(said),), (), ("attachments",) if attached else ())


def suspects_in(
    name: str, looked: Looked, names: Sequence[str] = (), copy: CleanCopy | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Each different text once, with its pages, in reading order; and how many more there are than are kept."""
    rows: dict[str, dict[str, Any]] = {}
    beyond: set[str] = set()
    found = [(0, one) for one in personal_data_in(name.replace("_", " "), names)]
    # The redaction's own eyes: what it proposes to remove is what somebody answers for.
    found += [(one.page, one.finding) for one in reading.seen_in(reading.Reading(pages=looked.pages), names)]
    for number, one in found:
        excerpt = " ".join(one.excerpt.split())[:MOST_EXCERPT]
        key = key_of(one.datum, excerpt)
        if key in rows:
            rows[key]["pages"] = sorted({*rows[key]["pages"], number})
        elif len(rows) >= MOST_SUSPECTS:
            beyond.add(key)
        else:
            rows[key] = {"key": key, "datum": str(one.datum), "excerpt": excerpt, "pages": [number]}
    hidden = [code for code in looked.hidden if code in TOLD_HIDDEN]
    if "author" in looked.hidden and (copy is None or copy.state != CleanCopy.State.MADE):
        # A signed paper keeps its properties, so a person answers for them.
        hidden.append("author")
    for code in hidden:
        rows[f"hidden:{code}"] = {"key": f"hidden:{code}", "datum": "hidden", "excerpt": code, "pages": []}
    return list(rows.values()), len(beyond)


def key_of(datum: str, excerpt: str) -> str:
    """Names the same text wherever it stands and however it is spaced."""
    letters = "".join(one for one in folded(excerpt) if one.isalnum())
    return f"{datum}:{sha256(letters.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class InUpload:
    """What stands in a file that is not stored yet: the texts, and whether something could not be read."""

    excerpts: tuple[str, ...]
    unread: bool


def found_in_upload(content: bytes, name: str, kind: str) -> InUpload:
    looked = look_at_content(content, kind)
    rows, _beyond = suspects_in(name, looked)
    return InUpload(tuple(str(row["excerpt"]) for row in rows), bool(looked.unread))
