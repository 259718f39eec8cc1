"""Where the collection of static files gets the style sheet: put together when somebody asks, never kept in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from pasocial.design.sheet import fingerprint, sheet

# Beside the library's own sheet in depth, so that the addresses inside both stay right.
NAME = "design/pasocial.css"


class SheetFinder(BaseFinder):
    """One file, written anew into the state directory whenever something it is made of has changed."""

    def find(self, path: str, find_all: bool = False, **_deprecated: Any) -> Any:
        if path != NAME:
            return []
        found = str(self._folder() / NAME)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        yield NAME, FileSystemStorage(location=self._folder())

    def _folder(self) -> Path:
        folder = Path(settings.STATE_DIR) / "sheets" / fingerprint()
        made = folder / NAME
        if not made.exists():
            made.parent.mkdir(parents=True, exist_ok=True)
            draft = made.with_suffix(f".{id(self)}.new")
            draft.write_text(sheet(), encoding="utf-8")
            draft.replace(made)
        return folder
