"""Why something cannot be done, in words that say what to do instead.

A guard `reason_against_…` returns a `Refusal` or `None`; an operation calls `insist()` on it. The same
refusal becomes the error of the API, the explanation beside a disabled button and the line of the log.
Nothing here imports Django: sentences are Italian, marked with `mark` (imported as `_`) so that the
translation tool finds them, and translated only where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, datetime
from typing import Protocol

from pasocial.timekeeping import italian_day, italian_weekday


class Words(Protocol):
    """A text that may still be waiting for its language: `str`, or a lazy translation."""

    def __str__(self) -> str: ...
    def strip(self) -> str: ...


def mark(text: str) -> str:
    """Mark an Italian sentence for the translation tool. Import it `as _`: the tool looks for that name."""
    return text


def show_plainly(value: object) -> object:
    """A day as "martedì 7 aprile 2026", a moment with its time; everything else unchanged.

    Sentences put no article before a day, because the weekday stands there: "entro {day}". The edge passes
    its own `show` for other languages.
    """
    if not isinstance(value, date):
        return value
    day = f"{italian_weekday(value)} {italian_day(value)}"
    return f"{day}, ore {value:%H:%M}" if isinstance(value, datetime) else day


@dataclass(frozen=True)
class Sentence:
    """An Italian sentence with {named} gaps and what fills them; a value may be a Sentence itself."""

    words: Words
    values: Mapping[str, object] = attribute(default_factory=dict, hash=False)

    def text(
        self, translate: Callable[[str], str] = str, show: Callable[[object], object] = show_plainly
    ) -> str:
        """The words in the reader's language. `translate` is gettext at the edge; `show` writes dates."""
        template = str(self.words)
        if not template:  # gettext("") would answer with the catalogue's header
            return ""
        filled = {
            name: value.text(translate, show) if isinstance(value, Sentence) else show(value)
            for name, value in self.values.items()
        }
        translated = translate(template)
        return translated.format(**filled) if filled else translated

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Refusal:
    """One reason against doing something.

    `code` is stable and for machines; `sentence` is for people and says what to do; `field` names the
    input that must change, empty when none does.
    """

    code: str
    sentence: Words
    field: str = ""
    values: Mapping[str, object] = attribute(default_factory=dict, hash=False)

    def text(
        self, translate: Callable[[str], str] = str, show: Callable[[object], object] = show_plainly
    ) -> str:
        """The sentence in the reader's language, with its gaps filled."""
        return Sentence(self.sentence, self.values).text(translate, show)

    def __str__(self) -> str:
        return self.text()


class Refused(Exception):
    """An operation was refused. `refusal` is the first reason, `refusals` are all of them."""

    def __init__(self, refusal: Refusal, *others: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.refusals: tuple[Refusal, ...] = (refusal, *others)

    def __str__(self) -> str:
        return " ".join(reason.text() for reason in self.refusals)


def insist(reason: Refusal | Iterable[Refusal] | None) -> None:
    """Go on if there is no reason against it; otherwise raise `Refused` with every reason given."""
    if reason is None:
        return
    reasons = (reason,) if isinstance(reason, Refusal) else tuple(reason)
    if reasons:
        raise Refused(*reasons)
