"""Filing through the API: what was sent as the rules read it, and the key it is filed under."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from foia.models import AccessRequest
from foia.operations.filing_once import file_once
from foia.rules import filing
from foia.rules.filing import KEY_REUSED
from foia.rules.kinds import AccessKind
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal, Refused
from pasocial.rest.problems import Conflict, Problem
from pasocial.sentences import say

TEXTS = (
    "name",
    "email",
    "pec",
    "phone",
    "birth_place",
    "residence",
    "codice_fiscale",
    "organisation",
)
KEY = re.compile(r"[!-~]{8,200}")
SHORT = 32


def key_named(header: str) -> str:
    """The idempotency key, which only whoever made it can guess."""
    if not header:
        words = _("Manca «Idempotency-Key»: mandala, diversa per ogni richiesta, e ripetila se ritenti.")
        raise Problem(400, "idempotency_key_missing", words)
    if not KEY.fullmatch(header):
        words = _("«Idempotency-Key» ha da 8 a 200 caratteri ASCII senza spazi, per esempio un UUID.")
        raise Problem(400, "idempotency_key_invalid", words)
    return header


def file_named(
    key: str, given: Mapping[str, Any], at: datetime, insist_pace: Callable[[], object]
) -> tuple[AccessRequest, bool]:
    """The request filed under this key, and whether it is new. The same key with something else raises Conflict."""
    try:
        return file_once(
            key=_digest(key.encode()),
            content=_digest(_canonical(given)),
            draft=draft_from(given),
            files=given.get("files", ()),
            by=Actor.citizen("api"),
            at=at,
            insist_pace=insist_pace,
        )
    except Refused as refused:
        if refused.refusal.code == KEY_REUSED:
            raise Conflict(KEY_REUSED, say(refused.refusal)) from refused
        raise


def draft_from(given: Mapping[str, Any]) -> filing.Filing:
    """What was sent, as the rules read it."""
    purpose = given.get("purpose", "")
    return filing.Filing(
        subject=given["subject"],
        body=given["body"],
        kind=AccessKind(given["kind"]),
        channel=filing.FilingChannel.API,
        motive=given["motive"],
        purpose=filing.Purpose(purpose) if purpose else None,
        sector=given["sector"],
        language=given["language"],
        delivery=filing.DeliveryChoice(given["delivery"]),
        consent_electronic=True,
        agrees_to_be_told=given["agrees_to_be_told"],
        made_public_url=given["made_public_url"],
        made_public_on=given["made_public_on"],
        applicant=filing.ApplicantDetails(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            phone=given["phone"],
            birth_date=given["birth_date"],
            birth_place=given["birth_place"],
            residence=given["residence"],
            codice_fiscale=given["codice_fiscale"],
            organisation=given["organisation"],
        ),
    )


def content_faults(given: Mapping[str, Any], today: date) -> list[Refusal]:
    """What the rules have against the fields of a filing that could be read at all; of the others nothing is said."""
    blank: dict[str, Any] = dict.fromkeys(
        (*TEXTS, "subject", "body", "motive", "sector", "made_public_url", "purpose"), ""
    )
    absent = {"birth_date": None, "made_public_on": None, "agrees_to_be_told": False}
    usual = {"kind": AccessKind.GENERALISED, "language": "it", "delivery": filing.DeliveryChoice.EMAIL}
    read = {**blank, **absent, **usual, **given}
    return [one for one in filing.reasons_against_filing(draft_from(read), today) if one.field in given]


def _canonical(given: Mapping[str, Any]) -> bytes:
    plain = {name: value for name, value in given.items() if name != "files"}
    files = []
    for upload in given.get("files", ()):
        sum_ = hashlib.sha256()
        for block in upload.chunks():
            sum_.update(block)
        upload.seek(0)
        files.append([upload.name, sum_.hexdigest()])
    return json.dumps([plain, files], sort_keys=True, default=str, ensure_ascii=False).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:SHORT]
