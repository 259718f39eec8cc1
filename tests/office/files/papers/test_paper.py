"""Typed text becomes paragraphs; what people type stays text is shown where letters are made (tests/foia/letters)."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from pasocial.office.files.papers.paper import paragraphs


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def declares_ua(document: pikepdf.Pdf) -> bool:
    with document.open_metadata() as metadata:
        return metadata.get("pdfuaid:part") == "1"


def test_paragraphs_keep_lines_and_drop_what_is_empty():
    assert paragraphs("uno\ndue\n\n\n tre \n \nquattro") == [["uno", "due"], ["tre"], ["quattro"]]
    assert paragraphs("  ") == []
