"""Filing by programs that repeat themselves: one request for each key, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import connection, transaction

from foia.models import AccessRequest
from foia.operations.intake import Upload, file_request
from foia.rules.filing import Filing, reason_against_repeating
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import insist


@transaction.atomic
def file_once(
    *,
    key: str,
    content: str,
    draft: Filing,
    files: Iterable[Upload],
    by: Actor,
    at: datetime,
    insist_pace: Callable[[], object],
) -> tuple[AccessRequest, bool]:
    """The request and whether it is new. Refused when the same key came with something else.

    `key` and `content` are digests of what the program called its filing and of all it sent: kept one beside the
    other, they tell a repetition from a mistake as long as the request exists, and keep nothing twice. Two calls that
    arrive together wait for one another. `insist_pace` raises when nothing more may be filed for now; a repetition
    files nothing and is always answered.
    """
    begins = f"api:{key}:"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [begins])
    known = (
        AccessRequest.objects.select_related("applicant")
        .defer("search")
        .filter(idempotency_key__startswith=begins)
        .first()
    )
    if known is not None:
        insist(reason_against_repeating(known.idempotency_key or "", begins + content))
        return known, False
    insist_pace()
    filed = file_request(draft=draft, by=by, at=at, idempotency_key=begins + content, files=files)
    return filed, True
