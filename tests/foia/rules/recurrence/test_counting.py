"""Counting and re-counting against an oracle that is too naive to be wrong."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.recurrence import (
    Asking,
    Level,
    PersonKey,
    PersonKind,
    Shift,
    Standing,
    after_newest,
    opening_of,
    restand,
    shift,
    standing_of,
    tally_on,
    verdict,
    within_a_year,
    year_after,
)

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
    """Stands for the database: askings by day, and how many rows were read."""

    def __init__(self, askings: Iterable[Asking]) -> None:
        self.rows = sorted((one for one in askings if one.counts), key=lambda one: (one.on, one.request_id))
        self.read = 0

    def __call__(self, first: date, last: date | None) -> Iterator[Asking]:
        for asking in self.rows:
            if asking.on >= first and (last is None or asking.on <= last):
                self.read += 1
                yield asking


@given(histories(), st.booleans())
@settings(max_examples=400)
def test_verdict_agrees_with_the_naive_oracle(askings: list[Asking], strict: bool) -> None:
    assert standing_of(verdict(askings, strict=strict)) == naive(askings, strict)


@given(histories(size=20))
@settings(max_examples=200)
def test_standing_kept_asking_by_asking_is_the_standing_counted_whole(askings: list[Asking]) -> None:
    standing = Standing()
    for number, asking in enumerate(askings, start=1):
        standing = restand(standing, [asking.on], Shelf(askings[:number]))
        assert standing == naive(askings[:number])


@given(histories(size=20), histories(size=6), st.booleans())
@settings(max_examples=300)
def test_recount_after_any_change_is_the_standing_counted_whole(
    before: list[Asking], others: list[Asking], strict: bool
) -> None:
    """Some askings leave, some arrive, some change person: a merge or split of topics or of persons."""
    kept = before[len(others) // 2 :]
    renamed = [
        Asking(one.request_id, "A", one.organisation, one.on, one.counts) if one.person == "B" else one
        for one in kept
    ]
    after = [*renamed, *others]
    changed = [one.on for one in before[: len(others) // 2]] + [one.on for one in others]
    changed += [one.on for one in kept if one.person == "B"]
    assert restand(naive(before, strict), changed, Shelf(after), strict=strict) == naive(after, strict)


@given(histories(size=20))
@settings(max_examples=200)
def test_newest_asking_needs_only_the_latest_days(askings: list[Asking]) -> None:
    standing = Standing()
    ordered = sorted((one for one in askings if one.counts), key=lambda one: one.on)
    for number, asking in enumerate(ordered, start=1):
        so_far = ordered[:number]
        proven = [one for one in so_far if one.proven]
        bare = [one for one in so_far if not one.proven]
        standing = after_newest(
            standing,
            asking.on,
            persons=latest(str(one.person) for one in proven)(proven)[:4],
            subjects=latest(one.subject for one in proven)(proven)[:4],
            unproven=latest(str(one.person) for one in bare)(bare)[:2],
            requests=sorted((one.on for one in so_far), reverse=True)[:4],
        )
        assert standing == naive(so_far)


def latest(keys: Iterable[str]):
    names = list(keys)

    def days(askings: list[Asking]) -> list[date]:
        last: dict[str, date] = {}
        for name, asking in zip(names, askings, strict=True):
            last[name] = max(asking.on, last.get(name, asking.on))
        return sorted(last.values(), reverse=True)

    return days


@given(DAYS, DAYS)
def test_opening_is_the_first_day_whose_year_reaches(first: date, day: date) -> None:
    assert (opening_of(day) <= first <= day) == within_a_year(first, day)
    assert year_after(first) == anniversary(first)


def crowd(number: int, *, persons: int, day: date) -> list[Asking]:
    """`number` askings by `persons` people in turn, ten a day, going back from `day`."""
    return [
        Asking(f"{index:05d}", f"P{index % persons}", None, day - timedelta(days=(number - index) // 10))
        for index in range(number)
    ]


def test_filing_in_a_topic_of_ten_thousand_reads_as_little_as_in_one_of_ten() -> None:
    today = date(2026, 3, 1)
    reads = []
    for size in (10, 10_000):
        askings = [*crowd(size, persons=9, day=today), Asking("new", "N", None, today)]
        shelf = Shelf(askings)
        standing = restand(standing_of(verdict(askings[:-1])), [today], shelf)
        assert standing.level is Level.HARD
        reads.append(shelf.read)
    assert reads[1] <= reads[0]


def test_same_person_ten_thousand_times_is_no_flag_and_a_second_person_a_soft_one() -> None:
    today = date(2026, 3, 1)
    askings = crowd(10_000, persons=1, day=today)
    assert verdict(askings).level is Level.NONE
    assert verdict([*askings, Asking("new", "N", None, today)]).level is Level.SOFT


def test_shift_names_what_a_recount_did() -> None:
    soft, hard = Standing(None, date(2026, 3, 1)), Standing(date(2026, 3, 1), date(2026, 3, 1))
    later = Standing(date(2026, 3, 5), date(2026, 3, 1))
    assert [
        shift(Standing(), hard),
        shift(soft, hard),
        shift(hard, soft),
        shift(hard, later),
        shift(hard, Standing()),
        shift(hard, hard),
    ] == [Shift.RAISED, Shift.UPGRADED, Shift.DOWNGRADED, Shift.REDATED, Shift.LOWERED, Shift.UNCHANGED]


def test_tally_counts_the_year_that_closes_today_even_when_nobody_asked_today() -> None:
    askings = [
        Asking(who, who, None, day) for who, day in [("A", date(2025, 2, 28)), ("B", date(2025, 6, 1))]
    ]
    assert tally_on(askings, date(2026, 3, 1)).persons == 1
    assert tally_on(askings, date(2026, 2, 28)).persons == 2
