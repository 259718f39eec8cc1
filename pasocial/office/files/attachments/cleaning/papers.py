"""Office documents and PDFs without their properties, and the pictures inside them without theirs.

What the document says stays: text, comments and tracked changes are content, and somebody must read them before they
leave. A document whose signature would break is left alone, and whoever asked is told. It must never import Django.
"""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from io import BytesIO
from typing import Any

from pasocial.office.files.attachments.cleaning.pictures import (
    Unclean,
    blanked_jpeg,
    kind_of,
    without_metadata,
)

MOST_UNPACKED = 300 * 1024**2
_OOXML_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_OOXML_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_OOXML_CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_ODF_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)
_BLANK_PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)
_WRITTEN_ANEW = {
    "docprops/core.xml": _OOXML_CORE,
    "docprops/app.xml": _OOXML_APP,
    "docprops/custom.xml": _OOXML_CUSTOM,
    "meta.xml": _ODF_META,
    "thumbnails/thumbnail.png": _BLANK_PNG,
}
# ECMA-376, 17.15.1: identifiers that tie a document to the machine and session it was written in.
_SESSION_MARKS = re.compile(rb' w:rsid[A-Za-z]*="[0-9A-Fa-f]*"')


def archive(content: bytes) -> bytes:
    """A docx, xlsx, pptx, odt, ods or odp with empty properties. Raises Unclean."""
    try:
        source = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise Unclean("broken") from problem
    with source:
        infos = source.infolist()
        names = [one.filename for one in infos]
        if any(one.lower().startswith("_xmlsignatures/") for one in names) or any(
            one.lower() == "meta-inf/documentsignatures.xml" for one in names
        ):
            raise Unclean("signed")
        if any(one.flag_bits & 0x1 for one in infos):
            raise Unclean("encrypted")
        if sum(one.file_size for one in infos) > MOST_UNPACKED:
            raise Unclean("too_heavy")
        out = BytesIO()
        try:
            with zipfile.ZipFile(out, "w") as target:
                for one in infos:
                    # ODF 1.3 part 2, 3.3: the media type lies first and uncompressed.
                    stored = one.compress_type == zipfile.ZIP_STORED
                    plain = zipfile.ZipInfo(one.filename, (1980, 1, 1, 0, 0, 0))
                    plain.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                    target.writestr(plain, _part(one.filename, source.read(one)))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as problem:
            raise Unclean("broken") from problem
    return out.getvalue()


def _part(name: str, content: bytes) -> bytes:
    lowered = name.lower()
    if lowered in _WRITTEN_ANEW:
        return _WRITTEN_ANEW[lowered]
    if kind_of(content):
        try:
            return without_metadata(content)
        except Unclean:
            # Shown by no program either: an empty picture loses nothing and tells nothing.
            return _BLANK_PNG if lowered.startswith("docprops/thumbnail") else _refuse()
    if lowered.startswith("docprops/thumbnail"):
        return b""
    if lowered.startswith("word/") and lowered.endswith(".xml"):
        return _SESSION_MARKS.sub(b"", content)
    return content


def _refuse() -> bytes:
    raise Unclean("broken")


def pdf(source: str, target: str, title: str) -> None:
    """Writes the PDF without properties, revisions and the metadata of its objects and photographs. Raises Unclean."""
    pymupdf: Any = import_module("pymupdf")
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(source, filetype="pdf")
    except Exception as problem:
        raise Unclean("broken") from problem
    if document.needs_pass:
        raise Unclean("encrypted")
    if is_signed(document):
        raise Unclean("signed")
    photographs: list[bytes] = []
    for xref in range(1, document.xref_length()):
        keys = document.xref_get_keys(xref)
        for key in ("PieceInfo", "Metadata", "LastModified", "Thumb"):
            if key in keys:
                document.xref_set_key(xref, key, "null")
        if (
            document.xref_is_stream(xref)
            and document.xref_get_key(xref, "Filter")[1].strip("[ ]") == "/DCTDecode"
        ):
            photographs.append(document.xref_stream_raw(xref))
    document.del_xml_metadata()
    # First all of it, also the keys nobody foresaw; then the title, which PDF/UA wants.
    document.set_metadata({})
    document.xref_set_key(-1, "Info", "null")
    document.set_metadata({"title": title})
    document.save(target, garbage=3, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE)
    document.close()
    _blank_photographs(target, photographs)


def is_signed(document: Any) -> bool:
    """Whether a signature would break by writing the file anew (ISO 32000-2, 12.8)."""
    if document.get_sigflags() > 0:
        return True
    return any(
        document.xref_get_key(xref, "ByteRange")[0] == "array" for xref in range(1, document.xref_length())
    )


def _blank_photographs(path: str, photographs: list[bytes]) -> None:
    """A JPEG lies in a PDF as it came from the camera; its metadata becomes zeros, so that no offset moves."""
    pairs = [(one, blanked_jpeg(one)) for one in photographs]
    pairs = [(was, now) for was, now in pairs if was != now]
    if not pairs:
        return
    with open(path, "rb") as opened:
        content = opened.read()
    for was, now in pairs:
        if was not in content:
            raise Unclean("broken")
        content = content.replace(was, now)
    with open(path, "wb") as opened:
        opened.write(content)
