"""Receives requests: one filing, one number, one due day, however often the button is pressed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import IO, Any, Protocol

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as translate
from django.utils.translation import override

from foia.models import AccessRequest, Applicant, Message
from foia.operations.concurrency import move
from foia.operations.facts import ITEM, add_fact, cached_days
from foia.operations.protocol import put_in_protocol
from foia.queries.protocol import protocol_of
from foia.rules import facts as legal
from foia.rules.clock import read_clock
from foia.rules.facts import FactKind
from foia.rules.filing import ApplicantDetails as Person
from foia.rules.filing import Filing as Filing
from foia.rules.filing import (
    clean_line,
    cleaned,
    filing_from,
    needs_identification,
    reasons_against_filing,
)
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.receiving import MAX_FILES, reasons_against_receiving, reasons_against_registering
from foia.rules.recurrence import normal_name, person_key
from foia.rules.states import Verb
from foia.wording import FoiaEvent
from pasocial.office.files.attachments import intake as looking
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.drafts.operations import hold_draft, send_draft
from pasocial.office.people.private_access.operations import new_code
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.work.items import operations as work
from pasocial.refusal import insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

__all__ = [
    "MAX_FILES",
    "Upload",
    "accept",
    "applicant_fields",
    "binary",
    "file_request",
    "keys_of",
    "language_code",
    "next_number",
    "once",
]

# Whoever leaves out the name is asked for it at once (C2 §3.2).
ASK_WHO = _(
    "La tua richiesta è arrivata e il termine decorre. Non dice però chi la fa: scrivi nome e cognome dalla "
    "pagina della richiesta, altrimenti non possiamo accoglierla."
)


class Upload(Protocol):
    """A file as a form or another program hands it in."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, place: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


def file_request(
    *,
    draft: Filing,
    by: Actor,
    at: datetime,
    idempotency_key: str = "",
    draft_id: int | None = None,
    files: Iterable[Upload] = (),
    source_ref: str = "",
    is_test: bool = False,
    received_at: datetime | None = None,
    registered_on: date | None = None,
    protocol: str = "",
) -> AccessRequest:
    """Files a request and returns it with its number, code and due day. Raises Refused with every reason at once.

    The same `idempotency_key`, `draft_id` or `source_ref` gives the same request again, also when two arrive
    together. `received_at` is when it reached us, if earlier than `at` (post, PEC, import): day 0 of the term
    (C2 §5.1). `registered_on` and `protocol` are the entry in the protocol, where there is one: shown, never
    counted. `source_ref` marks an imported request: nobody is written to about it.
    """
    known = _already_filed(idempotency_key, source_ref)
    if known is not None:
        return known
    draft = cleaned(draft)
    received = received_at or at
    uploads = list(files)
    insist(
        [
            *reasons_against_filing(draft, local_date(at)),
            *reasons_against_receiving(received, at, len(uploads), imported=bool(source_ref)),
            *reasons_against_registering(registered_on, protocol, received, at),
        ]
    )
    try:
        with transaction.atomic():
            request = _file(draft, by, at, received, idempotency_key, draft_id, uploads, source_ref, is_test)
            # A draft sent before gives its own request again: its protocol is already there.
            if (registered_on or protocol) and request.received_at == received and not protocol_of(request):
                put_in_protocol(request, registered_on or request.received_on, clean_line(protocol), at)
            return request
    except IntegrityError:
        # The same filing was committed by another process between our look and our insert.
        known = _already_filed(idempotency_key, source_ref)
        if known is None:
            raise
        return known


@transaction.atomic
def accept(*, about: str, given: Mapping[str, Any], by: Actor, at: datetime) -> str:
    """Takes over as an access request what another desk received; returns its reference. The same `about` gives one.

    `given`: the names of foia.forms.intake.RegisterRequest, `channel` among them; what is missing is empty.
    `received_at` is when it reached the administration, whichever desk that was: day 0 of the term (C2 §5.1).
    """
    request = file_request(
        draft=filing_from(given),
        by=by,
        at=at,
        received_at=given.get("received_at"),
        registered_on=given.get("registered_on"),
        protocol=given.get("protocol") or "",
        files=given.get("files") or (),
        idempotency_key=f"handover:{about}",
    )
    return request.about


def _file(
    draft: Filing,
    by: Actor,
    at: datetime,
    received: datetime,
    idempotency_key: str,
    draft_id: int | None,
    uploads: list[Upload],
    source_ref: str,
    is_test: bool,
) -> AccessRequest:
    written = hold_draft(draft_id=draft_id) if draft_id else None
    if written is not None and written.became:
        return _by(pk=written.became_id)
    year = local_date(at).year
    sequence = next_number(year)
    who = draft.applicant
    asked = needs_identification(draft)
    rules = rules_of(draft.kind)
    applicant = Applicant.objects.create(
        **applicant_fields(who),
        language=language_code(draft.language),
        consents_electronic=draft.consent_electronic,
        agrees_to_be_told=draft.agrees_to_be_told,
    )
    request = AccessRequest(
        code=new_code(),
        year=year,
        sequence=sequence,
        kind=str(draft.kind),
        channel=AccessRequest.Channel.IMPORT if source_ref else str(draft.channel),
        subject=draft.subject,
        body=draft.body,
        language=language_code(draft.language),
        purpose=str(draft.purpose or ""),
        motive=draft.motive,
        sector=draft.sector,
        delivery=str(draft.delivery),
        made_public_url=draft.made_public_url,
        made_public_on=draft.made_public_on,
        applicant=applicant,
        is_test=is_test,
        received_at=received,
        received_on=local_date(received),
        identified_on=None if asked else local_date(received),
        counts_for_recurrence=rules.counts_for_recurrence and not is_test and not asked,
        idempotency_key=idempotency_key or None,
        source_ref=source_ref or None,
        **keys_of(who),
    )
    if asked:
        move(request, Verb.ASK_IDENTIFICATION)
    _first_fact(request, at)
    if asked:
        with override(request.language):
            Message.objects.create(
                request=request,
                direction=Message.Direction.TO_CITIZEN,
                purpose="identification",
                body=translate(ASK_WHO),
                sent_at=at,
            )
    if written is not None:
        send_draft(draft=written, became=request.about, at=at)
    for upload in once(uploads):
        attachments.store_file(
            content=binary(upload),
            name=upload.name or "file",
            about=request.about,
            purpose="filed",
            by=by,
            at=at,
        )
    work.open_item(
        desk="foia",
        kind=ITEM,
        about=request.about,
        title=f"{request.number} {request.subject}",
        due_on=request.due_on,
        by=by,
        at=at,
    )
    record(
        event=FoiaEvent.FILED,
        about=request.about,
        by=by,
        at=at,
        note={
            "number": request.number,
            "kind": request.kind,
            "channel": request.channel,
            "due_on": request.due_on.isoformat() if request.due_on else None,
            "asked_who": asked,
            "test": is_test,
        },
    )
    return request


def _first_fact(request: AccessRequest, at: datetime) -> None:
    """Saves the request with its first fact and the days it gives; one fold, no second save."""
    filed = legal.Fact(FactKind.FILED, request.received_on)
    clock = read_clock(AccessKind(request.kind), [filed], local_date(at), settings_store.patron_day())
    for name, value in cached_days(clock).items():
        setattr(request, name, value)
    request.save(force_insert=True)
    add_fact(request=request, kind=filed.kind, on=filed.on, at=at)


def next_number(year: int) -> int:
    """The next number of the year, under the row lock that makes them consecutive (DPR 445/2000, art. 57)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foia_numbering (year, last) VALUES (%s, 1)"
            " ON CONFLICT (year) DO UPDATE SET last = foia_numbering.last + 1 RETURNING last",
            [year],
        )
        row = cursor.fetchone()
    return int(row[0])


def applicant_fields(who: Person) -> dict[str, Any]:
    """The columns of an applicant from what the rules call a person."""
    return {
        "name": who.name,
        "email": who.email,
        "birth_date": who.birth_date,
        "birth_place": who.birth_place,
        "codice_fiscale": who.codice_fiscale,
        "eidas_id": who.eidas_identifier,
        "pec": who.pec,
        "phone": who.phone,
        "postal_address": who.residence,
        "organisation": who.organisation,
        "identified_by": str(who.identified_by),
    }


def keys_of(who: Person) -> dict[str, Any]:
    """The keyed hashes that tell persons and organisations apart (domain.md B); never from the e-mail address."""
    secret = settings.PERSON_KEY_SECRET.encode()
    key = person_key(
        secret=secret,
        codice_fiscale=who.codice_fiscale,
        eidas=who.eidas_identifier,
        pec=who.pec,
        name=who.name,
        birth_date=who.birth_date,
    )
    organisation = normal_name(who.organisation)
    digest = hmac.new(secret, f"org\x1f{organisation}".encode(), hashlib.sha256).hexdigest()
    return {
        "person_key": str(key),
        "person_aliases": sorted(key.aliases),
        "organisation_key": f"org:{digest}" if organisation else "",
    }


def _already_filed(idempotency_key: str, source_ref: str) -> AccessRequest | None:
    for name, value in (("idempotency_key", idempotency_key), ("source_ref", source_ref)):
        # Only the key is asked for first: nearly always nothing is there.
        if value and (
            pk := AccessRequest.objects.filter(**{name: value}).values_list("pk", flat=True).first()
        ):
            return _by(pk=pk)
    return None


def _by(**which: Any) -> AccessRequest:
    return AccessRequest.objects.select_related("applicant").defer("search").get(**which)


def language_code(language: str) -> str:
    return "en" if language.lower().startswith("en") else "it"


def once(files: Iterable[Upload]) -> list[Upload]:
    """The files of one sending; the same bytes are kept once, under the first of their names."""
    return looking.doubles(list(files))[0]


def binary(upload: Upload) -> IO[bytes]:
    return upload  # type: ignore[return-value]  # what store_file reads is what Upload promises
