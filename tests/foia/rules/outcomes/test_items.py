"""What a decision's lines add up to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.outcomes import Disclosure, ItemDraft, released_count, withheld_groups

ITEMS = st.lists(
    st.builds(
        ItemDraft,
        title=st.text(min_size=1, max_size=10),
        disclosure=st.sampled_from(Disclosure),
        partial=st.booleans(),
        ground=st.sampled_from(["", "personal_data"]),
    ),
    max_size=8,
)


@given(ITEMS)
def test_every_item_is_given_or_justified_and_a_partial_one_is_both(items):
    given_away, justified = released_count(items), len(withheld_groups(items))
    both = sum(item.partial and item.released for item in items)
    assert given_away + justified == len(items) + both


def test_blacked_out_item_is_a_redacted_group():
    [group] = withheld_groups(
        [
            ItemDraft(
                "Verbale", Disclosure.REQUESTER, partial=True, ground="personal_data", reason="Nomi di terzi."
            )
        ]
    )
    assert (group.items, group.grounds, group.reason, group.redacted) == (
        "Verbale",
        ("personal_data",),
        "Nomi di terzi.",
        True,
    )
