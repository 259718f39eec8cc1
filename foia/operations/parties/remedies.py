"""What a party does against a grant: every review and appeal is one by itself, and holds the documents until it is over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from foia.models import AccessRequest, RecordedFact
from foia.operations.facts import add_fact
from foia.operations.parties.held import held_party, insist_step, record_step
from foia.queries.parties import remedies_of_party
from foia.rules.facts import FactKind
from foia.rules.filing import clean_text
from foia.rules.party_steps import (
    PartyStep,
    RemedyKind,
    reason_against_closing_remedy,
    reason_against_remedy,
)
from foia.rules.terms import REVIEW_DAYS, in_force
from foia.wording import FoiaEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.timekeeping import local_date, term

PARTY_REVIEW = "party_review"


@transaction.atomic
def record_remedy(
    *,
    party_id: int,
    on: date,
    remedy: str = RemedyKind.COURT,
    words: str = "",
    closed: bool = False,
    reference: int | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> RecordedFact:
    """A party, whether she spoke or not, asked for review, for the ombudsman or went to court: nothing leaves meanwhile.

    Each is a remedy of its own, and stays open until it is closed by its own name (`close_remedy`). With `closed` it
    is that which is recorded: of the one that `reference` names, else of the oldest still open.
    """
    request, party = held_party(party_id, version)
    if closed:
        open_ = [one for one in remedies_of_party(request.facts.all(), party.pk) if one.closed_on is None]
        named = reference if reference is not None else (open_[0].reference if open_ else 0)
        return close_remedy(
            party_id=party_id, reference=named, on=on, outcome=words, by=by, at=at, version=version
        )
    insist_step(request, party, PartyStep.NOTE_REMEDY, at)
    insist(reason_against_remedy(remedy, on, received_on=request.received_on, today=local_date(at)))
    served = add_fact(
        request=request,
        kind=FactKind.PARTY_REMEDY_SERVED,
        on=on,
        at=at,
        party=party,
        detail={"remedy": str(remedy), **({"words": clean_text(words)[:2_000]} if words.strip() else {})},
    )
    if remedy == RemedyKind.REVIEW:
        work.open_item(
            desk="foia",
            kind=PARTY_REVIEW,
            about=request.about,
            title=gettext("Riesame di un controinteressato, richiesta %(number)s")
            % {"number": request.number},
            why=gettext("Lo decide il responsabile della trasparenza: intanto i documenti non partono."),
            due_on=term(on, in_force(REVIEW_DAYS, on).value, settings_store.patron_day()),
            by=by,
            at=at,
        )
    record_step(request, FoiaEvent.PARTY_REMEDY, party, by, at, remedy=str(remedy), reference=served.pk)
    return served


@transaction.atomic
def close_remedy(
    *,
    party_id: int,
    reference: int,
    on: date,
    outcome: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> RecordedFact:
    """That one review or appeal of a party is over. `reference`: which, as `foia.queries.parties` names it."""
    request, party = held_party(party_id, version)
    insist_step(request, party, PartyStep.CLOSE_REMEDY, at)
    known = {one.reference: one for one in remedies_of_party(request.facts.all(), party.pk)}
    one = known.get(reference)
    insist(
        reason_against_closing_remedy(
            served_on=one.served_on if one else None,
            closed=one is not None and one.closed_on is not None,
            on=on,
            today=local_date(at),
        )
    )
    words = clean_text(outcome)[:2_000]
    closed = add_fact(
        request=request,
        kind=FactKind.PARTY_REMEDY_CLOSED,
        on=on,
        at=at,
        party=party,
        detail={"reference": str(reference), **({"outcome": words} if words else {})},
    )
    if not _reviews_open(request):
        work.finish_items(about=request.about, kind=PARTY_REVIEW, by=by, at=at, outcome="closed")
    record_step(request, FoiaEvent.PARTY_REMEDY_CLOSED, party, by, at, reference=reference)
    return closed


def _reviews_open(request: AccessRequest) -> bool:
    rows = list(request.facts.all())
    return any(
        one.remedy == RemedyKind.REVIEW and one.closed_on is None
        for party_id in {row.party_id for row in rows if row.party_id}
        for one in remedies_of_party(rows, party_id)
    )
