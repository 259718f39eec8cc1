"""What colleagues read: lines in their dashboard, deadlines, questions to the contact of another office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from foia.models import AccessRequest, Consultation
from foia.notices.cases.writing import write
from foia.notices.kinds import Told
from pasocial.office.messaging.notices import operations as notices
from pasocial.office.people.identity.queries import active_users
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
        tell_about([contact.pk], Told.CONSULTATION, request, entry_id, url, at)


def tell_desk(*, request: AccessRequest, entry: Any, kind: Told, at: datetime, tab: str = "") -> None:
    """A line in the dashboard of whoever works on the case, or of the desk's heads; never to who caused it."""
    told = [pk for pk in workers_on(request) if pk != entry.user_id]
    tell_about(told, kind, request, entry.pk, case_url(request, tab), at)


def tell_heads(*, request: AccessRequest, entry: Any, kind: Told, at: datetime, tab: str = "") -> None:
    """A line for the desk's heads, who approve."""
    told = [head.pk for head in members.holders_of_desk_roles("foia", "head") if head.pk != entry.user_id]
    tell_about(told, kind, request, entry.pk, case_url(request, tab), at)


def tell_person(
    *, request: AccessRequest, user_id: int, entry: Any, kind: Told, at: datetime, tab: str = ""
) -> None:
    """A line for one colleague."""
    if user_id != entry.user_id:
        tell_about([user_id], kind, request, entry.pk, case_url(request, tab), at)


def deadline(*, request: AccessRequest, nearness: str, at: datetime) -> None:
    """Once for each step towards the due day: its owner (or the heads) is told; the heads too when it is close.

    The digest of the same morning takes it with it.
    """
    assert request.due_on is not None
    owners = work.assignees_about(request.about)
    heads = [head.pk for head in members.holders_of_desk_roles("foia", "head")]
    close = nearness in ("2", "0", "late")
    told = list(dict.fromkeys([*(owners or heads), *(heads if close else [])]))
    for user in active_users(told):
        with override(user.language):
            words = {
                "late": _("Termine passato"),
                "0": _("Scade oggi"),
                "2": _("Scade tra due giorni o meno"),
                "7": _("Scade entro una settimana"),
            }.get(nearness, _("Scade entro quindici giorni"))
        notices.tell(
            user_ids=[user.pk],
            key=f"foia:deadline:{request.pk}:{request.due_on.isoformat()}:{nearness}",
            kind=Told.DEADLINE,
            about=request.about,
            name=name_of(request),
            title=request.subject,
            words=words,
            url=case_url(request),
            at=at,
            instead=True,
        )


def workers_on(request: AccessRequest) -> list[int]:
    """Ids of who works on the case, else of the desk's heads."""
    return list(work.assignees_about(request.about)) or [
        head.pk for head in members.holders_of_desk_roles("foia", "head")
    ]


def case_url(request: AccessRequest, tab: str = "") -> str:
    """The staff address of the case, or of one of its tabs."""
    return f"/redazione/foia/richieste/{request.pk}/" + (f"{tab}/" if tab else "")


def name_of(request: AccessRequest) -> str:
    """What a mail may call it; its subject is the citizen's own words and stays inside."""
    return str(request.number)


def tell_about(
    user_ids: Iterable[int], kind: Told, request: AccessRequest, entry_id: int, url: str, at: datetime
) -> None:
    """One line for each of them, once for what caused it; one cause may tell several kinds."""
    notices.tell(
        user_ids=user_ids,
        key=f"entry:{entry_id}:{kind}",
        kind=kind,
        about=request.about,
        name=name_of(request),
        title=request.subject,
        url=url,
        at=at,
    )
