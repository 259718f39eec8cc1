"""What happens in a topic of ten thousand reads what it reads in a topic of ten: rows of PostgreSQL, not milliseconds."""

from __future__ import annotations

import pytest

from bench.large_topic import SHAPES, Shape, costs

TELLS_OF = ("foia/operations/topics.py", "foia/operations/counting.py")

pytestmark = pytest.mark.django_db

# Where everybody asks once or proves nothing a thousand show the same, in a tenth of the time.
SIZES = {"three who insist": 10_000}


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_change_costs_the_same_in_a_topic_of_ten_and_in_a_large_one(shape: Shape) -> None:
    small, large = costs(10, shape), costs(SIZES.get(shape.name, 1_000), shape)
    assert list(large) == list(small)
    for name, cost in large.items():
        # A table of ten rows is read whole, so the small topic often reads more; pages and spans differ by a few, and
        # five requests move at once in a merge. What must not happen is ten thousand.
        assert cost.read <= max(small[name].read, 500), name
        assert cost.written <= small[name].written + 8, name
        assert cost.queries <= small[name].queries + 12, name
