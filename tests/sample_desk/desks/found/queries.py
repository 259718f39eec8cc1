"""Asks what was found, for the list, the page and whoever approves a return."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from desks.found.models import FoundObject
from pasocial.office.people.members.policy import may


def matching(*, state: str = "", words: str = "") -> QuerySet[FoundObject]:
    found = FoundObject.objects.all()
    if state:
        found = found.filter(state=state)
    return found.filter(what__unaccent__icontains=words) if words else found


def counts() -> dict[str, int]:
    by_state = dict(FoundObject.objects.values_list("state").annotate(n=Count("pk")))
    return {"all": sum(by_state.values()), **{state: by_state.get(state, 0) for state in FoundObject.State}}


def version_of(pk: int) -> str:
    return str(FoundObject.objects.values_list("version", flat=True).get(pk=pk))


def shown(pk: int) -> list[tuple[str, str]]:
    one = FoundObject.objects.get(pk=pk)
    return [("Che cosa", one.what), ("Dove", one.place), ("Chi lo reclama", one.claimant)]


def place(pk: int) -> str:
    return reverse("found:object", args=[pk])


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    if not about.startswith("found.object:") or not may(user, "found.read"):
        return None
    return "Oggetto trovato", place(int(about.rsplit(":", 1)[1]))
