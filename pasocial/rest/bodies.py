"""What a program sends, judged in one go: what cannot be read is told together with what the rules have against the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import SkipField

from pasocial.refusal import Refusal
from pasocial.sentences import say

# Why one field by itself cannot stand as it is filled in, today.
ContentGuard = Callable[[Any, date], Refusal | None]
# No rule asks for a longer text.
LONGEST_LEAST = 100


def faults_in(
    given: Mapping[str, Any], content: Mapping[str, ContentGuard], today: date
) -> Iterable[Refusal]:
    """What the rules have against what is filled in, field by field; of what is not there nothing is said."""
    for name, guard in content.items():
        if given.get(name) not in (None, ""):
            fault = guard(given[name], today)
            if fault is not None:
                yield fault


def least_taken(guard: ContentGuard) -> int:
    """The fewest characters that the rule takes, asked of the rule: so the documentation tells what is applied."""
    lengths = range(1, LONGEST_LEAST + 1)
    return next((length for length in lengths if guard("x" * length, date.min) is None), 0)


class JudgedBody(serializers.Serializer[Any]):
    """When a field cannot be read, `content` is asked of those that can. A body read whole is judged by its operation."""

    content: ClassVar[Mapping[str, ContentGuard]] = {}

    def faults(self, given: Mapping[str, Any], today: date) -> Iterable[Refusal]:
        """`given`: the fields that could be read."""
        return faults_in(given, self.content, today)

    def to_internal_value(self, data: Any) -> Any:
        try:
            return super().to_internal_value(data)
        except ValidationError as wrong:
            if not isinstance(data, Mapping) or not isinstance(wrong.detail, dict):
                raise
            told = dict(wrong.detail)
            given = self._readable(data, but=told)
            for fault in self.faults(given, timezone.localdate()):
                if fault.field in given:
                    told.setdefault(fault.field, [ErrorDetail(say(fault), fault.code)])
            raise ValidationError(told) from wrong

    def _readable(self, data: Mapping[str, Any], but: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name, field in self.fields.items():
            if name not in but and not field.read_only:
                try:
                    found[name] = field.run_validation(field.get_value(data))
                except (ValidationError, SkipField):
                    continue
        return found


class Plain(serializers.CharField):
    """A text whose length and content the rules judge, with their own words; here only a bound against abuse.

    `told`: the least and the most characters that the rules take, as the documentation tells them.
    """

    def __init__(self, told: tuple[int, int] | None = None, **options: Any) -> None:
        options.setdefault("max_length", 100_000)
        super().__init__(**options)
        least, most = told or (0, 0)
        if least and not self.allow_blank:
            self.validators.append(ToldLeast(least))
        if most:
            self.validators.append(ToldMost(most))


class ToldLeast(MinLengthValidator):
    """Read by the documentation; who refuses is the rule."""

    def __call__(self, value: Any) -> None:
        return


class ToldMost(MaxLengthValidator):
    def __call__(self, value: Any) -> None:
        return
