"""The frame of the staff pages: desks, the navigation a person may use, her notices."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pasocial.design.shell import Group, Link, StaffShell, marked_active
from pasocial.office.messaging.departures import queries as departures
from pasocial.office.messaging.notices import queries as notices
from pasocial.office.people.members.models import DeskRole, OfficeRole
from pasocial.office.people.members.policy import desks_of, is_head_or_coordinator, may, roles_of
from pasocial.office.record import registry


def staff_shell(request: HttpRequest) -> StaffShell:
    user = request.user
    if not user.is_authenticated:
        return StaffShell()
    groups = [
        Group(
            "",
            marked_active(
                (
                    Link(_("Oggi"), "/redazione/", icon="calendar"),
                    Link(_("Attività"), "/redazione/attivita/", icon="list"),
                    Link(_("Partenze"), "/redazione/partenze/", icon="external-link"),
                ),
                request.path,
            ),
        )
    ]
    for desk in registry.desks().values():
        links = []
        for entry in desk.menu:
            try:
                url = reverse(entry.url_name)
            except NoReverseMatch:
                continue
            if may(user, entry.permission):
                links.append(Link(entry.label, url, icon=entry.icon.removeprefix("it-")))
        if links:
            groups.append(Group(desk.name, marked_active(links, request.path)))
    roles = roles_of(user)
    own = []
    if "office:coordinator" in roles:
        own.append(Link(_("Pannello di coordinamento"), "/admin/coordinamento/", icon="settings"))
        own.append(Link(_("Posta in uscita"), "/redazione/posta/", icon="mail"))
    if may(user, "office.read_measures"):
        own.append(Link(_("Promesse mantenute"), "/redazione/misure/", icon="chart-line"))
    if is_head_or_coordinator(user):
        own.append(Link(_("Chiavi per programmi"), "/redazione/chiavi/", icon="key"))
    waiting = notices.unread_count(user)
    return StaffShell(
        groups=tuple(groups),
        notices_url=notices.place_of_bell(waiting),
        notices_count=waiting,
        stream_url=f"{settings.STREAMS_URL}/streams/office/",
        user_name=user.full_name or user.email,
        user_role=role_words(roles),
        frozen=_frozen(user),
        user_links=(
            *own,
            *([Link(_("Le mie assenze"), "/redazione/assenze/", icon="calendar")] if roles else []),
            Link(_("Sicurezza dell'account"), "/account/2fa/", icon="locked"),
            Link(_("Sessioni aperte"), "/account/sessions/", icon="user"),
            Link(_("Esci"), "/account/logout/", icon="external-link"),
        ),
    )


def _frozen(user: Any) -> tuple[tuple[object, str], ...]:
    """Stops of whole desks; one about a single case stands on that case."""
    known = registry.desks()
    return tuple(
        (known[desk].name, reason)
        for desk, reason in departures.stopped_desks(desks_of(user))
        if desk in known
    )


def role_words(roles: frozenset[str]) -> str:
    """`Accesso civico: responsabile` and the like, for the person's own menu."""
    words = []
    known = registry.desks()
    for role in sorted(roles):
        where, what = role.split(":")
        if where == "office":
            words.append(str(OfficeRole(what).label))
        elif where in known:
            head = known[where].head if what == DeskRole.HEAD else ""
            words.append(str(head) or f"{known[where].name}: {DeskRole(what).label}")
    return " · ".join(words)
