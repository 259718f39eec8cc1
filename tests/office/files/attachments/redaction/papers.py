"""PDFs with something to hide, made on the spot: ordinary, sly and hostile ones."""

from __future__ import annotations

import io
import zlib
from importlib import import_module
from typing import Any

import pikepdf
import typst

pymupdf: Any = import_module("pymupdf")

NAME = "Mario Rossi"
CODE = "RSSMRA80A01H501U"
MAIL = "mario.rossi@posta.example"
IBAN = "IT60X0542811101000000123456"
SECRETS = (NAME, CODE, MAIL, IBAN, "via Garibaldi 12")
LETTER = f"""
#set document(title: "Lettera", author: "Giulia Neri")
#set text(lang: "it", size: 11pt)
= Determina di spesa
Il signor {NAME}, nato a Torino il 12/03/1970, residente in via Garibaldi 12, c.f. {CODE},
e-mail {MAIL.replace("@", chr(92) + "@")}, ha chiesto il capitolato. IBAN {IBAN}.

La spesa è di 4,85 euro a pasto.
#pagebreak()
#table(columns: 2, [Nome], [Spesa], [{NAME}], [100 euro])
#figure(rect(width: 2cm, height: 1cm), alt: "Foto di {NAME}")
"""


def letter() -> bytes:
    """A tagged paper like ours, with an author in its properties and a name in an alternative text."""
    return typst.compile(LETTER.encode(), pdf_standards=["ua-1"])


def plain(*pages: str, size: float = 11) -> bytes:
    """One line of text on each page, in a font every reader has: the letters stand readable in the stream."""
    document = pymupdf.open()
    for words in pages:
        page = document.new_page()
        if words:
            page.insert_text((72, 90), words, fontsize=size)
    return _bytes(document)


def _bytes(document: Any) -> bytes:
    return bytes(document.tobytes(garbage=1))


def with_author(content: bytes, author: str) -> bytes:
    document = pymupdf.open(stream=content)
    document.set_metadata({"author": author})
    return _bytes(document)


def covered() -> bytes:
    """As people redact by hand: a black box over the name, which is still there."""
    document = pymupdf.open(stream=plain("Una spesa di quattro euro"))
    document[0].insert_text((72, 200), f"Coperto: {NAME}")
    document[0].draw_rect(pymupdf.Rect(60, 185, 300, 205), fill=(0, 0, 0), color=(0, 0, 0))
    return _bytes(document)


def read_by_engine(content: bytes) -> str:
    return "\n".join(page.get_text() for page in pymupdf.open(stream=content))


def sly() -> bytes:
    """All the places where a name stays when only the page is looked at."""
    document = pymupdf.open(stream=plain(f"Il richiedente {NAME} abita qui"))
    page = document[0]
    page.insert_text((72, 120), f"Nascosto: {NAME}", render_mode=3)  # an invisible layer, as OCR leaves it
    page.insert_text((72, 150), f"Bianco: {NAME}", color=(1, 1, 1))
    page.insert_text((72, 200), f"Coperto: {NAME}")
    page.draw_rect(pymupdf.Rect(60, 185, 300, 205), fill=(0, 0, 0), color=(0, 0, 0))
    page.add_text_annot((300, 300), f"Nota su {NAME}")
    page.add_file_annot((300, 350), NAME.encode(), "rossi.txt")
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 80, 200, 95), "uri": f"mailto:{MAIL}"}
    )
    field = pymupdf.Widget()
    field.field_name, field.field_type, field.field_value = "nome", pymupdf.PDF_WIDGET_TYPE_TEXT, NAME
    field.rect = pymupdf.Rect(72, 400, 300, 420)
    page.add_widget(field)
    document.embfile_add("rossi.txt", NAME.encode(), desc=NAME)
    document.set_toc([[1, f"Pratica di {NAME}", 1]])
    document.set_metadata({"author": NAME, "subject": NAME, "keywords": CODE, "title": NAME})
    document.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{NAME}</x:xmpmeta>")
    layered = document.add_ocg("Livello", on=False)
    page.insert_text((72, 500), f"Spento: {NAME}", oc=layered)
    with pikepdf.open(io.BytesIO(_bytes(document))) as opened:
        opened.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{NAME}')")
        )
        opened.Root.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=pikepdf.String(NAME)))
        first = opened.pages[0]
        stream = f"/Span <</ActualText ({NAME})>> BDC BT /helv 11 Tf 72 600 Td (xx) Tj ET EMC"
        first.contents_add(opened.make_stream(stream.encode()))
        first.PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=pikepdf.String(NAME)))
        kept = io.BytesIO()
        opened.save(kept)
    return kept.getvalue()


def scanned() -> bytes:
    """A page that is a picture, and one with words."""
    document = pymupdf.open()
    page = document.new_page()
    picture = pymupdf.open(stream=plain(NAME, size=40))[0].get_pixmap(dpi=40)
    page.insert_image(page.rect, pixmap=picture)
    document.new_page().insert_text((72, 90), "Una pagina con parole che si leggono")
    return _bytes(document)


def turned() -> bytes:
    document = pymupdf.open(stream=plain(f"Il richiedente {NAME} abita in questa città"))
    document[0].set_rotation(90)
    return _bytes(document)


def locked() -> bytes:
    document = pymupdf.open(stream=plain(NAME))
    return bytes(
        document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="padrone", user_pw="chiave")
    )


def many_pages(number: int = 1001) -> bytes:
    document = pymupdf.open()
    for _page in range(number):
        document.new_page(width=50, height=50)
    return _bytes(document)


def bomb() -> bytes:
    """A small file whose one page unpacks to four hundred megabytes of text."""
    block = b"BT /F0 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET " * 20_000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(block) for _block in range(320)) + packer.flush()
    with pikepdf.open(io.BytesIO(plain("x"))) as opened:
        stream = pikepdf.Stream(opened, packed)
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        opened.pages[0].Contents = stream
        kept = io.BytesIO()
        opened.save(kept, compress_streams=False)
    return kept.getvalue()


_SPOKEN = f"/Span <</ActualText ({NAME})>> BDC EMC".encode()
_BY_HAND = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    7: b"<</Type/StructTreeRoot/K 8 0 R/Other 9 0 R>>",
    8: f"<</Type/StructElem/S/P/P 7 0 R/Alt({NAME})>>".encode(),
}


def _by_hand(objects: dict[int, bytes], *, misplaced: int = 0) -> bytes:
    """A PDF written object by object; the table of objects sends whoever looks for `misplaced` to a wrong place."""
    written, places = b"%PDF-1.7\n", {}
    for number, words in sorted(objects.items()):
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, words)
    if misplaced:
        places[misplaced] = 20
    table, most = len(written), max(places) + 1
    written += b"xref\n0 %d\n" % most
    for number in range(most):
        entry = (places[number], 0, b"n") if number in places else (0, 65535, b"f")
        written += b"%010d %05d %b \n" % entry
    return written + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (most, table)


def _stream(words: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (more, len(words), words)


def _drawn(words: bytes = _SPOKEN, more: bytes = b"") -> dict[int, bytes]:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + more
    page = _stream(b"BT /F 12 Tf 20 100 Td (Una pagina che si legge bene) Tj ET")
    return {**_BY_HAND, 4: page, 6: _stream(words, form)}


def spoken() -> bytes:
    """Written by hand and whole: a name is said aloud by a drawing and by the structure of the page."""
    return _by_hand({**_drawn(), 9: b"<</Y 1>>"})


def mended() -> bytes:
    """The same, where the last object is not where the table says: the engine finds it by mending the file."""
    return _by_hand({**_drawn(), 9: b"<</Y 1>>"}, misplaced=9)


def lost_object() -> bytes:
    """The same, where the last object is nowhere."""
    return _by_hand(_drawn(), misplaced=9)


def senseless_object() -> bytes:
    """The same, where the last object is no PDF."""
    return _by_hand({**_drawn(), 9: b"<</A <</B (((senza fine"})


def senseless_stream() -> bytes:
    """The same, where the drawing is packed in a way that nobody can unpack."""
    packing = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000/Colors 30>>"
    return _by_hand({**_drawn(zlib.compress(_SPOKEN), packing), 9: b"<</Y 1>>"})


def everything_in(content: bytes) -> bytes:
    """Every object and every unpacked stream of a PDF, and its bytes as they lie."""
    parts = [content]
    with pikepdf.open(io.BytesIO(content)) as opened:
        for one in opened.objects:
            parts.append(repr(one).encode())
            if isinstance(one, pikepdf.Stream):
                parts.append(one.read_bytes())
        parts.append(repr(opened.trailer).encode())
    return b"\n".join(parts)
