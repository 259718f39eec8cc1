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
