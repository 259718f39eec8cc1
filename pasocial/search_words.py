"""Words somebody searches, as the indexes hold them: what separates words in writing separates them in an index too.

PostgreSQL would read `acqua/rifiuti` as the name of a file and `gara.appalto` as that of a host.
"""

from __future__ import annotations

import re
import unicodedata

# The same signs as the function `words_apart` of the database; a test compares the two letter by letter.
SEPARATORS = '/\\.:;,_@&?=#+*|~<>()[]{}"%-–—…·•«»“”'
_BLANKS = str.maketrans(dict.fromkeys(SEPARATORS, " "))
# What the search box's language knows: a quoted phrase, a word to leave out.
_WITHIN = re.compile(rf"(?<=\w)[{re.escape(SEPARATORS.replace(chr(34), ''))}]+(?=\w)")


def apart(text: str) -> str:
    """The text with a blank for every separator, composed as the index composes it."""
    return unicodedata.normalize("NFC", text).translate(_BLANKS)


def asked(text: str) -> str:
    """A search as typed, its separators between letters made blanks; quotations and a leading `-` keep their meaning."""
    return _WITHIN.sub(" ", unicodedata.normalize("NFC", text))
