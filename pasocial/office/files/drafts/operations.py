"""Keeps what is being written for thirty days behind a private link; nobody has filed anything yet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from foia.models import Draft
from foia.queries.drafts import digest_of, draft_files
from foia.rules.drafts import (
    Seen,
    reason_against_continuing,
    reason_against_overwriting,
    reason_against_size,
)
from foia.rules.filing import clean_text
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal, Refused, insist

DRAFT_DAYS = 30

UNSEEN = Seen()


class DraftChanged(Refused):
    """Another page changed the draft since this one was made. `draft` is as it is now."""

    def __init__(self, refusal: Refusal, draft: Draft) -> None:
        super().__init__(refusal)
        self.draft = draft


def _page_of(step: str) -> str:
    """Under which name a draft keeps the page that wrote a step last."""
    return f"page:{step[:20]}"


@transaction.atomic
def save_draft(
    *,
    token: str | None,
    fields: Mapping[str, Any],
    step: str,
    at: datetime,
    typed: Mapping[str, Any] | None = None,
    seen: Seen = UNSEEN,
    next_step: str = "",
) -> tuple[Draft, str]:
    """Keeps what was typed for 30 days and returns it with the token of its private link.

    `fields` and `typed` are added to those kept before. No token makes a new draft; a wrong, expired or already sent
    one raises Refused ("draft_gone"). Another page having changed the fields in `typed` since `seen` raises
    DraftChanged, and nothing is kept. Nothing enters the trail: nobody has filed anything yet.
    """
    fields = {**fields, **(typed or {})}
    clean = {clean_text(str(name))[:60]: _clean(value) for name, value in fields.items()}
    insist(reason_against_size(sum(len(str(value)) for value in clean.values())))
    if token is None:
        token = secrets.token_urlsafe(24)
        draft = Draft(token_digest=digest_of(token), fields={}, created_at=at)
    else:
        found = (
            Draft.objects.select_for_update()
            .filter(token_digest=digest_of(token), expires_at__gt=at, request__isnull=True)
            .first()
        )
        insist(reason_against_continuing(there=found is not None))
        assert found is not None
        draft = found
    if typed is not None:
        written = {name: clean[name] for name in typed if name in clean}
        against = reason_against_overwriting(
            draft.fields, written, seen, draft.fields.get(_page_of(step), "")
        )
        if against is not None:
            raise DraftChanged(against, draft)
        clean[_page_of(step)] = seen.page
    draft.fields = {**draft.fields, **clean}
    draft.step = (next_step or step)[:20]
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
