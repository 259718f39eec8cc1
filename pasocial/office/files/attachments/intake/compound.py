"""Old Office files and Outlook messages ([MS-CFB]): which one it is, by the names in its directory."""

from __future__ import annotations

import struct
from typing import IO

from pasocial.office.files.attachments.intake import kinds

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED, MACROS, UNKNOWN = "encrypted", "macros", "application/octet-stream"
# A directory of 4,000 entries is more than any document has; a chain in a ring ends here too.
_MOST_SECTORS = 1000
_END = 0xFFFFFFFA


def compound_type(content: IO[bytes]) -> str:
    """A media type of ours, ENCRYPTED, MACROS or UNKNOWN."""
    try:
        names = _names(content)
    except (struct.error, ValueError, OSError, OverflowError, UnicodeError):
        return UNKNOWN
    finally:
        content.seek(0)
    if "encryptedpackage" in names:
        return ENCRYPTED
    if names & {"_vba_project_cur", "_vba_project", "vba", "macros"}:
        return MACROS
    for mark, media_type in (
        ("worddocument", kinds.DOC),
        ("workbook", kinds.XLS),
        ("book", kinds.XLS),
        ("powerpoint document", kinds.PPT),
        ("__properties_version1.0", kinds.MSG),
    ):
        if mark in names:
            return media_type
    return UNKNOWN


def _names(content: IO[bytes]) -> set[str]:
    content.seek(0)
    head = content.read(512)
    (shift,) = struct.unpack_from("<H", head, 30)
    (sector,) = struct.unpack_from("<I", head, 48)
    if shift not in (9, 12):
        raise ValueError("sector size")
    size = 1 << shift
    tables = struct.unpack_from("<109I", head, 76)
    names: set[str] = set()
    for _step in range(_MOST_SECTORS):
        if sector >= _END:
            break
        content.seek((sector + 1) * size)
        block = content.read(size)
        for place in range(0, len(block) - 127, 128):
            (length,) = struct.unpack_from("<H", block, place + 64)
            if 2 < length <= 64:
                names.add(block[place : place + length - 2].decode("utf-16-le").lower())
        sector = _next(content, tables, sector, size)
    return names


def _next(content: IO[bytes], tables: tuple[int, ...], sector: int, size: int) -> int:
    """The sector that follows, as the file allocation table says; the first 109 tables are named in the head."""
    table, place = divmod(sector, size // 4)
    if table >= len(tables) or tables[table] >= _END:
        return _END
    content.seek((tables[table] + 1) * size + place * 4)
    return int(struct.unpack("<I", content.read(4))[0])
