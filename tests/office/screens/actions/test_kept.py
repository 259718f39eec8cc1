"""What was filled in comes out of the database as it went in, and files never go there."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.office.screens.actions.kept import fingerprint, kept, restored, typed
from tests.fixtures import user_with

PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(max_size=20) | st.dates() | st.uuids()
)
GIVEN = st.dictionaries(st.text(min_size=1, max_size=10), PLAIN | st.lists(PLAIN, max_size=3), max_size=5)


@settings(deadline=None)
@given(given=GIVEN)
def test_what_was_filled_in_comes_back_as_it_was(given: dict[str, Any]) -> None:
    assert restored(json.loads(json.dumps(kept(given)))) == given


@settings(deadline=None)
@given(one=GIVEN, other=GIVEN)
def test_only_the_same_has_the_same_fingerprint(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = kept(one), kept(other)
    assert (fingerprint(first) == fingerprint(second)) == (
        json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)
    )


@pytest.mark.django_db
def test_a_person_is_kept_by_her_number_and_files_not_at_all() -> None:
    person = user_with("foia")
    given = {"contact": person, "files": [BytesIO(b"x")], "tick": True, "empty": None}
    assert kept(given) == {"contact": {"person": person.pk}, "tick": True, "empty": None}
    assert restored(kept(given))["contact"] == person
    assert typed(kept(given)) == {"contact": person.pk, "tick": "on"}


def test_a_kind_of_value_that_nobody_thought_of_is_an_error() -> None:
    with pytest.raises(TypeError):
        kept({"what": object()})
