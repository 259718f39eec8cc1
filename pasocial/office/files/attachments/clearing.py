"""Decides, file by file, what of the gathered material may become public; nothing does by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from pasocial.office.files.attachments import rules
from pasocial.office.files.attachments.inspecting import ask_for_reading, confirm_findings
from pasocial.office.files.attachments.inspections import reasons_against_everyone
from pasocial.office.files.attachments.models import Clearance, StoredFile
from pasocial.office.files.attachments.operations import set_access
from pasocial.office.files.attachments.queries import material_of, reason_against_release
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import insist
from pasocial.refusal import mark as _


@transaction.atomic
def gather(*, about: str, public_ids: Iterable[str | UUID], by: Actor, at: datetime) -> int:
    """Puts files before whoever decides them; those already there keep what was decided. Returns the new ones."""
    files = StoredFile.objects.filter(public_id__in=[str(one) for one in public_ids]).order_by("id")
    known = set(Clearance.objects.filter(about=about).values_list("file_id", flat=True))
    fresh = [Clearance(about=about, file=one, gathered_at=at) for one in files if one.pk not in known]
    Clearance.objects.bulk_create(fresh, ignore_conflicts=True)
    # Also the names known to what they were gathered for are looked for in them.
    ask_for_reading(public_ids=[one.public_id for one in files], about=about, by=by, at=at)
    if fresh:
        record(event=OfficeEvent.FILES_GATHERED, about=about, by=by, at=at, note={"files": len(fresh)})
    return len(fresh)


@transaction.atomic
def clear(
    *,
    about: str,
    public_id: str | UUID,
    confirmed: Collection[str] = (),
    by_eye: bool = False,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Clearance:
    """A person says that everybody may have the file. `confirmed`: keys of what was found there and may be read.

    Raises Refused while something found is neither redacted nor confirmed, or the file is not read yet.
    """
    held = _hold(about, public_id)
    keys = [*confirmed, *([rules.BY_EYE] if by_eye else [])]
    if keys:
        confirm_findings(public_id=public_id, keys=keys, reason=reason or _looked_at(by_eye), by=by, at=at)
    insist(reasons_against_everyone([held.file]))
    return _decide(held, Clearance.State.CLEAR, by, at, reason=reason, by_eye=by_eye)


@transaction.atomic
def leave_out(*, about: str, public_id: str | UUID, reason: str, by: Actor, at: datetime) -> Clearance:
    """The file is no part of what is published, and its reason stays with it."""
    held = _hold(about, public_id)
    insist(rules.reason_against_leaving_out(reason))
    return _decide(held, Clearance.State.LEFT_OUT, by, at, reason=reason)


@transaction.atomic
def leave_several_out(
    *, about: str, public_ids: Iterable[str | UUID], reason: str, by: Actor, at: datetime
) -> None:
    """The same reason for many files; all of them or none."""
    for public_id in public_ids:
        leave_out(about=about, public_id=public_id, reason=reason, by=by, at=at)


@transaction.atomic
def replace(*, about: str, public_id: str | UUID, copy_id: str | UUID, by: Actor, at: datetime) -> Clearance:
    """A redacted copy takes the file's place; an original that was public already is closed at once."""
    held = _hold(about, public_id)
    copy = StoredFile.objects.filter(public_id=copy_id, redaction__original=held.file).first()
    insist(rules.reason_against_copy(there=copy is not None))
    assert copy is not None
    ask_for_reading(public_ids=[copy.public_id], about=about, by=by, at=at)
    return _decide(held, Clearance.State.REPLACED, by, at, copy=copy)


@transaction.atomic
def reopen(*, about: str, public_id: str | UUID, by: Actor, at: datetime) -> Clearance:
    """Takes a decision back while nothing is public yet; its copy, if there is one, is kept."""
    return _decide(_hold(about, public_id), Clearance.State.OPEN, by, at)


@transaction.atomic
def open_to_everyone(*, about: str, by: Actor, at: datetime) -> list[str]:
    """Part of publishing: cleared files and redacted copies become public. Returns their public ids, in order.

    Raises Refused while one file is undecided or may not leave the office (malware scan).
    """
    held = list(
        Clearance.objects.select_for_update(of=("self",))
        .select_related("file", "copy")
        .filter(about=about)
        .order_by("id")
    )
    insist(rules.reasons_against_publishing(material_of(held)))
    chosen = [one.copy or one.file for one in held if one.state in rules.PUBLISHED]
    insist([reason for one in chosen if (reason := reason_against_release(one)) is not None])
    insist(reasons_against_everyone(chosen))
    for stored in chosen:
        set_access(public_id=stored.public_id, access=StoredFile.Access.PUBLIC)
    Clearance.objects.filter(pk__in=[one.pk for one in held], published_at__isnull=True).update(
        published_at=at
    )
    if chosen:
        record(event=OfficeEvent.FILES_OPENED, about=about, by=by, at=at, note={"files": len(chosen)})
    return [str(stored.public_id) for stored in chosen]


def _looked_at(by_eye: bool) -> str:
    """A person who looked at it all says so with the box itself; what was found wants her own words."""
    return str(_("Guardato a occhio per intero.")) if by_eye else ""


def _hold(about: str, public_id: str | UUID) -> Clearance:
    held = (
        Clearance.objects.select_for_update(of=("self",))
        .select_related("file")
        .get(about=about, file__public_id=public_id)
    )
    insist(rules.reason_against_changing(held.published_at is not None))
    return held


def _decide(
    held: Clearance,
    state: str,
    by: Actor,
    at: datetime,
    *,
    reason: str = "",
    by_eye: bool = False,
    copy: StoredFile | None = None,
) -> Clearance:
    held.state, held.reason, held.by_eye, held.copy = state, reason.strip(), by_eye, copy
    held.decided_by_id, held.decided_at = (None, None) if state == Clearance.State.OPEN else (by.user_id, at)
    held.save(update_fields=["state", "reason", "by_eye", "copy", "decided_by", "decided_at"])
    note: dict[str, Any] = {"file": str(held.file.public_id), "state": str(state)}
    if copy is not None:
        note["copy"] = str(copy.public_id)
        if held.file.access == StoredFile.Access.PUBLIC:
            # It was released to everyone before somebody saw what is in it: the person who asked keeps it.
            set_access(public_id=held.file.public_id, access=StoredFile.Access.REQUESTER)
            note["closed"] = True
    record(event=OfficeEvent.FILE_DECIDED, about=held.about, by=by, at=at, note=note)
    return held
