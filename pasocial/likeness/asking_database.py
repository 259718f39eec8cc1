"""What to ask a full-text index for, so that a question's likes are found at the same cost in any size of table.

A common word matches a tenth of a million rows, and each must be ranked. Words are therefore asked for rarest first
while few rows are expected to hold them; those too common alone are asked for where two of them stand together. Other
words for the same thing, and known words that an unknown one may be misspelling, are asked for apart: among the words
really written they would be drowned, or drown them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .reading import Reading
from .statistics import Statistics

# Rows that may be expected to match: each is read and ranked by the database.
WRITTEN_ROWS, NEAR_ROWS = 2_500, 1_000
# Words asked for, rarest first; for other words of the same line, and for pairs.
MOST_WORDS, MOST_OPENED, MOST_PAIRS = 14, 8, 6
# Where the sample does not tell: two words of one matter stand together more often than chance would have it.
TOGETHER = 2
# Rows that hold the words of pairs: the index walks over all of them, however few hold both. Six times as many found
# nothing more among the measured texts and cost nine times the time (docs/decisions/0010).
WALKED_ROWS = 5_000
# Unknown words looked up among the known, and how long a word must be to be taken for misspelt.
MISSPELT_WORDS, MISSPELT_LENGTH = 4, 5

# Matches ranked by the database at most, the newest, should words stand in more rows than the sample tells; and of those
# of a wide query. How many rows passed in order cost as much as one fetched by the index.
MOST_MATCHES, WIDE_MATCHES, PASSED_FOR_ONE = 4_000, 1_500, 4

_PLAIN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """Two queries in PostgreSQL's language, each with all the words by which its matches are ranked; "" asks nothing.

    Wide: a word of it is everywhere, if only in formulas, so that WIDE_MATCHES are found sooner by passing the newest
    rows in order than by fetching all that the index names.
    """

    written: str = ""
    written_rank: str = ""
    near: str = ""
    near_rank: str = ""
    written_wide: bool = False
    near_wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with an indexed text-search vector. Names are the program's own, never what somebody typed.

    `at`: the column of the moment a row came, indexed with its `id`, by which "before" is told.
    """

    name: str
    vector: str
    at: str
    configuration: str

    @property
    def size_sql(self) -> str:
        """The planner's own estimate of its rows: exact enough for a budget, and free."""
        return (
            f"SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'public.{self.name}'::regclass"
        )

    def chosen_sql(self, sought: Sought, *, before: bool) -> str:
        """`WITH … chosen AS (…)`: the ids worth comparing, for a SELECT to follow.

        Its values are those of `values` below, with `saying`, `saying_only` and `saying_otherwise`: how many rows are
        kept that say the question's words most, that say little else, and that say it in other words. `before`: only
        rows that came before `at` and `own`; `own` is left out in any case.
        """
        # Newest first both: walking all rows back until enough match, which only a word that is everywhere makes short,
        # or fetching what the index of words finds. PostgreSQL knows too little of rare words to choose.
        walked = f"{self.at} DESC, id DESC LIMIT {WIDE_MATCHES}"
        fetched = f"id + 0 DESC LIMIT {MOST_MATCHES}"
        earlier = f"AND ({self.at}, id) < (%(at)s, %(own)s)" if before else ""
        return f"""
WITH saying AS MATERIALIZED (
  SELECT id, ts_rank({self.vector}, to_tsquery('{self.configuration}', %(written_rank)s)) AS nearness,
    1 + ln(1 + length({self.vector})) AS length
  FROM (
    SELECT id, {self.vector} FROM {self.name}, to_tsquery('{self.configuration}', %(written)s) AS query
    WHERE {self.vector} @@ query AND id <> %(own)s {earlier}
    ORDER BY {walked if sought.written_wide else fetched}
  ) AS newest
), otherwise AS MATERIALIZED (
  SELECT id, ts_rank({self.vector}, to_tsquery('{self.configuration}', %(near_rank)s), 1) AS nearness
  FROM (
    SELECT id, {self.vector} FROM {self.name}, to_tsquery('{self.configuration}', %(near)s) AS query
    WHERE %(near)s <> '' AND {self.vector} @@ query AND id <> %(own)s {earlier}
    ORDER BY {walked if sought.near_wide else fetched}
  ) AS newest
), chosen AS (
  (SELECT id FROM saying ORDER BY nearness DESC, id DESC LIMIT %(saying)s)
  UNION (SELECT id FROM saying ORDER BY nearness / length DESC, id DESC LIMIT %(saying_only)s)
  UNION (SELECT id FROM otherwise ORDER BY nearness DESC, id DESC LIMIT %(saying_otherwise)s)
)
"""

    @staticmethod
    def values(sought: Sought) -> dict[str, str]:
        return {
            "written": sought.written,
            "written_rank": sought.written_rank,
            "near": sought.near,
            "near_rank": sought.near_rank,
        }


@dataclass(frozen=True, slots=True)
class _Word:
    """A telling word of the question: the rows expected to hold it, and its other words with theirs; in which of the
    texts counted it stands, itself and with the others."""

    written: str
    rows: float
    others: tuple[str, ...]
    rows_of_others: float
    # In formulas, which no reading shows but the index of the database finds.
    hidden: float
    hidden_others: float
    holders: int
    holders_of_any: int

    @property
    def any_of_them(self) -> str:
        return _either([f"'{self.written}'", *self.others])


def sought_in(question: Reading, statistics: Statistics, *, rows: int) -> Sought:
    """The queries for a table of `rows` texts of which `statistics` counted a sample."""
    words = _telling(question, statistics, rows)
    if not words:
        return Sought()
    singles = [(word.rows, f"'{word.written}'") for word in words]
    written, spent = _within(singles, WRITTEN_ROWS, at_least=1)
    pair_rows = _Together(statistics.texts, rows)
    common = [
        (word.rows, single, word.holders)
        for word, (_, single) in zip(words, singles, strict=True)
        if single not in written
    ]
    pairs, _ = _within(_pairs(common, pair_rows), WRITTEN_ROWS * 1.5 - spent)
    opened = words[:MOST_OPENED]
    near, spent = _within(
        [(word.rows_of_others, _either(word.others)) for word in opened if word.others], NEAR_ROWS
    )
    both = _pairs(
        [(word.rows + word.rows_of_others, word.any_of_them, word.holders_of_any) for word in opened],
        pair_rows,
    )
    if any(word.others for word in opened):
        near += _within(both, NEAR_ROWS * 1.5 - spent)[0]
    hidden = {f"'{word.written}'": word.rows + word.hidden for word in words}
    hidden_near = {_either(word.others): word.rows_of_others + word.hidden_others for word in opened}
    return Sought(
        written_wide=_is_wide(sum(hidden[one] for one in written), rows),
        near_wide=_is_wide(sum(hidden_near.get(one, 0.0) for one in near), rows),
        written=" | ".join(written + pairs),
        written_rank=" | ".join(single for _, single in singles),
        near=" | ".join(near),
        near_rank=" | ".join(word.any_of_them for word in opened) if near else "",
    )


def _telling(question: Reading, statistics: Statistics, rows: int) -> list[_Word]:
    """The rarest telling words first."""
    stems: dict[str, str] = {}
    for said in question.telling:
        if _PLAIN.fullmatch(said.word):
            stems.setdefault(said.stem, said.word)
    language = question.language
    rarest = sorted(stems, key=lambda one: (-statistics.weight(one), stems[one]))[:MOST_WORDS]
    unknown = [one for one in rarest if one not in statistics.appearances and len(one) >= MISSPELT_LENGTH]
    looked_up = frozenset(unknown[:MISSPELT_WORDS])
    found = []
    for one in rarest:
        concepts = language.concepts_of(one)
        line = {other for concept in concepts for other in language.stems_of_lines.get(concept, ())} - {one}
        others = [f"'{language.word_of_stem[other]}'" for other in sorted(line)]
        expected = sum(_rows(concept, statistics, rows) for concept in concepts) if line else 0.0
        if one in looked_up:
            for known in _spelt_nearly(one, statistics):
                others.append(f"'{known}':*")
                expected += sum(_rows(stem, statistics, rows) for stem in statistics.stems_from(known))
        holders = statistics.holders.get(one, 0)
        any_holders = holders
        for concept in concepts:
            any_holders |= statistics.holders.get(concept, 0)
        found.append(
            _Word(
                stems[one],
                _rows(one, statistics, rows),
                tuple(others),
                expected,
                _hidden([one], statistics, rows),
                _hidden(concepts, statistics, rows) if line else 0.0,
                holders,
                any_holders,
            )
        )
    return found


def _rows(feature: str, statistics: Statistics, rows: int) -> float:
    """Rows expected to hold a feature; one that the sample does not hold was seen less than once in it."""
    return max(statistics.appearances.get(feature, 0), 0.5) / max(statistics.texts, 1) * rows


def _hidden(features: Iterable[str], statistics: Statistics, rows: int) -> float:
    """Rows in which only formulas hold them."""
    return sum(statistics.hidden.get(one, 0) for one in features) / max(statistics.texts, 1) * rows


def _is_wide(matches: float, rows: int) -> bool:
    return matches > 0 and WIDE_MATCHES * rows / matches < PASSED_FOR_ONE * matches


def _spelt_nearly(unknown: str, statistics: Statistics) -> list[str]:
    """Known stems one typing error away, two when the word is long."""
    errors = 1 if len(unknown) < 8 else 2
    found = process.extract(unknown, statistics.stems, scorer=OSA.distance, score_cutoff=errors, limit=3)
    return [
        str(known)
        for known, _, _ in found
        if known[:1] == unknown[:1] and len(known) >= MISSPELT_LENGTH and _PLAIN.fullmatch(known)
    ]


def _within(
    queries: Iterable[tuple[float, str]], budget: float, *, at_least: int = 0
) -> tuple[list[str], float]:
    """The queries that match least, while together they keep within the budget; and what they are expected to match."""
    taken: list[str] = []
    spent = 0.0
    for expected, query in sorted(queries):
        if len(taken) >= at_least and spent + expected > budget:
            break
        taken.append(query)
        spent += expected
    return taken, spent


@dataclass(frozen=True, slots=True)
class _Together:
    """How many of `rows` requests hold two words, of which a sample of `counted` tells."""

    counted: int
    rows: int

    def __call__(self, one: tuple[float, str, int], other: tuple[float, str, int]) -> float:
        if one[2] and other[2]:
            return max((one[2] & other[2]).bit_count(), 0.5) / self.counted * self.rows
        return TOGETHER * one[0] * other[0] / max(self.rows, 1)


def _pairs(words: list[tuple[float, str, int]], together: _Together) -> list[tuple[float, str]]:
    """The pairs expected to match least, of words that all together are not walked over too long."""
    found: list[tuple[float, str]] = []
    walked: set[str] = set()
    left = float(WALKED_ROWS)
    for expected, one, other in sorted(
        (together(one, other), one, other) for one, other in combinations(words, 2)
    ):
        cost = sum(word[0] for word in (one, other) if word[1] not in walked)
        if cost > left:
            continue
        left -= cost
        walked |= {one[1], other[1]}
        found.append((expected, f"({one[1]} & {other[1]})"))
        if len(found) == MOST_PAIRS:
            break
    return found


def _either(words: Iterable[str]) -> str:
    return f"({' | '.join(words)})"
