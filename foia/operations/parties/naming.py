"""A third party who risks a concrete prejudice is named, after the documents were read (C2 §6.1)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from foia.models import Party
from foia.operations.concurrency import hold, keep
from foia.rules.filing import clean_address, clean_line, is_email
from foia.rules.kinds import AccessKind
from foia.rules.parties import reason_against_notifying_party
from foia.rules.party_steps import reasons_against_adding
from foia.wording import FoiaEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist

LANGUAGES = frozenset(code for code, _label in Party.LANGUAGES)


@transaction.atomic
def add_party(
    *,
    request_id: int,
    name: str,
    email: str = "",
    postal_address: str = "",
    interest: str,
    documents_read: bool = True,
    language: str = "it",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Party:
    """Names a third party who risks a concrete prejudice; `interest` is a ground of art. 5-bis(2).

    `language`: hers. What she is sent always holds the Italian text too, which alone has effect in law.
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_notifying_party(AccessKind(request.kind), [interest], documents_read))
    called, mailed, lives = clean_line(name), clean_address(email), clean_line(postal_address)
    insist(
        reasons_against_adding(
            name=called,
            email=mailed,
            email_valid=is_email(mailed),
            postal_address=lives,
            languages=LANGUAGES,
            language=language,
            already=request.parties.count(),
        )
    )
    party = Party.objects.create(
        request=request,
        name=called,
        email=mailed,
        postal_address=lives[:250],
        interest=interest[:40],
        language=language,
    )
    keep(request)
    record(event=FoiaEvent.PARTY_ADDED, about=request.about, by=by, at=at, note={"party": party.pk})
    return party
