"""What the pages of the API's reference need of templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(table: Mapping[str, Any], key: str) -> Any:
    """The entry of a table whose key is itself a value; empty when there is none."""
    return table.get(key, "")
