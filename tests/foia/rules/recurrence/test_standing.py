"""Re-counting as askings arrive, leave and change hands gives what counting whole gives."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foia.rules.recurrence import (
    Asking,
    Level,
    Shift,
    Standing,
    after_newest,
    restand,
    shift,
    stand,
    standing_of,
    verdict,
)
from tests.foia.rules.recurrence.histories import Shelf, crowd, histories, latest, naive


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


@given(histories(size=20), st.booleans())
@settings(max_examples=200)
def test_whole_topic_stands_as_counted_whole(askings: list[Asking], strict: bool) -> None:
    days = [one.on for one in askings if one.counts]
    if days:
        assert stand(Shelf(askings), min(days), strict=strict) == naive(askings, strict)


@given(histories(size=20), st.integers(2, 7), st.booleans())
@settings(max_examples=200)
def test_whole_topic_stands_as_its_verdict_whatever_the_threshold(
    askings: list[Asking], threshold: int, strict: bool
) -> None:
    days = [one.on for one in askings if one.counts]
    if days:
        counted = standing_of(verdict(askings, threshold, strict=strict))
        assert stand(Shelf(askings), min(days), threshold=threshold, strict=strict) == counted
