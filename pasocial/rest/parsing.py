"""Reads what programs send, and refuses what no text of ours could be before anything looks at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request


class Json(BaseParser):
    """JSON in UTF-8, at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes, without what Unicode calls no character."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        written = stream.read(most + 1)
        if len(written) > most:
            raise RequestDataTooBig
        try:
            read = json.loads(written.decode("utf-8-sig"), parse_constant=_refuse)
            # A lone surrogate is valid JSON and no text: the database could not keep it.
            json.dumps(read, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as wrong:
            raise ParseError(
                _("Il corpo non è JSON valido in UTF-8: controlla virgole, virgolette e codifica.")
            ) from wrong
        return read


def _refuse(constant: str) -> None:
    raise ValueError(constant)


class Multipart(MultiPartParser):
    """Forms with files; what cannot be read is said in words, in the reader's language."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except ParseError as wrong:
            raise ParseError(
                _(
                    "Le parti del corpo multipart/form-data non si leggono: controlla il confine e i nomi dei file."
                ),
                "malformed",
            ) from wrong


class Lenient(DefaultContentNegotiation):
    """Answers JSON to whoever asks for something else, browsers first: a 406 helps nobody."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            return renderers[0], renderers[0].media_type
