"""The places shown go to different things; scores keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from pasocial.likeness.spread import spread


def alike(one: str, other: str) -> float:
    return 1.0 if one[0] == other[0] else 0.0


def test_copy_gives_way_to_the_next_different_one() -> None:
    assert spread([("a1", 0.9), ("a2", 0.8), ("b1", 0.7)], alike) == [("a1", 0.9), ("b1", 0.8), ("a2", 0.7)]


def test_copy_much_better_than_the_next_keeps_its_place() -> None:
    assert spread([("a1", 0.9), ("a2", 0.8), ("b1", 0.4)], alike) == [("a1", 0.9), ("a2", 0.8), ("b1", 0.4)]


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(1, 4))
def test_first_stays_nobody_is_lost_and_scores_stay_in_order(scores: list[float], kinds: int) -> None:
    ranked = [
        (f"{number % kinds}.{number}", score) for number, score in enumerate(sorted(scores, reverse=True))
    ]
    found = spread(ranked, alike)
    assert found[:1] == ranked[:1]
    assert sorted(place for place, _ in found) == sorted(place for place, _ in ranked)
    assert [score for _, score in found] == [score for _, score in ranked]
