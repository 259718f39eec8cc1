"""Form widgets the design system adds: a calendar, radio buttons with an explanation, an upload box."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

# One file, and all of one form with a margin for its text; what receives them has the same limits.
MOST_FILE_BYTES = 20 * 1024 * 1024
MOST_BYTES_TOGETHER = 100 * 1024 * 1024


class CalendarDate(forms.DateInput):
    """A day, entered with the browser's own calendar; the value travels as ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HintedRadios(forms.RadioSelect):
    """Radio buttons shown as cards, each value with a sentence that helps to choose."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})


class UploadInput(forms.FileInput):
    """One file; `limits` says in words what is accepted. `SeveralUploads` takes more."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str = "", limits: Any = "") -> None:
        # Told to the script of the page, so that nobody waits for an upload that cannot be accepted.
        known = {"data-most-bytes": MOST_FILE_BYTES, "data-most-together": MOST_BYTES_TOGETHER}
        super().__init__(known | (attrs or {}) | ({"accept": accept} if accept else {}))
        self.limits = limits


class SeveralUploads(UploadInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Cleans to a list of uploaded files, empty when none was chosen."""

    widget = SeveralUploads

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [item for item in (data if isinstance(data, list | tuple) else [data]) if item]
        if not given:
            super().clean(None, initial)
            return []
        return [super(ManyFiles, self).clean(item, initial) for item in given]
