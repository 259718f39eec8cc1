"""An action whose letters leave: rehearsed, put on its way for fifteen seconds, done once as it leaves, or called back.

The desk's operation runs as the departure leaves, in its transaction, with what the rules say at that moment and under the
name of whoever pressed; until then nothing has happened. Called back, the case is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from pasocial.office.files.attachments import operations as attachments
from pasocial.office.files.attachments import queries as files
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.queries import reason_against_departing
from pasocial.office.record import registry
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.office.screens.actions import kept, queries, rules
from pasocial.office.screens.actions.declaration import Action, ActionCall
from pasocial.office.screens.actions.models import PlannedCall
from pasocial.office.screens.things import called
from pasocial.refusal import Refused, insist

# What was only looked at, called back or held is kept this long, so that its words can be taken up again.
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Letter:
    """One message as it would leave; `files` are the names of what is attached to it."""

    to: str
    language: str
    subject: str
    text: str
    files: tuple[str, ...] = ()


def rehearse(action: Action, call: ActionCall) -> list[Letter]:
    """The letters of this call at this moment: it is done, they are written and read, and all of it is taken back.

    So there is no second text that could differ from the one that is sent. What waits for the commit never runs. Raises
    Refused when it cannot be done.
    """
    assert action.leaves is not None
    about = call.about.about
    with transaction.atomic():
        before, last = [mail.pk for mail in queries.queued_about(about)], queries.last_entry(about)
        action.act(call)
        for entry in queries.entries_of(about, last, call.at):
            for write in action.leaves.written_by:
                # A declared reaction, so that what is rehearsed is what will run after the commit.
                if f"{write.__module__}.{write.__qualname__}" in registry.reactions_to(entry.event):
                    write(entry)
        letters = [_letter(mail) for mail in queries.queued_about(about, before)]
        transaction.set_rollback(True)
    return letters


def _letter(mail: Any) -> Letter:
    stored = [files.by_public_id(each) for each in mail.attachments]
    return Letter(mail.to, mail.language, mail.subject, mail.text, tuple(one.name for one in stored if one))


@transaction.atomic
def prepare(*, action: Action, call: ActionCall) -> PlannedCall | None:
    """Keeps the call, to be looked at before it leaves; does it at once, and returns None, when nothing would leave.

    Raises Refused when it cannot be done now.
    """
    letters = rehearse(action, call)
    uploads = {name: value for name, value in call.values.items() if kept.is_upload(value)}
    for upload in (one for several in uploads.values() for one in several):
        upload.seek(0)
    if not letters:
        action.act(call)
        return None
    given = kept.kept({**call.values, "mark": call.given.get("mark", "")})
    planned = PlannedCall.objects.create(
        action=action.word,
        about=call.about.about,
        given=given,
        version=call.version,
        letters=[asdict(letter) for letter in letters],
        fingerprint=kept.fingerprint(given),
        user=call.user,
        actor_kind=call.by.kind,
        actor_ref=call.by.ref,
        made_at=call.at,
    )
    for name, several in uploads.items():
        for upload in several:
            attachments.store_file(
                content=upload,
                name=upload.name or "file",
                about=planned.reference,
                purpose=name,
                **call.moment,
            )
    return planned


@transaction.atomic
def send_off(*, planned: PlannedCall, action: Action, about: Any, by: Actor, at: datetime) -> PlannedCall:
    """What was looked at is put on its way. Raises Refused, or Stale, when the case changed since and it cannot leave so."""
    rehearse(action, replace(call_of(planned, action, about, at), version=planned.version))
    return _plan(planned, action, by, at)


@transaction.atomic
def send_unseen(*, action: Action, call: ActionCall) -> PlannedCall | None:
    """For programs, which look at what leaves in the answer: put on its way at once; None when nothing leaves."""
    planned = prepare(action=action, call=call)
    return _plan(planned, action, call.by, call.at) if planned else None


def _plan(planned: PlannedCall, action: Action, by: Actor, at: datetime) -> PlannedCall:
    assert action.leaves is not None
    planned = PlannedCall.objects.select_for_update(of=("self",)).get(pk=planned.pk)
    same = PlannedCall.objects.filter(
        action=planned.action, about=planned.about, fingerprint=planned.fingerprint, waiting=True
    )
    insist(rules.reason_against_planning(planned=planned.departure_id is not None, twice=same.exists()))
    name = called([planned.about]).get(planned.about, "")
    planned.departure = departures.plan(
        kind=action.leaves.kind,
        thing=planned.reference,
        about=planned.about,
        title=f"{action.leaves.what} · {name}" if name else str(action.leaves.what),
        by=by,
        at=at,
    )
    planned.waiting = True
    planned.save(update_fields=["departure", "waiting"])
    _record(OfficeEvent.LETTER_LEAVING, planned, by, at)
    return planned


@transaction.atomic
def leave(
    *, planned_id: int, actions: Mapping[str, Action], thing: Callable[[str], Any], by: Actor, at: datetime
) -> PlannedCall:
    """It is done, once however often this is called, by whoever pressed and at this moment.

    What the desk refuses now stays here, with why, and is told to whoever pressed. Raises Refused while it can still be
    called back, and while departures are stopped. `actions` by their words; `thing` finds what it is about.
    """
    planned = PlannedCall.objects.select_for_update(of=("self",)).select_related("user").get(pk=planned_id)
    departure = departures.held(departure_id=planned.departure_id)
    if not departure.leaving:
        return planned
    insist(reason_against_departing(departure, at))
    action = actions[planned.action]
    try:
        with transaction.atomic():
            action.act(call_of(planned, action, thing(planned.about), at))
    except Refused as refused:
        departures.hold(departure_id=departure.pk, reason=refused.refusal, at=at)
        _record(OfficeEvent.LETTER_HELD, planned, by, at, why=refused.refusal.code)
    else:
        departures.let_go(departure_id=departure.pk, at=at)
        # What it said is in the case now, and is kept there.
        planned.given, planned.letters = {}, []
        _remove_files(planned, by, at)
    planned.waiting = False
    planned.save(update_fields=["waiting", "given", "letters"])
    return planned


@transaction.atomic
def take_back(*, thing: int, by: Actor, at: datetime) -> PlannedCall:
    """It does not leave and is not done: the case is as it was. Raises Refused when it is too late."""
    planned = PlannedCall.objects.select_for_update(of=("self",)).get(pk=thing)
    departures.call_back(departure_id=planned.departure_id, at=at)
    planned.waiting = False
    planned.save(update_fields=["waiting"])
    _record(OfficeEvent.LETTER_RECALLED, planned, by, at)
    return planned


@transaction.atomic
def remove_old(*, by: Actor, at: datetime) -> int:
    """Words that were looked at and never sent, and those that left: they go after a day. Returns how many."""
    old = list(PlannedCall.objects.filter(waiting=False, made_at__lt=at - KEPT).order_by("pk")[:1000])
    for planned in old:
        _remove_files(planned, by, at)
        planned.delete()
    return len(old)


def call_of(planned: PlannedCall, action: Action, about: Any, at: datetime) -> ActionCall:
    """The call as it was pressed, at this moment."""
    given = kept.restored(planned.given)
    for stored in files.files_about(planned.reference):
        with stored.content.open("rb") as content:
            given.setdefault(stored.purpose, []).append(ContentFile(content.read(), name=stored.name))
    return ActionCall(
        about=about,
        given=given,
        user=planned.user,
        by=Actor(planned.actor_kind, planned.actor_ref, planned.user_id),
        at=at,
        machinery=action.form.machinery,
    )


def _remove_files(planned: PlannedCall, by: Actor, at: datetime) -> None:
    for stored in files.files_about(planned.reference):
        attachments.remove_file(public_id=stored.public_id, by=by, at=at)


def _record(event: OfficeEvent, planned: PlannedCall, by: Actor, at: datetime, **note: Any) -> None:
    record(
        event=event,
        about=planned.about,
        by=by,
        at=at,
        note={"action": planned.action, "departure": planned.departure_id, **note},
    )
