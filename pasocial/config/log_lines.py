"""A line of the log stays one line, whatever somebody typed into what it tells."""

from __future__ import annotations

import logging

from pasocial.outgoing import one_plain_line, plain


class PlainLines(logging.Formatter):
    """Line ends and control characters of a message become blanks or go; a traceback keeps its own lines."""

    def __init__(self, format: str, style: str = "{") -> None:
        super().__init__(format, style="{" if style == "{" else "%")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = one_plain_line(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:
        return plain(super().formatException(ei))  # type: ignore[arg-type]
