"""Papers leave without their properties and with clean photographs; what would break is left alone and said."""

from __future__ import annotations

import pymupdf
import pytest

from pasocial.office.files.attachments.cleaning import making
from pasocial.refusal import Refused
from tests.office.files.attachments.cleaning.samples import SECRET, docx, everything_in, pdf, picture


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        making.cleaned(content)
    return refused.value.refusal.code


def test_pdf_keeps_its_words_and_loses_author_xmp_and_the_photograph_s_place() -> None:
    before = pdf()
    after = making.cleaned(before, title="Determina 3")
    document = pymupdf.open(stream=after)
    told = {key: value for key, value in document.metadata.items() if value and key != "format"}
    assert (SECRET.encode() in before, SECRET.encode() in after) == (True, False)
    assert (told, document.get_xml_metadata(), document[0].get_text().strip()) == (
        {"title": "Determina 3"},
        "",
        "Buongiorno a tutti",
    )
    assert len(document[0].get_images()) == 1


def test_office_document_loses_its_properties_and_its_photographs_theirs() -> None:
    before = docx(word__media__foto_dot_jpg=picture("JPEG"))
    after = making.cleaned(before)
    assert (SECRET.encode() in everything_in(before), SECRET.encode() in everything_in(after)) == (
        True,
        False,
    )
    assert (
        making.words_of(after)["pages"]
        == making.words_of(before)["pages"]
        == ["La spesa è stata di 900 euro.\n"]
    )


def test_signed_papers_are_left_alone() -> None:
    assert refusal(docx(_xmlsignatures__sig1_dot_xml="<Signature/>")) == "unclean_signed"
    assert refusal(pdf().replace(b"/Type/Page", b"/ByteRange[0 1 2 3]/Type/Page", 1)) == "unclean_signed"


def test_foreign_and_broken_files_are_refused_in_words() -> None:
    assert [refusal(content) for content in (b"testo", b"PK\x03\x04rotto", b"%PDF-1.7 niente")] == [
        "unclean_kind",
        "unclean_broken",
        "unclean_broken",
    ]


def test_properties_are_told_in_words_a_person_can_judge() -> None:
    told = making.properties_of(picture("JPEG"))
    assert ("author", SECRET) in told
    assert ("place", "44.91306, 8.61528") in told
    assert ("after_end", f"{len(SECRET)} byte") in told
    assert ("place", "44.91306, 8.61528") in making.properties_of(pdf())
    assert ("last_author", SECRET) in making.properties_of(docx())
    assert making.properties_of(making.cleaned(picture("JPEG"))) == []


def test_words_of_an_office_document_are_all_of_them() -> None:
    told = making.words_of(
        docx(
            "Buongiorno",
            word__comments_dot_xml='<w:comments xmlns:w="w"><w:comment w:author="Carla Neri"><w:p><w:r><w:t>tel. 0131 '
            "555123</w:t></w:r></w:p></w:comment></w:comments>",
            word__footer1_dot_xml='<w:ftr xmlns:w="w"><w:p><w:r><w:t>Piè di pagina</w:t></w:r></w:p></w:ftr>',
        )
    )
    words = "\n".join(told["pages"])
    assert [part in words for part in ("Buongiorno", "0131 555123", "Carla Neri", "Piè di pagina")] == [
        True
    ] * 4
    assert (told["pictures"], told["foreign"]) == (False, False)
