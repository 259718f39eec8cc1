"""How much each of two texts asks of what the other asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.rules.likeness import read
from pasocial.likeness import Asked, Statistics

NOTHING_COUNTED = Statistics()
WORDS = st.lists(
    st.sampled_from(["bolletta", "fattura", "piscina", "orari", "luminarie", "spesa", "quanto"]), max_size=6
)


def shares(question: str, other: str) -> tuple[float, float]:
    return Asked(read(question), NOTHING_COUNTED).shares_with(read(other))


@pytest.mark.parametrize(
    ("question", "other", "expected"),
    [
        ("orari piscina", "piscina orari", (1.0, 1.0)),
        ("orari piscina", "piscina", (0.5, 1.0)),
        ("bolletta", "fattura", (0.8, 0.8)),
        ("orari piscina", "luminarie", (0.0, 0.0)),
        ("orari", "", (0.0, 0.0)),
    ],
)
def test_shares_are_of_the_words_by_what_they_weigh(
    question: str, other: str, expected: tuple[float, float]
) -> None:
    assert shares(question, other) == pytest.approx(expected)


def test_a_misspelt_word_counts_only_once_it_is_spelt_out() -> None:
    met = Asked(read("luminarie"), NOTHING_COUNTED).meeting(read("lumminarie"))
    assert met.shares == (0.0, 0.0)
    here, there = met.spelt_out().shares
    assert 0.4 < here == there < 1
    assert met.spelt_out().shares == (here, there)


@given(WORDS, WORDS)
def test_what_one_covers_of_the_other_is_the_same_seen_from_there(one: list[str], other: list[str]) -> None:
    here, there = shares(" ".join(one), " ".join(other))
    assert shares(" ".join(other), " ".join(one)) == pytest.approx((there, here))
