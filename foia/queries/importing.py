"""Which rows of another register are already here, and which of its topics recur."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foia.models import AccessRequest
from foia.queries.likeness import plain, text_of, word_statistics
from foia.rules.importing import PastRequest
from foia.rules.kinds import rules_of
from foia.rules.likeness import read
from foia.rules.outcomes import Outcome
from foia.rules.recurrence import (
    Asking,
    Level,
    PersonKey,
    PersonKind,
    opening_of,
    resolve_persons,
    tallies,
    verdict,
)
from foia.rules.recurrence.register_scan import RegisterRow, scan
from pasocial.likeness import explain, rank

AT_ONCE = 1000


@dataclass(frozen=True)
class Group:
    """Rows that ask for the same thing, as a machine reads them; nobody has confirmed it.

    `most_in_a_year` counts requests whoever made them; `persons` the distinct proven persons of the fullest year,
    the only ones that make the hard flag (circular 2/2017, point 8.2).
    """

    rows: tuple[PastRequest, ...]
    level: Level
    flagged_on: date | None
    persons: int
    most_in_a_year: int

    @property
    def title(self) -> str:
        return self.rows[0].draft.subject


def known_references(references: Sequence[str]) -> dict[str, int]:
    """Reference in the other register → our request, for those already imported."""
    found: dict[str, int] = {}
    for start in range(0, len(references), AT_ONCE):
        rows = AccessRequest.objects.filter(source_ref__in=references[start : start + AT_ONCE])
        found.update({str(reference): pk for reference, pk in rows.values_list("source_ref", "pk")})
    return found


def groups_in(
    rows: Sequence[PastRequest],
    keys: Mapping[str, PersonKey],
    *,
    threshold: int,
    strict: bool,
    on_progress: Callable[[int], None] | None = None,
) -> list[Group]:
    """Groups of two rows or more, hard flags first, then by requests. `keys`: reference → person.

    Persons are counted by their keys, as for requests filed here, never by how a name is spelt.
    """
    read_as = [
        RegisterRow(
            row.line,
            row.reference,
            row.received_on.isoformat(),
            "",
            text_of(row.draft.subject, row.draft.body),
        )
        for row in rows
    ]
    gathered: dict[str, list[PastRequest]] = {}
    for row, finding in zip(rows, scan(read_as, on_progress=on_progress).findings, strict=True):
        if finding.topic:
            gathered.setdefault(finding.topic, []).append(row)
    groups = []
    for members in gathered.values():
        if len(members) < 2:
            continue
        members.sort(key=lambda row: (row.received_on, row.line))
        askings = _askings(members, keys)
        found = verdict(askings, threshold, strict=strict)
        groups.append(
            Group(
                rows=tuple(members),
                level=found.level,
                flagged_on=found.flagged_on,
                persons=max((tally.persons for tally in tallies(askings, strict=strict)), default=0),
                most_in_a_year=_most_in_a_year([row.received_on for row in members], strict),
            )
        )
    order = {Level.HARD: 0, Level.SOFT: 1, Level.NONE: 2}
    return sorted(groups, key=lambda one: (order[one.level], -one.most_in_a_year, -len(one.rows), one.title))


def key_from(stored: Mapping[str, Any]) -> PersonKey:
    """The key of a person from the columns a request keeps of her."""
    kind, _colon, digest = str(stored["person_key"]).partition(":")
    return PersonKey(PersonKind(kind), digest, frozenset(stored["person_aliases"]))


def pairs_of(
    groups: Sequence[Group], ids: Mapping[str, int]
) -> Iterator[tuple[int, int, float, dict[str, Any]]]:
    """For each later row of a group, its first and its previous one: ids, score and reason. `ids`: reference → request."""
    statistics = word_statistics()
    for group in groups:
        here = [row for row in group.rows if row.reference in ids]
        readings = {row.reference: read(text_of(row.draft.subject, row.draft.body)) for row in here}
        for place, row in enumerate(here[1:], start=1):
            question = readings[row.reference]
            for earlier in dict.fromkeys((here[0].reference, here[place - 1].reference)):
                found = rank(question, [(earlier, readings[earlier])], statistics, best=1)
                if found and ids[row.reference] != ids[earlier]:
                    why = plain(explain(question, readings[earlier], statistics))
                    yield ids[row.reference], ids[earlier], round(found[0].score, 4), why


def _askings(members: Sequence[PastRequest], keys: Mapping[str, PersonKey]) -> list[Asking]:
    stands = resolve_persons([keys[row.reference] for row in members])
    return [
        Asking(
            row.reference,
            stands[keys[row.reference]],
            None,
            row.received_on,
            # As operations.counting: not those another body answers, not the never identified, not every kind.
            counts=rules_of(row.draft.kind).counts_for_recurrence
            and row.outcome is not Outcome.TRANSFERRED
            and bool(row.draft.applicant.name or keys[row.reference].proven),
        )
        for row in members
    ]


def _most_in_a_year(days: Sequence[date], strict: bool) -> int:
    most = first = 0
    for place, day in enumerate(days):
        while days[first] < opening_of(day, strict=strict):
            first += 1
        most = max(most, place - first + 1)
    return most
