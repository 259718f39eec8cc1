"""The one list of what is accepted: media type, extensions, what a person calls it. Nothing else is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pasocial.design.widgets import MOST_FILE_BYTES

MAX_BYTES = MOST_FILE_BYTES


@dataclass(frozen=True)
class Kind:
    """`extensions`: the first is the one we give; the others say the same. `wraps`: a signature around a file."""

    media_type: str
    extensions: tuple[str, ...]
    label: Any
    wraps: bool = False


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
PDF, ZIP, TEXT, CSV, JSON = "application/pdf", "application/zip", "text/plain", "text/csv", "application/json"
XML, MAIL, CALENDAR, RTF = "application/xml", "message/rfc822", "text/calendar", "application/rtf"
DOCX = _OOXML + "wordprocessingml.document"
XLSX = _OOXML + "spreadsheetml.sheet"
PPTX = _OOXML + "presentationml.presentation"
ODT, ODS, ODP, ODG = _ODF + "text", _ODF + "spreadsheet", _ODF + "presentation", _ODF + "graphics"
DOC, XLS = "application/msword", "application/vnd.ms-excel"
PPT, MSG = "application/vnd.ms-powerpoint", "application/vnd.ms-outlook"
JPEG, PNG, GIF, WEBP = "image/jpeg", "image/png", "image/gif", "image/webp"
HEIC, TIFF = "image/heic", "image/tiff"
# CAdES (ETSI EN 319 122), detached CMS, RFC 5544, CAdES with a time stamp in one MIME body, RFC 3161, ETSI EN 319 162.
P7M, P7S, TSD = "application/pkcs7-mime", "application/pkcs7-signature", "application/timestamped-data"
M7M, TSR = "multipart/mixed", "application/timestamp-reply"
ASICE, ASICS = "application/vnd.etsi.asic-e+zip", "application/vnd.etsi.asic-s+zip"

KINDS = (
    Kind(PDF, (".pdf",), _("un PDF")),
    Kind(DOCX, (".docx",), _("un documento DOCX")),
    Kind(XLSX, (".xlsx",), _("un foglio di calcolo XLSX")),
    Kind(PPTX, (".pptx",), _("una presentazione PPTX")),
    Kind(ODT, (".odt",), _("un documento ODT")),
    Kind(ODS, (".ods",), _("un foglio di calcolo ODS")),
    Kind(ODP, (".odp",), _("una presentazione ODP")),
    Kind(ODG, (".odg",), _("un disegno ODG")),
    Kind(DOC, (".doc",), _("un documento DOC")),
    Kind(XLS, (".xls",), _("un foglio di calcolo XLS")),
    Kind(PPT, (".ppt",), _("una presentazione PPT")),
    Kind(RTF, (".rtf",), _("un documento RTF")),
    Kind(TEXT, (".txt",), _("un testo semplice")),
    Kind(CSV, (".csv",), _("una tabella CSV")),
    Kind(JSON, (".json",), _("un file JSON")),
    Kind(XML, (".xml",), _("un file XML")),
    Kind(CALENDAR, (".ics",), _("un evento di calendario")),
    Kind(MAIL, (".eml",), _("un messaggio di posta EML")),
    Kind(MSG, (".msg",), _("un messaggio di posta MSG")),
    Kind(JPEG, (".jpg", ".jpeg", ".jpe", ".jfif"), _("un'immagine JPEG")),
    Kind(PNG, (".png",), _("un'immagine PNG")),
    Kind(GIF, (".gif",), _("un'immagine GIF")),
    Kind(WEBP, (".webp",), _("un'immagine WebP")),
    Kind(HEIC, (".heic", ".heif"), _("un'immagine HEIC")),
    Kind(TIFF, (".tif", ".tiff"), _("un'immagine TIFF")),
    Kind(ZIP, (".zip",), _("un archivio ZIP")),
    Kind(P7M, (".p7m",), _("un file firmato P7M"), wraps=True),
    Kind(P7S, (".p7s",), _("una firma separata P7S"), wraps=True),
    Kind(TSD, (".tsd", ".m7m"), _("un file firmato con marca temporale"), wraps=True),
    Kind(M7M, (".m7m",), _("un file firmato con marca temporale M7M"), wraps=True),
    Kind(TSR, (".tsr", ".tst"), _("una marca temporale"), wraps=True),
    Kind(ASICE, (".asice", ".sce"), _("un pacchetto firmato ASiC-E")),
    Kind(ASICS, (".asics", ".scs"), _("un pacchetto firmato ASiC-S")),
)
BY_TYPE = {kind.media_type: kind for kind in KINDS}
ACCEPTED = {kind.media_type: kind.extensions for kind in KINDS}
EXTENSIONS = frozenset(extension for kind in KINDS for extension in kind.extensions)
ACCEPT_ATTRIBUTE = ",".join(dict.fromkeys(extension for kind in KINDS for extension in kind.extensions))
ACCEPTED_IN_WORDS = _(
    "PDF (anche firmati), documenti DOCX, ODT, DOC, RTF, TXT, fogli XLSX, ODS, XLS, CSV, presentazioni PPTX, ODP, "
    "PPT, immagini JPG, PNG, GIF, WebP, HEIC, TIFF, posta EML e MSG, XML, JSON, ICS, archivi ZIP, file firmati P7M, "
    "P7S, TSD, M7M, ASiC."
)
# Whoever double-clicks one of these runs it. Nothing is kept under such a name, whatever is in it.
_PROGRAMS = """
.exe .com .bat .cmd .scr .pif .cpl .msi .msp .mst .dll .sys .drv .ocx .js .mjs .jse .vbs .vbe .wsf .wsh .wsc .ps1 .psm1
.psd1 .hta .lnk .reg .jar .jnlp .apk .ipa .app .dmg .pkg .deb .rpm .run .bin .elf .so .dylib .sh .bash .command .py .pyc
.pyw .pl .rb .php .phtml .php3 .php5 .asp .aspx .jsp .cgi .htm .html .xhtml .xht .shtml .mht .mhtml .svg .svgz .xsl .xslt
.url .website .scf .inf .ins .chm .hlp .iso .img .vhd .vhdx .iqy .slk .appref-ms .application .gadget .msc .scpt .swf
.class .appx .msix .xll .wll .ade .adp .mde .accde
"""
PROGRAMS = frozenset(_PROGRAMS.split())
# Office files that exist to carry programs, and old templates.
_WITH_MACROS = ".docm .dotm .xlsm .xltm .xlam .xlsb .pptm .potm .ppam .ppsm .sldm .dot .xlt .xla .pot .ppa"
WITH_MACROS = frozenset(_WITH_MACROS.split())
# A saved web page or a folder of scripts in a ZIP is still reading matter; what a double click runs is not.
_READ_IN_ARCHIVES = """
.js .mjs .py .rb .pl .php .htm .html .xhtml .xht .shtml .mht .mhtml .svg .svgz .xsl .xslt .class .so .bin .phtml .php3
.php5 .asp .aspx .jsp .cgi .sh .bash .inf .img
"""
PROGRAMS_IN_ARCHIVES = PROGRAMS - frozenset(_READ_IN_ARCHIVES.split())
