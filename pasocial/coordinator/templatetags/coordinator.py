"""The panel's own menu: Wagtail draws its side bar with a script, and nobody may be lost without one."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from pasocial.coordinator.sections import SECTIONS
from pasocial.office.people.members.policy import may
from pasocial.office.record import registry

register = template.Library()


@register.simple_tag
def panel_sections(request: HttpRequest) -> list[dict[str, Any]]:
    """The sections this person may open, and which one she is in."""
    match = request.resolver_match
    here = match.url_name if match else ""
    return [
        {
            "label": section.label,
            "url": reverse(section.url_name),
            "current": here in (section.url_name, *section.also),
        }
        for section in SECTIONS
        if may(request.user, section.permission)
    ]


@register.filter
def desk_name(code: str) -> str:
    """A desk as people call it; its code when it is no longer there."""
    desk = registry.desks().get(code)
    return str(desk.name) if desk else code
