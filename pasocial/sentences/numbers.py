"""Amounts in words, with the decimal sign of the active language."""

from __future__ import annotations

from django.utils.formats import number_format


def file_size(size: int) -> str:
    """Bytes as B, kB, MB."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{number_format(size / 1000, 0)} kB"
    return f"{number_format(size / 1_000_000, 1)} MB"
