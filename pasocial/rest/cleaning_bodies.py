"""Bodies and queries of programs, read clean before any serializer looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import ValidationError

from pasocial.cleaning import many_lines, one_line, reason_against_text
from pasocial.sentences import say


def cleaned(value: Any, field: str = "") -> Any:
    """The value with every text in it cleaned, however deep it lies; files and numbers pass.

    Raises ValidationError on the field whose text holds something that is seen and has to change.
    """
    if isinstance(value, str):
        if reason := reason_against_text(value):
            raise ValidationError({field or "non_field_errors": [say(reason)]}, reason.code)
        return many_lines(value)
    if isinstance(value, MultiValueDict):
        read = QueryDict(mutable=True) if isinstance(value, QueryDict) else MultiValueDict()
        for name, values in value.lists():
            read.setlist(one_line(name), [cleaned(one, name) for one in values])
        return read
    if isinstance(value, Mapping):
        return {one_line(str(name)): cleaned(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner, field) for inner in value]
    return value
