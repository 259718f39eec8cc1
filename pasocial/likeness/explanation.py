"""Why two texts were put side by side: reasons by code, and the telling terms marked in both."""

from __future__ import annotations

from dataclasses import dataclass

from .reading import Reading, WeighedTerm
from .statistics import Statistics

MOST_TERMS = 8
MOST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term found in both texts: as first written in `a`, its weight, and every place in each text."""

    written: str
    weight: float
    in_a: tuple[tuple[int, int], ...]
    in_b: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One reason: a stable code and what fills it. Whoever shows it has the words."""

    code: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All reasons, strongest first; `warnings` are reasons to think that different documents are asked
    for."""

    parts: tuple[Part, ...]
    warnings: tuple[Part, ...]
    shared: tuple[SharedTerm, ...]


def explain(a: Reading, b: Reading, statistics: Statistics | None = None) -> Explanation:
    """Never claims more than what both texts show."""
    statistics = statistics or Statistics()
    shared = _shared(a, b, statistics)
    parts: list[Part] = []
    warnings: list[Part] = []
    if a.terms and [term.stem for term in a.terms] == [term.stem for term in b.terms]:
        parts.append(Part("same_words", ()))
    elif shared:
        parts.append(Part("shared_terms", tuple(term.written for term in shared)))
    if others := _other_words(a, b):
        parts.append(Part("other_words", tuple(f"{one} / {other}" for one, other in others)))
    for code, ours, theirs, may_differ in (
        ("kinds", a.kinds, b.kinds, False),
        ("offices", a.offices, b.offices, True),
        ("places", a.places, b.places, True),
    ):
        if both := sorted(ours & theirs):
            parts.append(Part(f"same_{code}", tuple(both)))
        elif ours and theirs and may_differ:
            warnings.append(Part(f"different_{code}", (", ".join(sorted(ours)), ", ".join(sorted(theirs)))))
    our_years, their_years = spell_years(a.years), spell_years(b.years)
    if a.years and a.years == b.years:
        parts.append(Part("same_period", (our_years,)))
    elif a.years & b.years:
        parts.append(Part("overlapping_period", (spell_years(a.years & b.years),)))
    elif a.years and b.years:
        warnings.append(Part("different_period", (our_years, their_years)))
    elif a.years or b.years:
        warnings.append(Part("one_period", (our_years or their_years,)))
    return Explanation(tuple(parts), tuple(warnings), shared)


def _shared(a: Reading, b: Reading, statistics: Statistics) -> tuple[SharedTerm, ...]:
    found = []
    taken: set[tuple[int, int]] = set()  # the words of an acronym all stand where the acronym does
    for stem in dict.fromkeys(term.stem for term in a.terms):
        in_b = tuple((term.start, term.end) for term in b.terms if term.stem == stem)
        if in_b:
            in_a = tuple((term.start, term.end) for term in a.terms if term.stem == stem)
            if in_a[0] in taken:
                continue
            taken.update(in_a)
            written = a.text[in_a[0][0] : in_a[0][1]]
            found.append(SharedTerm(written, statistics.weight(stem), in_a, in_b))
    found.sort(key=lambda term: -term.weight)
    return tuple(found[:MOST_TERMS])


def _other_words(a: Reading, b: Reading) -> list[tuple[str, str]]:
    """Words of one line of the thesaurus that stand for one another in the two texts, as first written."""
    shared = {term.stem for term in a.terms} & {term.stem for term in b.terms}
    theirs: dict[str, WeighedTerm] = {}
    for term in b.terms:
        if term.stem not in shared:
            for concept in b.language.concepts_of(term.stem):
                theirs.setdefault(concept, term)
    pairs: dict[str, tuple[str, str]] = {}
    for term in a.terms:
        if term.stem not in shared and term.stem not in pairs:
            other = next((theirs[one] for one in a.language.concepts_of(term.stem) if one in theirs), None)
            if other is not None:
                pairs[term.stem] = (a.text[term.start : term.end], b.text[other.start : other.end])
    return list(pairs.values())[:MOST_PAIRS]


def spell_years(years: frozenset[int]) -> str:
    """`2019, 2021-2023`."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
