"""Feeds that every reader opens, whatever characters lie in what they tell."""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from pasocial.outgoing import xml_text


def _clean(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    # Lazy words are no `str` yet, and hold nothing but our own sentences.
    return xml_text(value) if isinstance(value, str) else value


class CleanAtom(Atom1Feed):
    """Django's writer raises an error for a control character, and one line would close the feed to everybody."""

    def __init__(self, title: str, link: str, description: str | None, **more: Any) -> None:
        super().__init__(_clean(title), link, _clean(description), **{k: _clean(v) for k, v in more.items()})

    def add_item(self, title: str, link: str, description: str, **more: Any) -> None:  # type: ignore[override]
        super().add_item(
            _clean(title), link, _clean(description), **{name: _clean(value) for name, value in more.items()}
        )
