"""What cannot be read is told together with what the rules have against the rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from pasocial.refusal import Refusal
from pasocial.rest.bodies import JudgedBody


def not_long(text: str, today: date) -> Refusal | None:
    return None if len(text) < 5 else Refusal("too_long", "Più corto.", "words")


def not_to_come(day: date, today: date) -> Refusal | None:
    return None if day <= today else Refusal("to_come", "Non è ancora venuto.", "on")


class Told(JudgedBody):
    words = serializers.CharField(allow_blank=True)
    on = serializers.DateField(allow_null=True, required=False)
    number = serializers.IntegerField()
    content = {"words": not_long, "on": not_to_come}


def codes(data: Any) -> dict[str, list[str]]:
    read = Told(data=data)
    read.is_valid()
    return {name: [each.code for each in found] for name, found in read.errors.items()}


TOMORROW = (timezone.localdate() + timedelta(days=2)).isoformat()


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert codes({"words": "troppo lungo", "on": TOMORROW, "number": "x"}) == {
        "words": ["too_long"],
        "on": ["to_come"],
        "number": ["invalid"],
    }


def test_of_a_field_that_cannot_be_read_or_is_empty_the_rules_are_not_asked() -> None:
    assert codes({"words": ["x"], "on": "ieri", "number": "x"}) == {
        "words": ["invalid"],
        "on": ["invalid"],
        "number": ["invalid"],
    }
    assert codes({"words": "", "on": None, "number": "x"}) == {"number": ["invalid"]}
    assert codes({"words": "no", "number": "x"}) == {"number": ["invalid"]}


def test_a_body_that_can_be_read_is_left_to_its_operation() -> None:
    assert codes({"words": "troppo lungo", "on": TOMORROW, "number": 1}) == {}


def test_what_is_no_object_is_told_as_such() -> None:
    assert codes(["words"]) == {"non_field_errors": ["invalid"]}
