"""Receives requests: one filing, one number, one receipt; and keeps what is being written until it is sent."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import IO, Any, Protocol

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as translate
from django.utils.translation import override

from foia.models import Applicant, Draft, Message, Request
from foia.operations.concurrency import move
from foia.operations.facts import ITEM, add_fact, refold
from foia.queries.drafts import digest_of, draft_files
from foia.rules.facts import FactKind
from foia.rules.filing import Applicant as Person
from foia.rules.filing import Draft as Filing
from foia.rules.filing import clean_text, cleaned, needs_identification, reasons_against_filing
from foia.rules.kinds import rules_of
from foia.rules.recurrence import normal_name, person_key
from foia.rules.states import Verb
from foia.wording import FoiaEvent
from pasocial.office.attachments import operations as attachments
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

# Digits and capitals that nobody takes for one another: 32 signs, five bits each, twelve of them (60 bits).
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
DRAFT_DAYS = 30
MAX_FILES = 10
MAX_DRAFT_CHARACTERS = 100_000
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
) -> Request:
    """Files a request and returns it with its number, code and due day. Raises Refused with every reason at once.

    The same `idempotency_key`, `draft_id` or `source_ref` gives the same request again, also when two arrive
    together. `received_at` is when it reached us, if earlier than `at` (post, PEC, import): day 0 of the term
    (C2 §5.1). `source_ref` marks an imported request.
    """
    known = _already_filed(idempotency_key, source_ref)
    if known is not None:
        return known
    draft = cleaned(draft)
    received = received_at or at
    uploads = list(files)
    insist(
        [*reasons_against_filing(draft, local_date(at)), *_reasons_against_receiving(received, at, uploads)]
    )
    try:
        with transaction.atomic():
            return _file(draft, by, at, received, idempotency_key, draft_id, uploads, source_ref, is_test)
    except IntegrityError:
        # The same filing was committed by another process between our look and our insert.
        known = _already_filed(idempotency_key, source_ref)
        if known is None:
            raise
        return known


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
) -> Request:
    written = Draft.objects.select_for_update().filter(pk=draft_id).first() if draft_id else None
    if written is not None and written.request_id:
        return _by(pk=written.request_id)
    year = local_date(at).year
    sequence = next_number(year)
    # Whoever filed the same thing held the same row: look again now that it is ours.
    known = _already_filed(idempotency_key, source_ref)
    if known is not None:
        _give_back(year, sequence)
        return known
    who = draft.applicant
    asked = needs_identification(draft)
    rules = rules_of(draft.kind)
    applicant = Applicant.objects.create(
        **applicant_fields(who),
        language=_language(draft.language),
        consents_electronic=draft.consent_electronic,
        agrees_to_be_told=draft.agrees_to_be_told,
    )
    request = Request(
        code=new_code(),
        year=year,
        sequence=sequence,
        kind=str(draft.kind),
        channel=Request.Channel.IMPORT if source_ref else str(draft.channel),
        subject=draft.subject,
        body=draft.body,
        language=_language(draft.language),
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
    request.save()
    add_fact(request=request, kind=FactKind.FILED, on=request.received_on, at=at)
    refold(request, at)
    request.save(update_fields=["due_on", "target_on", "decide_not_before", "send_not_before", "clock_alert"])
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
        attachments.move_files(from_about=written.about, to_about=request.about)
        written.request, written.fields, written.touched_at = request, {}, at
        written.save(update_fields=["request", "fields", "touched_at"])
    for upload in uploads:
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


def _give_back(year: int, sequence: int) -> None:
    """Undoes `next_number` while its row is still locked, so that the year has no gap."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foia_numbering SET last = %s WHERE year = %s", [sequence - 1, year])


def new_code() -> str:
    """Twelve signs in three groups, 60 random bits; with the e-mail address it opens the case."""
    signs = "".join(secrets.choice(SIGNS) for _place in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


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


@transaction.atomic
def save_draft(*, token: str | None, fields: Mapping[str, Any], step: str, at: datetime) -> tuple[Draft, str]:
    """Keeps what was typed for 30 days and returns it with the token of its private link.

    `fields` are added to those kept before. No token makes a new draft; a wrong, expired or already sent one
    raises Refused ("draft_gone"). Nothing enters the trail: nobody has filed anything yet.
    """
    clean = {clean_text(str(name))[:60]: _clean(value) for name, value in fields.items()}
    size = sum(len(str(value)) for value in clean.values())
    if size > MAX_DRAFT_CHARACTERS:
        insist(
            Refusal(
                "draft_too_long",
                _("Il testo è troppo lungo per essere conservato: accorcialo o allega un documento."),
                "body",
            )
        )
    if token is None:
        token = secrets.token_urlsafe(24)
        draft = Draft(token_digest=digest_of(token), fields={}, created_at=at)
    else:
        found = (
            Draft.objects.select_for_update()
            .filter(token_digest=digest_of(token), expires_at__gt=at, request__isnull=True)
            .first()
        )
        if found is None:
            insist(
                Refusal(
                    "draft_gone",
                    _("Questa bozza non c'è più: è stata inviata o sono passati 30 giorni. Inizia di nuovo."),
                )
            )
        assert found is not None
        draft = found
    draft.fields = {**draft.fields, **clean}
    draft.step = step[:20]
    draft.touched_at = at
    draft.expires_at = at + timedelta(days=DRAFT_DAYS)
    draft.save()
    return draft, token


@transaction.atomic
def discard_draft(*, token: str, at: datetime) -> bool:
    """Forgets a draft and its files; returns whether there was one. A request made from it stays."""
    draft = (
        Draft.objects.select_for_update().filter(token_digest=digest_of(token), request__isnull=True).first()
    )
    if draft is None:
        return False
    forget_draft(draft, at)
    return True


def forget_draft(draft: Draft, at: datetime) -> None:
    """Removes the row and the files that hang on it."""
    for stored in draft_files(draft):
        attachments.remove_file(public_id=stored.public_id, by=Actor.system("foia.drafts"), at=at)
    draft.delete()


def remove_expired_drafts(*, at: datetime, limit: int = 500) -> int:
    """Drafts past their thirty days, with their files; rows of filed ones hold no words and go too."""
    removed = 0
    for draft in list(Draft.objects.filter(expires_at__lte=at).order_by("pk")[:limit]):
        with transaction.atomic():
            forget_draft(draft, at)
        removed += 1
    return removed


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value if isinstance(value, bool | int | float | None) else clean_text(str(value))


def _reasons_against_receiving(received: datetime, at: datetime, uploads: list[Upload]) -> list[Refusal]:
    reasons = []
    if received > at:
        reasons.append(
            Refusal("received_in_future", _("La data di ricezione è nel futuro: correggila."), "received_at")
        )
    if len(uploads) > MAX_FILES:
        reasons.append(
            Refusal(
                "too_many_files",
                _("Puoi allegare al massimo {most} file: togline {extra}."),
                "files",
                {"most": MAX_FILES, "extra": len(uploads) - MAX_FILES},
            )
        )
    return reasons


def _already_filed(idempotency_key: str, source_ref: str) -> Request | None:
    if idempotency_key and (known := _found(idempotency_key=idempotency_key)):
        return known
    return _found(source_ref=source_ref) if source_ref else None


def _found(**which: Any) -> Request | None:
    return Request.objects.select_related("applicant").defer("search").filter(**which).first()


def _by(**which: Any) -> Request:
    return Request.objects.select_related("applicant").defer("search").get(**which)


def _language(language: str) -> str:
    return "en" if language.lower().startswith("en") else "it"


def binary(upload: Upload) -> IO[bytes]:
    return upload  # type: ignore[return-value]  # what store_file reads is what Upload promises
