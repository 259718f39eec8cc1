"""What a kept file may be called: the whole name a person gave, without what deceives, and the extension of its kind."""

from __future__ import annotations

import re
import unicodedata

from pasocial.office.files.attachments.intake.kinds import BY_TYPE, EXTENSIONS, PROGRAMS, WITH_MACROS

# What file systems and headers bear; the stem is cut, never the extension.
MOST_BYTES = 255
KNOWN = EXTENSIONS | PROGRAMS | WITH_MACROS
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%;]+')
# Windows opens a device under these names, with any extension.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])", re.IGNORECASE)


def plain_name(name: str) -> str:
    """The last part of a path in one line, without control, format and direction characters; may be empty."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name).rstrip("/\\"))[-1]
    shown = "".join(
        " " if unicodedata.category(each)[0] == "Z" or each == "\t" else each
        for each in base
        if each == "\t" or unicodedata.category(each)[0] != "C"
    )
    return re.sub(r" {2,}", " ", _FORBIDDEN.sub("_", shown)).strip(" .")


def suffix_of(name: str) -> str:
    """The last suffix in lower case, if it is an extension we know; `12.03.2025` and `dott. Rossi` have none."""
    _stem, dot, end = plain_name(name).rpartition(".")
    return f".{end.lower()}" if dot and f".{end.lower()}" in KNOWN else ""


def clean_name(name: str, media_type: str) -> str:
    """A safe file name of at most 255 bytes: the whole name, and an extension that tells the truth.

    A signature keeps the name of what it signs: `contratto.pdf` becomes `contratto.pdf.p7m`.
    """
    kind = BY_TYPE.get(media_type)
    own = kind.extensions if kind else ()
    plain, suffix = plain_name(name), suffix_of(name)
    if suffix in own or (suffix and not (kind and kind.wraps)):
        stem = plain[: -len(suffix)]
    else:
        stem = plain
    ending = suffix if suffix in own else (own[0] if own else "")
    stem = stem.strip(" ._") or "file"
    if kind and kind.wraps and (inner := suffix_of(stem)):
        # Of `contratto.pdf.p7m` both endings stay when a long name is cut.
        stem, ending = stem[: -len(inner)].strip(" ._") or "file", inner + ending
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    return shortened(stem, MOST_BYTES - len(ending.encode())) + ending


def shortened(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, cut between characters and before the accents of one that is gone."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode("utf-8", "ignore")
    return cut.rstrip(" .")


def inner_name(name: str) -> str:
    """The name of what a signature wraps: `contratto.pdf.p7m` holds `contratto.pdf`."""
    plain, suffix = plain_name(name), suffix_of(name)
    wraps = any(suffix in kind.extensions for kind in BY_TYPE.values() if kind.wraps)
    return plain[: -len(suffix)] if suffix and wraps else plain
