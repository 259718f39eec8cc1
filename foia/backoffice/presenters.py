"""What staff pages print of a case: short labels whose meaning never rests on colour alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foia.models import AccessRequest, Topic
from foia.rules.outcomes import OUTCOMES
from foia.rules.states import OPEN, STATE_LABELS, State
from pasocial.office.files.attachments.queries import note_of
from pasocial.office.people.identity.queries import names_of
from pasocial.office.record import registry
from pasocial.office.screens.lists.cells import Badge as Chip
from pasocial.sentences import day as day_words

# The last week is shown as near, as in the rules on priority.
NEAR_DAYS = 7

STATE_TONES = {
    State.RECEIVED: "info",
    State.NEEDS_IDENTIFICATION: "warning",
    State.IN_PROGRESS: "neutral",
    State.AWAITING_PARTIES: "warning",
    State.AWAITING_APPROVAL: "info",
    State.APPROVED: "success",
    State.STANDSTILL: "warning",
    State.ANSWERED: "success",
    State.UNDER_REVIEW: "warning",
    State.TRANSFERRED: "quiet",
    State.WITHDRAWN: "quiet",
    State.CLOSED: "quiet",
}
# During a standstill the answer was given: only the documents come later.
OWED = OPEN | {State.APPROVED}


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a history."""

    title: str
    at: datetime | None = None
    who: str = ""
    text: str = ""
    icon: str = "check"
    state: str = "done"
    when: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class FileRow:
    """One file of a list."""

    name: str
    url: str
    kind: str
    size: int
    note: str = ""
    badge: str = ""
    tone: str = "neutral"
    id: str = ""
    more_url: str = ""
    more: str = ""


def state_chip(state: str) -> Chip:
    known = State(state)
    return Chip(_(STATE_LABELS[known]), STATE_TONES[known])


def day_chip(day: date, today: date) -> Chip:
    """How far a day is, for something still owed."""
    left = (day - today).days
    if left < 0:
        words = ngettext("In ritardo di %(days)d giorno", "In ritardo di %(days)d giorni", -left) % {
            "days": -left
        }
        return Chip(words, "danger", "warning-circle")
    if left == 0:
        return Chip(_("Scade oggi"), "danger", "clock")
    if left == 1:
        return Chip(_("Scade domani"), "warning", "clock")
    if left <= NEAR_DAYS:
        return Chip(_("Scade fra %(days)d giorni") % {"days": left}, "warning", "clock")
    return Chip(_("Scade il %(day)s") % {"day": date_format(day, "j M").lower()}, "neutral", "clock")


def due_chip(access_request: AccessRequest, today: date) -> Chip:
    if access_request.state in OWED and access_request.due_on:
        return day_chip(access_request.due_on, today)
    if access_request.answered_on:
        return Chip(
            _("Risposta il %(day)s") % {"day": day_words(access_request.answered_on)}, "quiet", "check"
        )
    return Chip(_("Conclusa"), "quiet", "check")


def urgent(priority: int) -> str:
    return {1: _("priorità alta"), 2: _("urgente")}.get(priority, "")


def flag_chip(flag: str) -> Chip:
    return {
        Topic.Flag.HARD: Chip(_("Da valutare per la pubblicazione"), "danger", "horn"),
        Topic.Flag.SOFT: Chip(_("Da osservare"), "warning", "horn"),
    }.get(Topic.Flag(flag), Chip(_("Nessuna segnalazione"), "quiet", "minus"))


def outcome_label(outcome: str) -> str:
    return _(OUTCOMES[outcome].label) if outcome in OUTCOMES else ""  # type: ignore[index]


def disclosure_chip(disclosure: str) -> Chip:
    return {
        "private": Chip(_("non rilasciato"), "danger", "lock"),
        "requester": Chip(_("a chi l'ha chiesto"), "info", "user"),
        "public": Chip(_("a tutti"), "success", "pa"),
    }[disclosure]


def access_chip(access: str) -> Chip:
    return {
        "private": Chip(_("solo l'ufficio"), "neutral"),
        "requester": Chip(_("anche il richiedente"), "info"),
        "public": Chip(_("tutti"), "success"),
    }[access]


def file_row(stored: Any, request_id: int, note: str = "", *, shared: bool = False) -> FileRow:
    """A stored file with the address that checks who may open it."""
    chip = access_chip(stored.access)
    waiting = {"waiting": _("in attesa di controllo"), "infected": _("bloccato: contiene software dannoso")}
    name = "foia_staff:shared_file" if shared else "foia_staff:file"
    return FileRow(
        name=stored.name,
        url="" if stored.scan in waiting else reverse(name, args=[request_id, stored.public_id]),
        kind=os.path.splitext(stored.name)[1].lstrip("."),
        size=stored.size,
        note=note or waiting.get(stored.scan, "") or note_of(stored),
        badge="" if shared else chip.label,
        tone=chip.tone,
        id=str(stored.public_id),
    )


def sent_elsewhere(mails: Iterable[Any]) -> set[int]:
    """Ids of messages that came back and then went to a corrected address: nobody has to look at them again."""
    prefix = "foia:again:"
    return {int(mail.key.rsplit(":", 1)[1]) for mail in mails if mail.key.startswith(prefix)}


EVENT_ICONS = {
    "foia.request.filed": "inbox",
    "foia.request.assigned": "user",
    "foia.request.taken_on": "user",
    "foia.message.sent": "mail",
    "foia.message.received": "comment",
    "foia.note.added": "lock",
    "foia.consultation.asked": "help-circle",
    "foia.consultation.replied": "comment",
    "foia.decision.drafted": "pencil",
    "foia.request.answered": "check-circle",
    "foia.review.filed": "refresh",
    "office.mail.refused": "warning-circle",
    "office.file.stored": "upload",
    "office.file.removed": "delete",
}


def history_entries(entries: Iterable[Any], names: Mapping[int, str] | None = None) -> list[TimelineEntry]:
    """The trail of a case in plain words, newest first."""
    rows = list(entries)
    assigned = [entry.note.get("to") for entry in rows if isinstance(entry.note.get("to"), int)]
    known = names if names is not None else names_of([*(entry.user_id for entry in rows), *assigned])
    words = registry.event_words()
    shown = []
    for entry in rows:
        title = str(words.get(entry.event, entry.event))
        shown.append(
            TimelineEntry(
                title=title[:1].upper() + title[1:],
                at=entry.happened_at,
                who=who(entry, known),
                text=_detail(entry, known),
                icon=EVENT_ICONS.get(entry.event, "check"),
            )
        )
    return shown[::-1]


def who(entry: Any, names: Mapping[int, str]) -> str:
    if entry.actor_kind == "citizen":
        return _("richiedente")
    if entry.actor_kind == "system":
        return _("il sistema")
    name = names.get(entry.user_id or 0, _("una persona dell'ufficio"))
    return _("%(name)s, con un programma") % {"name": name} if entry.actor_kind == "machine" else name


def _detail(entry: Any, names: Mapping[int, str]) -> str:
    note = entry.note
    if entry.event in ("foia.request.assigned", "foia.request.taken_on") and "to" in note:
        to = note["to"]
        return _("A %(name)s.") % {"name": names.get(to, "")} if to else _("Tornata nella coda.")
    if entry.event == "foia.request.kind_changed":
        kinds = dict(AccessRequest.Kind.choices)
        return _("Da «%(before)s» a «%(after)s».") % {
            "before": kinds.get(note.get("from"), ""),
            "after": kinds.get(note.get("to"), ""),
        }
    if entry.event == "foia.fact.corrected":
        return _corrected(note)
    if "due_from" in note and "due_to" in note:
        return _moved(note)
    if entry.event == "foia.request.priority_changed":
        return urgent(note.get("priority", 0)).capitalize() or _("Priorità normale.")
    return ""


def _corrected(note: Mapping[str, Any]) -> str:
    """The day before and after, and what it did to the due day."""
    before, after = date.fromisoformat(note["from"]), note.get("to")
    words = (
        _("Da %(before)s a %(after)s.") % {"before": day_words(before), "after": _day_in(after)}
        if after
        else _("Annullato: era registrato il %(day)s.") % {"day": day_words(before)}
    )
    return f"{words} {_moved(note)}".strip()


def _moved(note: Mapping[str, Any]) -> str:
    if not note.get("due_from") or not note.get("due_to"):
        return ""
    return _("La scadenza passa da %(before)s a %(after)s.") % {
        "before": _day_in(note["due_from"]),
        "after": _day_in(note["due_to"]),
    }


def _day_in(iso: str) -> str:
    return str(day_words(date.fromisoformat(iso)))
