"""The OpenAPI document as a person reads it: groups of operations, fields with their limits, examples to copy.

Nothing here is written by hand: whatever the page says of an operation comes from the document that programs read.
The document is made once for the life of a process, since it changes only with a release; never per request.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from pasocial.rest.reference.calls import Group, Model, Operation, groups_of, models_of

__all__ = ["Group", "Model", "Operation", "document", "groups", "models"]


@cache
def document() -> dict[str, Any]:
    """The whole OpenAPI document, in English and in plain values."""
    with translation.override("en"):
        made = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
        plain: dict[str, Any] = json.loads(json.dumps(made, default=str))
    return plain


@cache
def groups() -> tuple[Group, ...]:
    """The operations by tag, in the order in which the document names its tags."""
    return groups_of(document())


@cache
def models() -> tuple[Model, ...]:
    """What answers hold, by name."""
    return models_of(document())
