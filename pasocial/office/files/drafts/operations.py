"""Keeps what is being written behind a private address; nobody has sent anything yet, so nothing enters the trail."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from pasocial.cleaning import many_lines
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments.queries import all_files
from pasocial.office.files.drafts.models import Draft
from pasocial.office.files.drafts.queries import draft_files
from pasocial.office.files.drafts.rules import (
    Seen,
    reason_against_continuing,
    reason_against_overwriting,
    reason_against_size,
)
from pasocial.office.people.private_access.rules import digest_of
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal, Refused, insist

UNSEEN = Seen()
SYSTEM = Actor.system("office.drafts")


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
    kind: str,
    token: str | None,
    fields: Mapping[str, Any],
    step: str,
    at: datetime,
    typed: Mapping[str, Any] | None = None,
    seen: Seen = UNSEEN,
    next_step: str = "",
) -> tuple[Draft, str]:
    """Keeps what was typed, for the days that the desk declares for this kind; returns it with its address's token.

    `fields` and `typed` are added to those kept before. No token makes a new draft; a wrong, expired or already sent
    one raises Refused ("draft_gone"). Another page having changed the fields in `typed` since `seen` raises
    DraftChanged, and nothing is kept. A kind that no desk declares is a fault of ours: KeyError.
    """
    lasting = timedelta(days=registry.drafts()[kind])
    fields = {**fields, **(typed or {})}
    clean = {many_lines(str(name))[:60]: _clean(value) for name, value in fields.items()}
    insist(reason_against_size(sum(len(str(value)) for value in clean.values())))
    if token is None:
        token = secrets.token_urlsafe(24)
        draft = Draft(kind=kind, token_digest=digest_of(token), fields={}, created_at=at)
    else:
        found = _writable(kind, token).filter(expires_at__gt=at).first()
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
    draft.expires_at = at + lasting
    draft.save()
    return draft, token


def change_files(
    *,
    draft: Draft,
    uploads: Sequence[Any],
    gone: Collection[str],
    purpose: str,
    most: int,
    by: Actor,
    at: datetime,
) -> attachments.Received:
    """Takes the files named in `gone` (public ids) from a draft and adds the uploads, `most` in all."""
    if gone:
        for stored in [each for each in draft_files(draft) if str(each.public_id) in gone]:
            attachments.remove_file(public_id=stored.public_id, by=by, at=at)
    return attachments.store_each(
        uploads=uploads, about=draft.about, purpose=purpose, most=most, by=by, at=at
    )


def hold_draft(*, draft_id: int) -> Draft | None:
    """The row, held until the transaction ends: of two sendings at once, the second finds what the first made of it."""
    return Draft.objects.select_for_update().filter(pk=draft_id).first()


def send_draft(*, draft: Draft, became: str, at: datetime) -> None:
    """Part of the desk's operation that made `became` of it: its files go there, and its words are forgotten here."""
    attachments.move_files(from_about=draft.about, to_about=became)
    draft.became, draft.fields, draft.touched_at = became, {}, at
    draft.save(update_fields=["became", "fields", "touched_at"])


@transaction.atomic
def discard_draft(*, kind: str, token: str, at: datetime) -> bool:
    """Forgets a draft and its files; returns whether there was one. What was made of a draft stays."""
    draft = _writable(kind, token).first()
    if draft is None:
        return False
    _forget(draft, at)
    return True


def remove_expired_drafts(*, at: datetime, limit: int = 500) -> int:
    """Drafts past their days, with their files; rows of sent ones hold no words and go too."""
    removed = 0
    for pk in list(
        Draft.objects.filter(expires_at__lte=at).order_by("pk").values_list("pk", flat=True)[:limit]
    ):
        with transaction.atomic():
            # Asked again under its lock: somebody may have gone on writing since.
            draft = Draft.objects.select_for_update().filter(pk=pk, expires_at__lte=at).first()
            if draft is not None:
                _forget(draft, at)
                removed += 1
    return removed


def remove_left_files(*, at: datetime, limit: int = 500) -> int:
    """Files whose draft is gone, older than a day: they were arriving while it was thrown away."""
    alive = Draft.objects.annotate(
        reference=Concat("kind", Value(":"), Cast("pk", CharField()), output_field=CharField())
    ).filter(reference=OuterRef("about"))
    removed = 0
    for kind in registry.drafts():
        old = all_files().filter(about__startswith=f"{kind}:", stored_at__lt=at - timedelta(days=1))
        for stored in list(old.filter(~Exists(alive))[:limit]):
            attachments.remove_file(public_id=stored.public_id, by=SYSTEM, at=at)
            removed += 1
    return removed


def _writable(kind: str, token: str) -> Any:
    return Draft.objects.select_for_update().filter(token_digest=digest_of(token), kind=kind, became="")


def _forget(draft: Draft, at: datetime) -> None:
    for stored in draft_files(draft):
        attachments.remove_file(public_id=stored.public_id, by=SYSTEM, at=at)
    draft.delete()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return many_lines(value)
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value if isinstance(value, bool | int | float | None) else many_lines(str(value))
