"""What stands on a case's papers beside its own number: the protocol, and who answers for the case."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from foia.models import AccessRequest, RecordedFact
from foia.queries.deadlines import standing
from foia.rules.facts import FactKind
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.work.items import queries as work
from pasocial.sentences import day


def protocol_in(facts: Iterable[RecordedFact]) -> str:
    """Number and day of the entry in the protocol, in the active language; empty without one."""
    fact = next((one for one in reversed(standing(facts)) if one.kind == FactKind.REGISTERED), None)
    if fact is None:
        return ""
    number = fact.detail.get("protocol", "")
    return _("%(number)s del %(day)s") % {"number": number, "day": day(fact.on)} if number else day(fact.on)


def protocol_of(request: AccessRequest) -> str:
    return protocol_in(request.facts.all())


def responsible_for(request: AccessRequest) -> str:
    """Who is responsible for the procedure: who works the case; before anybody does, whom the coordinator named.

    L. 241/1990 art. 5(2): until one is assigned it is the head of the unit; art. 8(2)(c): the applicant is told.
    Empty when nobody is known.
    """
    item = work.about(request.about).filter(desk="foia", kind="request", assignee__isnull=False).first()
    if item is not None:
        return str(item.assignee)
    return str(settings_store.value("responsible_officer")).strip()
