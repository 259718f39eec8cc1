"""Looks for a name in a PDF by every means a curious person has: not the project's own eyes."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pikepdf
import pypdfium2

pymupdf: Any = import_module("pymupdf")


def plain(text: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return "".join(one for one in bare.casefold() if one.isalnum())


def read_by_engines(content: bytes) -> list[str]:
    """The words of all pages by two engines, with what they would leave out by themselves."""
    first = pymupdf.open(stream=content)
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE
    texts = ["\n".join(page.get_text("text", flags=flags) for page in first)]
    texts.append("\n".join(page.get_text("text", sort=True) for page in first))
    second = pypdfium2.PdfDocument(content)
    texts.append("\n".join(page.get_textpage().get_text_range() for page in second))
    return texts


def everything(content: bytes) -> Iterator[str]:
    """Every string, name and unpacked stream of the file, in every encoding."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        for one in [*opened.objects, opened.trailer]:
            yield from _of(one, 0)
    yield content.decode("latin-1")


def _of(one: Any, depth: int) -> Iterator[str]:
    if depth > 12:
        return
    if isinstance(one, pikepdf.Stream):
        try:
            data = one.read_bytes()
        except pikepdf.PdfError:
            data = b""
        for piece in (data, one.read_raw_bytes()):
            yield from _read(piece)
    if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        for key, value in one.items():
            yield key
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _of(value, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _of(value, depth + 1)
    elif isinstance(one, pikepdf.String):
        yield str(one)
        yield from _read(bytes(one))
    elif isinstance(one, pikepdf.Name):
        yield str(one)


def _read(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    yield data.decode("utf-8", "ignore")
    for encoding in ("utf-16-be", "utf-16-le"):
        yield data.decode(encoding, "ignore")
        yield data[1:].decode(encoding, "ignore")
    strings = re.findall(rb"\(((?:[^()\\]|\\.)*)\)", data, re.DOTALL)
    unescaped = [
        re.sub(rb"\\([0-7]{3})", lambda match: bytes([int(match[1], 8) & 255]), one) for one in strings
    ]
    yield b"".join(unescaped).decode("latin-1")
    for digits in re.findall(rb"<([0-9A-Fa-f\s]{4,})>", data):
        bare = re.sub(rb"\s", b"", digits)
        raw = bytes.fromhex((bare + b"0" * (len(bare) % 2)).decode())
        yield raw.decode("latin-1")
        yield raw.decode("utf-16-be", "ignore")


def leaks_of(content: bytes, *words: str) -> list[tuple[str, str]]:
    """Where the words are still told: by an engine, or somewhere in the file."""
    wanted = [plain(word) for word in words]
    found = [("engine", word) for text in read_by_engines(content) for word in wanted if word in plain(text)]
    found += [("file", word) for text in everything(content) for word in wanted if word in plain(text)]
    return sorted(set(found))
