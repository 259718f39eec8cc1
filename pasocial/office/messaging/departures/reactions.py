"""Tells people of what does not leave. Runs after commit, once per trail entry."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pasocial.office.messaging.departures import queries
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.identity import queries as people
from pasocial.office.people.members import queries as members


def tell_of_stuck(entry: Any) -> None:
    """Something tried to leave and could not: whoever sent it, and the heads of its desk."""
    departure = queries.one(int(entry.note["departure"]))
    if departure is None or not departure.leaving:
        return
    told = {head.pk for head in members.holders_of_desk_roles(departure.desk, "head")}
    if departure.planned_by_id:
        told.add(departure.planned_by_id)
    for pk in sorted(told):
        person = people.find_user(pk)
        with translation.override(person.language if person else "it"):
            notices.tell(
                user_ids=[pk],
                key=f"entry:{entry.pk}",
                words=_("Non riesce a partire: %(title)s") % {"title": departure.title},
                url="/redazione/partenze/",
                at=timezone.now(),
            )
