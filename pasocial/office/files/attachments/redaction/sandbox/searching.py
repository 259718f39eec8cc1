"""Looks for words in everything a PDF is made of: every object, string, name and unpacked stream, in every encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pasocial.folding import LONG, folded, unspaced

_LITERAL = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\([^()]*\))*\))*\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_NOT_WORD = re.compile(r"[\W_]+")
# The names every copy of ours is built with (writing.py): a person may be called Roman or Page and still be gone.
_OURS = re.compile(
    rb"(?<![A-Za-z])(?:Type0?|Catalog|Pages?|StructTreeRoot|StructElem|StructParents|MarkInfo|Marked|Lang|ViewerPreferences"
    rb"|DisplayDocTitle|Document|Figure|Alt|ParentTree(?:NextKey)?|Nums|Kids|Count|Parent|MediaBox|Rotate|Resources|Contents"
    rb"|Tabs|Font(?:Descriptor|Name|BBox|File[23]?)?|Subtype|BaseFont|Encoding|Identity(?:-H)?|ToUnicode|DescendantFonts"
    rb"|CIDFontType[02]C?|CIDSystemInfo|Registry|Adobe|Ordering|Supplement|ItalicAngle|Ascent|Descent|StemV|Flags|Length1?"
    rb"|Filter|FlateDecode|DCTDecode|XObject|Image|Width|Height|ColorSpace|DeviceRGB|DeviceGray|BitsPerComponent|Title|Info"
    rb"|Producer|MuPDF|ICCBased|SMask|DecodeParms|Predictor|Columns|Colors|Size|Root|Artifact|Nimbus(?:#20)?(?:Sans|Roman|Mono)?"
    rb"(?:PS)?(?:#20)?(?:Sans|Roman|Mono)?(?:#20PS)?-?(?:#20)?(?:Regular|Bold|Italic|Oblique|BoldItalic|BoldOblique)*"
    rb"|Droid#20Sans#20Fallback#20Regular|CIDInit|ProcSet|findresource|begin(?:cmap|bfchar|bfrange|codespacerange)?"
    rb"|end(?:cmap|bfchar|bfrange|codespacerange)?|dict|def|currentdict|defineresource|pop|CMap(?:Name|Type)?|UCS|fzImg)"
    rb"(?![A-Za-z])"
)
# Dots of pictures and curves of fonts hold any short word by chance: there a word must be at least so long.
SURE = 6


def keys_of(words: Iterable[str]) -> dict[str, str]:
    """The words by their letters alone, folded; those too short to be told from chance are left to the engines' eyes."""
    keys = {word: "".join(one for one in folded(word) if one.isalnum()) for word in words}
    return {word: key for word, key in keys.items() if len(key) >= 3 or unspaced(key)}


def held_in(document: Any, words: Iterable[str], *, ours: bool = False) -> set[str]:
    """Which of the words stand anywhere in the file. `ours`: it is a copy, and the names it is built with are no words."""
    keys = keys_of(words)
    found: set[str] = set()
    for kind, piece in pieces_of(document):
        if len(found) == len(keys):
            break
        rows = None
        for word, key in keys.items():
            if word in found or (kind == "raw" and len(key) < SURE):
                continue
            if rows is None:
                searched = _OURS.sub(b" ", piece) if ours and kind == "said" else piece
                rows = [_row(text) for text in readings_of(searched, kind)]
            if any(_meant(key, row) for row in rows):
                found.add(word)
    return found


def _meant(key: str, row: tuple[str, str]) -> bool:
    """Long words anywhere, also glued; short ones as words of their own."""
    glued, spaced = row
    return key in glued if len(key) >= LONG or unspaced(key) else f" {key} " in spaced


def _row(text: str) -> tuple[str, str]:
    plain = folded(text)
    return _NOT_WORD.sub("", plain), f" {_NOT_WORD.sub(' ', plain)} "


def pieces_of(document: Any) -> Iterator[tuple[str, bytes]]:
    """Every object as it is written and every stream unpacked. Kind: "said" (texts, names, drawing) or "raw"."""
    yield "said", document.xref_object(-1, compressed=True).encode("utf-8", "surrogateescape")
    for xref in range(1, document.xref_length()):
        yield "said", document.xref_object(xref, compressed=True).encode("utf-8", "surrogateescape")
        if not document.xref_is_stream(xref):
            continue
        if document.xref_get_key(xref, "Subtype")[1] == "/Image":
            yield "raw", document.xref_stream_raw(xref) or b""
            continue
        raw = any(
            document.xref_get_key(xref, key)[0] != "null" for key in ("Length1", "Length2")
        ) or document.xref_get_key(xref, "Subtype")[1] in ("/Type1C", "/CIDFontType0C", "/OpenType")
        yield "raw" if raw else "said", document.xref_stream(xref) or b""


def readings_of(piece: bytes, kind: str = "said") -> Iterator[str]:
    """One piece of a file in every way in which its letters may be written (ISO 32000-2, 7.3.4, 7.3.5, 7.9.2)."""
    yield piece.decode("latin-1")
    if any(byte > 127 for byte in piece[:100_000]):
        yield piece.decode("utf-8", "ignore")
    if b"\0" in piece:
        for encoding in ("utf-16-be", "utf-16-le"):
            for shift in (0, 1):
                yield piece[shift:].decode(encoding, "ignore")
    if kind == "raw":
        return
    strings = [string_of(match[0][1:-1]) for match in _LITERAL.finditer(piece)]
    strings += [_unhexed(match[1]) for match in _HEX.finditer(piece)]
    if strings:
        # Together too: a word may be drawn in several strings.
        yield "".join(string.decode("latin-1") for string in strings)
        yield "\n".join(text for string in strings for text in _decoded(string))
    if b"#" in piece:
        yield _NAME.sub(lambda match: bytes([int(match[1], 16)]), piece).decode("utf-8", "replace")


def string_of(literal: bytes) -> bytes:
    """A literal string without its escapes."""

    def meant(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        if sign.isdigit():
            return bytes([int(sign, 8) & 255])
        return _PLAIN.get(sign, sign)

    return _ESCAPE.sub(meant, literal)


def _unhexed(digits: bytes) -> bytes:
    bare = b"".join(digits.split())
    return bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode("ascii"))


def _decoded(string: bytes) -> Iterator[str]:
    if string[:2] == b"\xfe\xff":
        yield string[2:].decode("utf-16-be", "replace")
    elif string[:2] == b"\xff\xfe":
        yield string[2:].decode("utf-16-le", "replace")
    elif b"\0" in string:
        yield string.decode("utf-16-be", "ignore")
        yield string.decode("utf-16-le", "ignore")
    else:
        yield string.decode("utf-8", "ignore")
    yield string.decode("latin-1")
