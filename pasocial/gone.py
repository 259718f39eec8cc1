"""A file that is registered and whose content is not there: one fault, told the same at every door."""

from __future__ import annotations


class ContentGone(FileNotFoundError):
    """`name` is how people call the file. Whoever may not open it never gets as far as this."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
