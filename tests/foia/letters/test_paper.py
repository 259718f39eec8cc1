"""Letters are readable by everyone, and what people type stays text."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from foia.letters import receipt_letter
from foia.letters.paper import paragraphs
from tests.foia.conftest import MONDAY


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def declares_ua(document: pikepdf.Pdf) -> bool:
    with document.open_metadata() as metadata:
        return metadata.get("pdfuaid:part") == "1"


@pytest.mark.parametrize(
    "subject",
    [
        "Spese *di* #rappresentanza $2025$ @tutti <a> \\ fine",
        "Le luminarie 🎄 del 2025",
        "طلب نسخة من المستندات",
        "請求 documenti del 2025",
        "x" * 200,
    ],
)
def test_any_text_a_person_types_makes_an_accessible_letter(filed_request, subject):
    request = filed_request(
        subject=subject, body=f"{subject}\n\n#let x = 1\n= Titolo\n- elenco\n/ a: b  " + "z" * 20
    )
    document = opened(receipt_letter(request, MONDAY))
    assert declares_ua(document)
    assert document.Root.MarkInfo.Marked == True  # noqa: E712 - a pikepdf object, not a bool
    assert "/StructTreeRoot" in document.Root


def test_paragraphs_keep_lines_and_drop_what_is_empty():
    assert paragraphs("uno\ndue\n\n\n tre \n \nquattro") == [["uno", "due"], ["tre"], ["quattro"]]
    assert paragraphs("  ") == []
