"""Random histories of a topic, and an oracle that is too naive to be wrong."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from foia.rules.recurrence import Asking, PersonKey, PersonKind, Standing, Stretch, stretches_with

# Days around two leap days, dense enough that spans meet, and the leap days themselves often.
DAYS = st.one_of(
    st.dates(date(2023, 1, 1), date(2026, 6, 30)),
    st.sampled_from(
        [
            *(date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)),
            *(date(2025, 2, 27), date(2025, 2, 28), date(2025, 3, 1)),
        ]
    ),
)
PEOPLE = st.sampled_from(["A", "B", "C", "D", "E", "?F", "?G"])


def stretches_of(days: Iterable[date]) -> list[Stretch]:
    """Days of one person's askings, in any order, as one whole: her stretches, oldest first."""
    return stretches_with([], days)


@st.composite
def histories(draw: st.DrawFn, size: int = 14) -> list[Asking]:
    lines = draw(
        st.lists(
            st.tuples(DAYS, PEOPLE, st.sampled_from([None, "O", "P"]), st.booleans(), st.integers(0, 9)),
            max_size=size,
        )
    )
    return [
        Asking(
            request_id=f"{number:03d}",
            person=PersonKey(PersonKind.UNPROVEN, who) if who.startswith("?") else who,
            organisation=organisation,
            on=on,
            counts=chance > 0,
            organisation_confirmed=confirmed,
        )
        for number, (on, who, organisation, confirmed, chance) in enumerate(lines)
    ]


def anniversary(day: date) -> date:
    """Written differently from the rule on purpose."""
    try:
        return date(day.year + 1, day.month, day.day)
    except ValueError:
        return date(day.year + 1, 2, 28)


def naive(askings: list[Asking], strict: bool = False) -> Standing:
    """For every day on which somebody asked: everyone whose own year still covers that day."""
    counted = [asking for asking in askings if asking.counts]
    hard, soft = [], []
    for day in sorted({asking.on for asking in counted}):
        span = [
            asking
            for asking in counted
            if asking.on <= day
            and (day < anniversary(asking.on) if strict else day <= anniversary(asking.on))
        ]
        people = {str(asking.person) for asking in span if not str(asking.person).startswith("incerta")}
        bodies = {
            asking.organisation
            if asking.organisation and asking.organisation_confirmed
            else f"person {asking.person}"
            for asking in span
            if not str(asking.person).startswith("incerta")
        }
        unproven = {str(asking.person) for asking in span if str(asking.person).startswith("incerta")}
        distinct = min(len(people), len(bodies))
        if distinct >= 4:
            hard.append(day)
        if distinct >= 4 or (len(span) >= 4 and distinct + len(unproven) >= 2):
            soft.append(day)
    return Standing(min(hard, default=None), min(soft, default=None))


class Shelf:
    """Stands for the database: stretches and days of a topic, and how many rows were read."""

    def __init__(self, askings: Iterable[Asking]) -> None:
        counted = [one for one in askings if one.counts]
        self.asked = sorted(one.on for one in counted)
        days: dict[tuple[str, str], list[date]] = {}
        for one in counted:
            names = (
                [("person", str(one.person)), ("subject", one.subject)]
                if one.proven
                else [("unproven", str(one.person))]
            )
            for name in names:
                days.setdefault(name, []).append(one.on)
        self.rows: dict[str, list[Stretch]] = {}
        for (kind, _key), asked in days.items():
            self.rows.setdefault(kind, []).extend(stretches_of(asked))
        for rows in self.rows.values():
            rows.sort()
        self.read = 0

    def stretches(self, kind: str, since: date, until: date | None) -> Iterator[Stretch]:
        for one in self.rows.get(kind, []):
            if one.last_on >= since and (until is None or one.first_on <= until):
                self.read += 1
                yield one

    def days(self, since: date, until: date | None) -> Iterator[date]:
        for day in self.asked:
            if day >= since and (until is None or day <= until):
                self.read += 1
                yield day

    def days_before(self, day: date, most: int) -> list[date]:
        found = [one for one in self.asked if one < day][::-1][:most]
        self.read += len(found)
        return found


def latest(keys: Iterable[str]) -> Callable[[list[Asking]], list[date]]:
    names = list(keys)

    def days(askings: list[Asking]) -> list[date]:
        last: dict[str, date] = {}
        for name, asking in zip(names, askings, strict=True):
            last[name] = max(asking.on, last.get(name, asking.on))
        return sorted(last.values(), reverse=True)

    return days


def crowd(number: int, *, persons: int, day: date) -> list[Asking]:
    """`number` askings by `persons` people in turn, ten a day, going back from `day`."""
    return [
        Asking(f"{index:05d}", f"P{index % persons}", None, day - timedelta(days=(number - index) // 10))
        for index in range(number)
    ]
