"""Looking a sentence up once, not in twenty catalogues.

Django keeps the catalogue of each application apart whenever their rules of plural were compiled apart, which is
always; and since the msgids are Italian, an Italian page looked every sentence up in all of them, twice, to find in none.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import trans_real


def gather_words() -> None:
    """Gives each language one dictionary for `gettext`, with the same answers; plurals stay as they are."""
    for code, _name in settings.LANGUAGES:
        translation: Any = trans_real.translation(code)
        catalogue = translation._catalog
        if "get" not in vars(catalogue):
            catalogue.get = gathered(catalogue).get


def gathered(catalogue: Any) -> dict[Any, str]:
    """The catalogues in one; where several know a sentence, the first one's word stands, as before."""
    words: dict[Any, str] = {}
    for each in reversed(catalogue._catalogs):
        words.update(each)
    return words
