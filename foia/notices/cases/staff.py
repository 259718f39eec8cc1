"""What colleagues read: lines in their dashboard, deadlines, questions to the contact of another office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.models import AccessRequest, Consultation
from foia.notices.cases.writing import write
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.messaging.notices.queries import preference_of
from pasocial.office.people.members import queries as members
from pasocial.office.work.items import queries as work
from pasocial.sentences import show


def consultation(*, request: AccessRequest, asked: Consultation, entry_id: int, at: datetime) -> None:
    """A colleague of another office is asked about one case."""
    contact = asked.contact
    with override(contact.language):
        url = f"/redazione/foia/condivise/{request.pk}/"
        write(
            key=f"foia:consultation:{entry_id}",
            about=request.about,
            to=contact.email,
            language=contact.language,
            at=at,
            subject=_("Richiesta di accesso %(number)s: serve il tuo ufficio") % {"number": request.number},
            paragraphs=[_("Per rispondere a una richiesta di accesso ci serve il tuo aiuto.")],
            facts=[
                (_("Oggetto"), request.subject),
                (_("Rispondi entro"), str(show(asked.due_on))),
            ],
            quote=asked.question,
            action_url=settings.SITE_URL + url,
            action_label=_("Apri il caso e rispondi"),
            reason=_("Ricevi questo messaggio perché sei referente del tuo ufficio."),
        )
        tell_about(
            [contact.pk],
            entry_id,
            _("Serve il tuo ufficio: %(subject)s") % {"subject": request.subject},
            url,
            at,
        )


def tell_desk(*, request: AccessRequest, entry: Any, words: str, at: datetime, tab: str = "") -> None:
    """A line in the dashboard of whoever works on the case, or of the desk's heads; never to who caused it."""
    told = [pk for pk in workers_on(request) if pk != entry.user_id]
    tell_about(told, entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at)


def tell_heads(*, request: AccessRequest, entry: Any, words: str, at: datetime, tab: str = "") -> None:
    """A line for the desk's heads, who approve."""
    told = [head.pk for head in members.holders_of_desk_roles("foia", "head") if head.pk != entry.user_id]
    tell_about(told, entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at)


def tell_person(
    *, request: AccessRequest, user_id: int, entry: Any, words: str, at: datetime, tab: str = ""
) -> None:
    """A line for one colleague."""
    if user_id != entry.user_id:
        tell_about(
            [user_id], entry.pk, f"{words} · {request.number} {request.subject}", case_url(request, tab), at
        )


def deadline(*, request: AccessRequest, nearness: str, today: date, at: datetime) -> None:
    """Once for each step towards the due day: its owner (or the heads) is told; the heads too when it is close.

    The daily reminder of the office already mails owners what is due within two days, so they get mail from here
    only before that.
    """
    assert request.due_on is not None
    owners = work.assignees_about(request.about)
    heads = [head.pk for head in members.holders_of_desk_roles("foia", "head")]
    close = nearness in ("2", "0", "late")
    told = list(dict.fromkeys([*(owners or heads), *(heads if close else [])]))
    mailed = heads if close else (owners or heads)
    key = f"foia:deadline:{request.pk}:{request.due_on.isoformat()}:{nearness}"
    for user in get_user_model().objects.filter(pk__in=told, is_active=True).order_by("pk"):
        with override(user.language):
            words = {
                "late": _("Termine passato"),
                "0": _("Scade oggi"),
                "2": _("Scade tra due giorni o meno"),
                "7": _("Scade entro una settimana"),
            }.get(nearness, _("Scade entro quindici giorni"))
            url = case_url(request)
            line = f"{words} · {request.number} {request.subject}"
            notices.tell(user_ids=[user.pk], key=key, words=line, url=url, at=at)
            if user.pk in mailed and preference_of(user.pk).mail_when_due:
                write(
                    key=f"{key}:{user.pk}",
                    about=request.about,
                    to=user.email,
                    language=user.language,
                    at=at,
                    subject=f"{words}: {request.number}",
                    paragraphs=[_("Una richiesta di accesso si avvicina al suo termine, o lo ha passato.")],
                    facts=[
                        (_("Oggetto"), request.subject),
                        (_("Scadenza"), str(show(request.due_on))),
                    ],
                    action_url=settings.SITE_URL + url,
                    action_label=_("Apri il caso"),
                    reason=_("Ricevi questo messaggio perché lavori sulle richieste di accesso."),
                )


def workers_on(request: AccessRequest) -> list[int]:
    """Ids of who works on the case, else of the desk's heads."""
    return list(work.assignees_about(request.about)) or [
        head.pk for head in members.holders_of_desk_roles("foia", "head")
    ]


def case_url(request: AccessRequest, tab: str = "") -> str:
    """The staff address of the case, or of one of its tabs."""
    return f"/redazione/foia/richieste/{request.pk}/" + (f"{tab}/" if tab else "")


def tell_about(user_ids: Iterable[int], entry_id: int, words: str, url: str, at: datetime) -> None:
    notices.tell(user_ids=user_ids, key=f"entry:{entry_id}", words=words, url=url, at=at)
