"""PDFs that hold a name where only a machine finds it, or where no machine does: each made on the spot, for one place."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

pymupdf: Any = import_module("pymupdf")

FIRST, LAST = "Ulderico", "Bianchini"
NAME = f"{FIRST} {LAST}"
SEEN = f"Il richiedente {NAME} chiede il capitolato"
Change = Callable[[Pdf], None]


def page_with(*drawn: Callable[[Any], None], words: str = SEEN) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 90), words, fontsize=11)
    page.insert_text((72, 140), "La spesa resta di quattro euro", fontsize=11)
    for draw in drawn:
        draw(page)
    return bytes(document.tobytes())


def changed(change: Change, content: bytes | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(content or page_with())) as opened:
        change(opened)
        kept = io.BytesIO()
        opened.save(kept)
    return kept.getvalue()


def said() -> String:
    return String(NAME)


def _content(words: str) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(words.encode("latin-1")))

    return change


def _own_keys(pdf: Pdf) -> None:
    pdf.Root.Redattore = said()
    pdf.pages[0].obj.Redattore = said()
    pdf.pages[0].Resources.Redattore = Dictionary(Nome=said())
    pdf.Root.Vecchio = pdf.make_stream(NAME.encode())
    pdf.trailer.Vecchio = pdf.make_indirect(Dictionary(Chi=said()))


def _structure(pdf: Pdf) -> None:
    leaf = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.P, T=said(), Alt=said(), E=said(), ActualText=said(), ID=said()
        )
    )
    leaf.A = Array([Dictionary(O=Name.Table, Summary=said(), Scope=Name.Row)])
    leaf.C = Array([Name(f"/{LAST}")])
    # Not an object of its own: nested inside its parent.
    nested = Dictionary(Type=Name.StructElem, S=Name.Span, T=said(), Alt=said(), K=Array([leaf]))
    root = Dictionary(Type=Name.StructTreeRoot, K=Array([nested]))
    root.IDTree = Dictionary(Names=Array([said(), leaf]))
    root.RoleMap = Dictionary({f"/{LAST}": Name.P})
    root.ClassMap = Dictionary({f"/{LAST}": Dictionary(O=Name.Layout, Summary=said())})
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _catalogue(pdf: Pdf) -> None:
    root = pdf.Root
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=said()))
    root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(Name=said(), Order=Array([said(), group]))
    )
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=said())]))
    root.Dests = Dictionary({f"/{LAST}": Array([pdf.pages[0].obj, Name.Fit])})
    root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, OutputCondition=said(), Info=said())])
    root.Lang = said()
    root.ViewerPreferences = Dictionary(Chi=said())
    root.Collection = Dictionary(Schema=Dictionary(A=Dictionary(N=said())))
    root.PieceInfo = Dictionary(X=Dictionary(Private=said()))
    root.Extensions = Dictionary({f"/{LAST}": Dictionary(BaseVersion=Name("/1.7"))})
    root.URI = Dictionary(Base=String(f"https://{LAST}.example"))
    root.Legal = Dictionary(Attestation=said())
    root.Perms = Dictionary(DocMDP=Dictionary(Type=Name.Sig, Name=said(), Reason=said(), ContactInfo=said()))
    thread = pdf.make_indirect(Dictionary(I=Dictionary(Title=said(), Author=said())))
    bead = pdf.make_indirect(Dictionary(Type=Name.Bead, T=thread, P=pdf.pages[0].obj, R=Array([0, 0, 9, 9])))
    bead.N = bead.V = bead
    thread.F = bead
    root.Threads = Array([thread])
    pdf.pages[0].obj.B = Array([bead])


def _metadata(pdf: Pdf) -> None:
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- {NAME} --></x:xmpmeta>".encode()
    for where in (pdf.Root, pdf.pages[0].obj, pdf.pages[0].Resources.Font):
        for target in [where, *[one for one in where.values() if isinstance(one, Dictionary)][:3]]:
            target.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Author"] = NAME
    pdf.docinfo["/Protocollante"] = NAME


def _files_and_scripts(pdf: Pdf) -> None:
    file = pdf.make_stream(NAME.encode(), Type=Name.EmbeddedFile)
    spec = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String(f"{LAST}.txt"), UF=said(), Desc=said(), EF=Dictionary(F=file))
    )
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NAME}')"))
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([said(), spec])),
        JavaScript=Dictionary(Names=Array([said(), script])),
        Dests=Dictionary(Names=Array([said(), Array([pdf.pages[0].obj, Name.Fit])])),
    )
    pdf.Root.AF = Array([spec])
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.pages[0].obj.AA = Dictionary(O=script)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(NAME, 0))


def _form(pdf: Pdf) -> None:
    drawn = pdf.make_stream(
        f"/Tx BMC BT /Helv 9 Tf 2 2 Td ({NAME}) Tj ET EMC".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 200, 20]),
        Resources=Dictionary(
            Font=Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        ),
    )
    common = {"Type": Name.Annot, "Subtype": Name.Widget, "P": pdf.pages[0].obj, "TU": said(), "TM": said()}
    shown = pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=said(), V=said(), DV=said(), Rect=Array([72, 400, 272, 420]), **common)
    )
    shown.AP = Dictionary(N=drawn)
    hidden = pdf.make_indirect(
        Dictionary(
            FT=Name.Ch,
            F=2,
            T=String("scelta"),
            Opt=Array([said()]),
            V=said(),
            Rect=Array([0, 0, 0, 0]),
            **common,
        )
    )
    signature = pdf.make_indirect(
        Dictionary(FT=Name.Sig, T=String("firma"), Rect=Array([0, 0, 0, 0]), **common)
    )
    signature.V = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=said(), Reason=said(), Contents=said()
    )
    pdf.pages[0].obj.Annots = Array([shown, hidden, signature])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([shown, hidden, signature]), XFA=said(), DA=String("/Helv 0 Tf 0 g")
    )


def _annotations(pdf: Pdf) -> None:
    note = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=Array([300, 300, 320, 320]),
            Contents=said(),
            T=said(),
            Subj=said(),
            NM=said(),
            RC=String(f"<body><p>{NAME}</p></body>"),
        )
    )
    popup = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Popup, Parent=note, Rect=Array([0, 0, 9, 9]), Contents=said()
        )
    )
    note.Popup = popup
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([72, 700, 200, 720]),
        A=Dictionary(S=Name.URI, URI=String(f"mailto:{FIRST}.{LAST}@posta.example")),
    )
    pdf.pages[0].obj.Annots = Array([note, popup, link])


def _fonts(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.Name = Name(f"/{LAST}")
        font.Chi = said()
    pdf.pages[0].Resources.Font[f"/{LAST}"] = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{FIRST}{LAST}")
    )
    _content(f"BT /{LAST} 11 Tf 72 600 Td (Un testo qualunque) Tj ET")(pdf)


def _spellings(pdf: Pdf) -> None:
    octal = "".join(f"\\{ord(one):03o}" for one in NAME)
    sixteen = ("\ufeff" + NAME).encode("utf-16-be").hex()
    little = b"\xff\xfe" + NAME.encode("utf-16-le")
    pdf.Root.Ottale = pdf.make_stream(f"({octal}) <{NAME.encode().hex()}> <{sixteen}>".encode())
    pdf.Root.Piccolo = pdf.make_stream(little)
    pdf.Root.Nome = Name("/" + FIRST + "#20".replace("#20", "_") + LAST)


def _type3(pdf: Pdf) -> None:
    glyph = pdf.make_stream(f"% {NAME}\n500 0 0 0 500 500 d1 0 0 400 400 re f".encode())
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary({f"/{LAST}": glyph}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name(f"/{LAST}")])),
        FirstChar=65,
        LastChar=65,
        Widths=Array([500]),
        Resources=Dictionary(),
        Chi=said(),
    )
    pdf.pages[0].Resources.Font.T3 = pdf.make_indirect(font)
    _content("BT /T3 11 Tf 72 600 Td (AAA) Tj ET")(pdf)


def jpeg() -> bytes:
    """A photograph with the name in its EXIF, its comment and its XMP."""
    picture = Image.new("RGB", (60, 40), (200, 120, 40))
    for place in range(40):
        picture.putpixel((place, place), (0, 0, 0))
    exif = picture.getexif()
    exif[0x010E], exif[0x013B] = NAME, NAME
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=exif, comment=NAME.encode(), xmp=f"<x>{NAME}</x>".encode())
    return kept.getvalue()


def _picture(pdf: Pdf) -> None:
    drawn = pdf.make_stream(
        jpeg(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn.Alternates = Array([Dictionary(Chi=said())])
    pdf.pages[0].Resources.XObject = Dictionary({f"/{LAST}": drawn})
    thumb = pdf.make_stream(
        NAME.encode().ljust(48), Width=4, Height=4, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    pdf.pages[0].obj.Thumb = thumb
    _content(f"q 60 0 0 40 72 500 cm /{LAST} Do Q")(pdf)


def _lying_letters(pdf: Pdf) -> None:
    """The page shows the name; every engine reads something else."""
    rows = "\n".join(
        f"<{ord(one):02x}> <{ord(other):04x}>"
        for one, other in zip("UldericoBanh ", "ascmebtdrpuv ", strict=True)
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n13 beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=pdf.make_stream(table.encode())
    )
    pdf.pages[0].Resources.Font.Bugia = pdf.make_indirect(font)
    _content(f"BT /Bugia 24 Tf 72 600 Td ({NAME}) Tj ET")(pdf)


def _pattern(pdf: Pdf) -> None:
    """The name is drawn by a pattern that fills an area."""
    tile = pdf.make_stream(
        f"BT /Helv 9 Tf 2 8 Td ({NAME}) Tj ET".encode(),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 120, 20]),
        XStep=120,
        YStep=20,
        Resources=Dictionary(
            Font=Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        ),
    )
    pdf.pages[0].Resources.Pattern = Dictionary(P=tile)
    _content("q /Pattern cs /P scn 72 400 240 60 re f Q")(pdf)


def _cropped(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 400, 595, 842])
    _content(f"BT /helv 11 Tf 72 100 Td ({NAME} tagliato) Tj ET")(pdf)


def _layer_off(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Bozza")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    pdf.pages[0].Resources.Properties = Dictionary(L=group)
    _content(f"/OC /L BDC BT /helv 11 Tf 72 300 Td (Spento {NAME}) Tj ET EMC")(pdf)


def _property_lists(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Properties = Dictionary(M=Dictionary(Chi=said()))
    _content(
        f"/Span <</ActualText ({NAME}) /Chi ({NAME})>> BDC BT /helv 11 Tf 72 600 Td (xx) Tj ET EMC\n"
        f"/P /M BDC EMC /P <</Alt ({NAME})>> DP /{LAST} BMC EMC\n% {NAME}\n"
        f"BX ({NAME}) sconosciuto EX"
    )(pdf)


def _unused(pdf: Pdf) -> None:
    form = pdf.make_stream(
        f"BT /Helv 9 Tf ({NAME}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 9, 9]),
    )
    pdf.pages[0].Resources.XObject = Dictionary(Mai=form)


def updated() -> bytes:
    """Saved twice, the second time over the first: the old page is still in the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(page_with(words=f"Prima versione: {NAME}"))
        again = pymupdf.open(path)
        first, *others = again[0].get_contents()
        words = f"BT /helv 11 Tf 72 752 Td ({SEEN}) Tj 0 -50 Td (La spesa resta di quattro euro) Tj ET"
        again.update_stream(first, words.encode())
        for other in others:
            again.update_stream(other, b" ")
        again.saveIncr()
        return path.read_bytes()


def _text(place: tuple[float, float], words: str, **how: Any) -> Callable[[Any], None]:
    return lambda page: page.insert_text(place, words, **{"fontsize": 11, **how})


def _box(left: float, top: float, right: float, bottom: float) -> Callable[[Any], None]:
    return lambda page: page.draw_rect(
        pymupdf.Rect(left, top, right, bottom), fill=(0, 0, 0), color=(0, 0, 0)
    )


def _covered_by_a_mark(page: Any) -> None:
    page.insert_text((72, 300), f"Coperto da un segno: {NAME}", fontsize=11)
    mark = page.add_rect_annot(pymupdf.Rect(60, 285, 400, 310))
    mark.set_colors(stroke=(0, 0, 0), fill=(0, 0, 0))
    mark.update()


def _meant_to_go(page: Any) -> None:
    page.insert_text((72, 300), f"Da togliere: {NAME}", fontsize=11)
    page.add_redact_annot(pymupdf.Rect(60, 285, 400, 310))


def _spaced(page: Any) -> None:
    page.insert_text((72, 300), " ".join(FIRST) + "   " + " ".join(LAST), fontsize=11)


def _in_pieces(page: Any) -> None:
    """Each letter drawn by itself, the odd ones first: only the eye puts them together."""
    font = pymupdf.Font("helv")
    places, across = [], 72.0
    for one in LAST:
        places.append((across, one))
        across += font.text_length(one, 11)
    for start in (0, 1):
        for across, one in places[start::2]:
            page.insert_text((across, 300), one, fontsize=11)


def _scrambled(page: Any) -> None:
    """Set wide, and drawn from the last letter to the first."""
    for place, one in reversed(list(enumerate(LAST))):
        page.insert_text((72 + 8 * place, 300), one, fontsize=11)


def _stacked(page: Any) -> None:
    for place, one in enumerate(LAST):
        page.insert_text((72, 300 + 14 * place), one, fontsize=11)


def _turned(page: Any) -> None:
    page.insert_text((300, 500), f"Ruotato: {NAME}", fontsize=11, rotate=90)
    page.insert_text(
        (350, 500), f"Storto: {NAME}", fontsize=11, morph=(pymupdf.Point(350, 500), pymupdf.Matrix(33))
    )


def broken_words() -> bytes:
    """The name is broken at a line's end, between two columns and between two pages."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 90), SEEN, fontsize=11)
    page.insert_text((72, 200), "chiede il signor Bian-", fontsize=11)
    page.insert_text((72, 214), "chini un aiuto, e poi Ulde-", fontsize=11)
    page.insert_text((72, 800), "Pagina 1 di 2", fontsize=9)
    page.insert_text((320, 200), "rico viene. La spesa resta di quattro euro", fontsize=11)
    page.insert_text((72, 760), "alla fine firma Bianchi-", fontsize=11)
    second = document.new_page()
    second.insert_text((72, 60), "Comune di Prova", fontsize=9)
    second.insert_text((72, 90), "ni e basta", fontsize=11)
    return bytes(document.tobytes())


def scanned_with_words() -> bytes:
    """A scan with the words a recognition program left over it."""
    picture = pymupdf.open(stream=page_with())[0].get_pixmap(dpi=60)
    document = pymupdf.open()
    page = document.new_page()
    page.insert_image(page.rect, pixmap=picture)
    page.insert_text((72, 90), SEEN, fontsize=11, render_mode=3)
    return bytes(document.tobytes())


def photographed() -> bytes:
    """A page that is one photograph, with the name in what the photograph says of itself."""

    def change(pdf: Pdf) -> None:
        _picture(pdf)
        pdf.pages[0].Contents = pdf.make_stream(f"q 500 0 0 700 40 60 cm /{LAST} Do Q".encode())

    return changed(change)


def outlined() -> bytes:
    """The name is drawn as lines and curves: no engine reads a letter of it."""
    words = pymupdf.open(stream=page_with(words=NAME)).convert_to_pdf()
    svg = pymupdf.open(stream=words)[0].get_svg_image(text_as_path=True)
    return bytes(pymupdf.open(stream=svg.encode(), filetype="svg").convert_to_pdf())


# What a machine can take the name out of: the copy is made, and the rest of the page stays.
MADE: dict[str, Callable[[], bytes]] = {
    "plain": page_with,
    "own keys": lambda: changed(_own_keys),
    "structure tree": lambda: changed(_structure),
    "catalogue": lambda: changed(_catalogue),
    "metadata": lambda: changed(_metadata),
    "files, scripts, bookmarks": lambda: changed(_files_and_scripts),
    "form": lambda: changed(_form),
    "annotations": lambda: changed(_annotations),
    "font names": lambda: changed(_fonts),
    "spellings of strings": lambda: changed(_spellings),
    "glyph programs": lambda: changed(_type3),
    "picture": lambda: changed(_picture),
    "lying letters": lambda: changed(_lying_letters),
    "only lying letters": lambda: changed(_lying_letters, page_with(words="Il richiedente chiede")),
    "pattern": lambda: changed(_pattern),
    "cropped away": lambda: changed(_cropped),
    "layer switched off": lambda: changed(_layer_off),
    "property lists": lambda: changed(_property_lists),
    "unused drawing": lambda: changed(_unused),
    "saved over": updated,
    "invisible": lambda: page_with(_text((72, 300), NAME, render_mode=3)),
    "white": lambda: page_with(_text((72, 300), NAME, color=(1, 1, 1))),
    "tiny": lambda: page_with(_text((72, 300), NAME, fontsize=0.1)),
    "outside the paper": lambda: page_with(_text((900, 300), NAME), _text((72, -300), NAME), _text((-500, 2000), NAME)),
    "under a black box": lambda: page_with(_text((72, 300), NAME), _box(60, 285, 400, 310)),
    "under a black mark": lambda: page_with(_covered_by_a_mark),
    "marked to be redacted": lambda: page_with(_meant_to_go),
    "letter-spaced": lambda: page_with(_spaced),
    "in pieces": lambda: page_with(_in_pieces),
    "scrambled": lambda: page_with(_scrambled),
    "stacked": lambda: page_with(_stacked),
    "turned": lambda: page_with(_turned),
    "glued": lambda: page_with(_text((72, 300), f"sig.{NAME.upper()}:tel.0131 e uldericobianchini e {FIRST}{LAST}1970")),
    "broken words": broken_words,
}  # fmt: skip
# What nobody can vouch for: refused.
REFUSED: dict[str, Callable[[], bytes]] = {
    "scan with words": scanned_with_words,
    "outlines": outlined,
}
