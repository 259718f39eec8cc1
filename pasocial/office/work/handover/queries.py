"""Asks what can be handed over, and what became of what was."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from pasocial.office.record import registry
from pasocial.office.record.registry import Accept, Desk
from pasocial.office.work.handover.models import Handover


def acceptances(*, beside: str = "") -> Mapping[str, tuple[Desk, Accept]]:
    """What desks accept, by kind, leaving out the desk `beside`, which gives."""
    return {kind: each for kind, each in registry.acceptances().items() if each[0].code != beside}


def given_from(about: str) -> QuerySet[Handover]:
    """What was made elsewhere of this thing, oldest first."""
    return Handover.objects.filter(about=about).order_by("pk")


def origin_of(made: str) -> Handover | None:
    """The handover that this thing came from, if it came from another desk."""
    return Handover.objects.filter(made=made).order_by("pk").first()
