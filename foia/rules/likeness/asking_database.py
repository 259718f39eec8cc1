"""Which words of a question to ask a full-text index for, so that the answer costs the same in any size of table."""

from __future__ import annotations

from .reading import Reading
from .score import Statistics

# Rows that an OR of the words may be expected to match: each must be read and ranked by the database.
EXPECTED_ROWS = 3_000
MOST_WORDS = 12


def telling_words(
    question: Reading,
    statistics: Statistics,
    *,
    rows: int,
    expected: int = EXPECTED_ROWS,
    most: int = MOST_WORDS,
) -> list[str]:
    """The rarest telling words of a question, rarest first, until they are expected to match `expected` of `rows`.

    At least one, whatever it matches. Words are as `read` gives them: lower case, no accents, letters and digits only.
    """
    rarest = sorted(
        {term.word: term.stem for term in question.terms}.items(),
        key=lambda one: (statistics.appearances.get(one[1], 0), one[0]),
    )
    chosen: list[str] = []
    matched = 0.0
    for word, stem in rarest[:most]:
        # A word not seen yet may still stand in as many rows as one seen once would tell.
        matched += max(statistics.appearances.get(stem, 0), 1) * rows / max(statistics.requests, 1)
        if chosen and matched > expected:
            break
        chosen.append(word)
    return chosen
