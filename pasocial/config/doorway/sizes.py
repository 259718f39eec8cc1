"""How many bytes each address may be sent: little everywhere, much only where files are taken."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from rest_framework.parsers import FileUploadParser, MultiPartParser

from pasocial.office.record import registry

# The panel's own pages for files.
NAMESPACES = frozenset(
    {"wagtailimages", "wagtailimages_chooser", "wagtaildocs", "wagtaildocs_chooser", "wagtailredirects"}
)
FILE_PARSERS = (MultiPartParser, FileUploadParser)
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Who asks to read says it in the address; some programs send an empty form along.
READING_BYTES = 16 * 1024


def most_bytes(method: str, path: str) -> int:
    """The whole body of one request. Unknown addresses and those without files get what a form may hold."""
    if method in READING:
        return READING_BYTES
    # The fields may have this much; what stands between and around them as much again at the most.
    fields = 2 * int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    try:
        match = resolve(path)
    except Resolver404:
        return fields
    takes = (
        match.view_name in registry.pages_with_files()
        or NAMESPACES & set(match.namespaces)
        or parses_files(match.func, method)
    )
    return int(settings.REST_MOST_BYTES) if takes else fields


def parses_files(view: Any, method: str) -> bool:
    """Whether a view of the API says by its parsers that this method may bring files."""
    shown = getattr(view, "cls", None)
    actions = getattr(view, "actions", None) or {}
    if shown is None or not (hasattr(shown, method.lower()) or method.lower() in actions):
        return False
    return any(issubclass(each, FILE_PARSERS) for each in getattr(shown, "parser_classes", ()))
