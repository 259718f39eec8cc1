"""A program that repeats itself files once; the same key with something else is a mistake."""

from __future__ import annotations

from typing import Any

import pytest

from foia.models import AccessRequest
from foia.operations.filing_once import file_once
from foia.rules.filing import KEY_REUSED
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, a_draft

pytestmark = pytest.mark.django_db


class Pace:
    """Counts how often it was asked; after `most` it refuses."""

    def __init__(self, most: int = 10) -> None:
        self.most, self.asked = most, 0

    def __call__(self) -> None:
        self.asked += 1
        if self.asked > self.most:
            raise OverflowError


def filed(pace: Pace, *, key: str = "mine", content: str = "all of it") -> Any:
    return file_once(
        key=key,
        content=content,
        draft=a_draft(),
        files=(),
        by=Actor.citizen("api"),
        at=MONDAY,
        insist_pace=pace,
    )


def test_same_key_and_content_give_the_same_request_again() -> None:
    first, new = filed(Pace())
    again, newer = filed(Pace())
    assert (again.pk, new, newer) == (first.pk, True, False)
    assert first.idempotency_key == "api:mine:all of it"
    assert AccessRequest.objects.count() == 1


def test_repetition_is_answered_when_nothing_more_may_be_filed() -> None:
    pace = Pace(most=1)
    first, _new = filed(pace)
    assert (filed(pace)[0].pk, pace.asked) == (first.pk, 1)
    with pytest.raises(OverflowError):
        filed(pace, key="other")
    assert AccessRequest.objects.count() == 1


def test_same_key_with_something_else_is_refused() -> None:
    filed(Pace())
    with pytest.raises(Refused) as refused:
        filed(Pace(), content="something else")
    assert refused.value.refusal.code == KEY_REUSED
    assert AccessRequest.objects.count() == 1


def test_a_key_that_begins_like_another_is_another() -> None:
    first, _new = filed(Pace(), key="mine-too")
    second, new = filed(Pace(), key="mine")
    assert (new, second.pk != first.pk) == (True, True)
