"""The languages of a letter: only the Italian text has effect in law (L. 482/1999 art. 1).

Each reader is written to in her own language. What she reads in another than Italian is a courtesy translation, and
always holds the Italian text beneath it; both say which of them prevails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

OFFICIAL = "it"
Words = dict[str, Any]


def in_language(language: str, write: Callable[[], Words]) -> Words:
    """The words in this language, with `courtesy` and `original` (the same words in Italian, with `prevails`).

    `write` is called in the language it has to write in; of an Italian letter both are empty.
    """
    with override(language):
        words = write()
        if language == OFFICIAL:
            return {**words, "courtesy": "", "original": None}
        courtesy = _("Questa è una traduzione di cortesia: fa fede il testo italiano, che segue.")
    with override(OFFICIAL):
        prevails = _(
            "Questo è il testo italiano, che fa fede. Quello che precede è una traduzione di cortesia."
        )
        original = {**write(), "language": OFFICIAL, "prevails": prevails}
    return {**words, "courtesy": courtesy, "original": original}


def message_in_language(language: str, write: Callable[[], Words]) -> Words:
    """The words of a message (`subject`, `paragraphs`, `facts`, `quote`, `after`, `reason`), the Italian ones as lines."""
    words = in_language(language, write)
    courtesy, official = words.pop("courtesy"), words.pop("original")
    words["facts"] = [list(pair) for pair in words.get("facts", ())]
    words["original"] = []
    if official is not None:
        words["after"] = [*words.get("after", ()), courtesy]
        words["original"] = [
            official["prevails"],
            official["subject"],
            *official["paragraphs"],
            *(f"{label}: {value}" for label, value in official.get("facts", ())),
            *([official["quote"]] if official.get("quote") else []),
            *official.get("after", ()),
            official["reason"],
        ]
    return words
