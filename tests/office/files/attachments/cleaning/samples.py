"""Invented pictures and papers that carry what their reader does not see; SECRET stands in every hidden place."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pymupdf
from PIL import Image, PngImagePlugin

SECRET = "Ottavia-Belluno"
GPS = 0x8825


def exif(orientation: int = 1) -> Image.Exif:
    """Where, who and with what; and which way is up."""
    told = Image.Exif()
    told[0x010E], told[0x013B], told[0x0110], told[0x0112] = SECRET, SECRET, "Fotocamera 3", orientation
    place = told.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (44.0, 54.0, 47.0), "E", (8.0, 36.0, 55.0)
    return told


def picture(kind: str, orientation: int = 1) -> bytes:
    """Forty by twenty: blue at the top left, red elsewhere. SECRET in Exif, XMP, comments, texts, after the end."""
    image = Image.new("RGB", (40, 20), (200, 30, 30))
    image.paste((0, 0, 255), (0, 0, 20, 10))
    told: dict[str, Any] = {}
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    if kind != "GIF":
        told["exif"] = exif(orientation)
    if kind in ("JPEG", "WEBP", "TIFF"):
        told["xmp"] = xmp
    if kind in ("JPEG", "GIF"):
        told["comment"] = SECRET.encode()
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", SECRET)
        texts.add_text("Comment", SECRET * 9, zip=True)
        texts.add_itxt("XML:com.adobe.xmp", SECRET)
        told["pnginfo"] = texts
    out = io.BytesIO()
    image.save(out, kind, **told)
    return out.getvalue() + (SECRET.encode() if kind not in ("TIFF",) else b"")


def pdf(*, photograph: bool = True, words: str = "Buongiorno a tutti") -> bytes:
    """One page with a text and a photograph; SECRET in properties, XMP and the photograph's Exif."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), words)
    if photograph:
        page.insert_image((72, 100, 200, 200), stream=picture("JPEG"))
    document.set_metadata({"author": SECRET, "title": f"Lettera a {SECRET}", "keywords": SECRET})
    document.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>")
    made: bytes = document.tobytes()
    return made


def docx(words: str = "La spesa è stata di 900 euro.", **parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "docProps/core.xml",
            f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{SECRET}</dc:creator>'
            f"<cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy></cp:coreProperties>",
        )
        archive.writestr(
            "docProps/app.xml", f'<Properties xmlns="p"><Company>{SECRET}</Company></Properties>'
        )
        paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.split("\n"))
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="w"><w:body>{paragraphs}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def everything_in(content: bytes) -> bytes:
    """All bytes of an archive's parts, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())
