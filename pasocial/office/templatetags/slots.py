"""`{% slot "after_answer" about %}`: a place that desks fill by declaration; nothing stands there when none does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from pasocial.office.record import registry

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Mapping[str, Any], name: str, about: str) -> SafeString:
    """What every desk that fills this place says about the thing, one after the other. KeyError for an unknown place."""
    drawn = (registry.resolve(path)(context["request"], about) for path in registry.fills_of(name))
    return mark_safe("".join(filter(None, drawn)))
