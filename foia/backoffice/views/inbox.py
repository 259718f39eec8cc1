"""The desk's inbox: what is open, what is late, what is mine, and what is done to many requests at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foia.backoffice.access import actor
from foia.backoffice.forms.inbox import Bulk
from foia.backoffice.presenters import due_chip, state_chip, urgent
from foia.models import AccessRequest, Topic
from foia.operations import triage
from foia.queries import inbox as queries
from foia.rules.states import STATE_LABELS
from pasocial.cleaning import whole_number
from pasocial.design.shell import Link
from pasocial.office.people.members import queries as members
from pasocial.office.screens.lists.cells import Badge, Row, Title
from pasocial.office.screens.lists.pages import DeskList, Found, Nothing
from pasocial.office.screens.lists.rules import Column, Filter, FiltersInForce, OneOf, Switch, View, Words

# Stands in an address for the number of a request.
NO_REQUEST = 10**12
ANY = ("", gettext_lazy("Qualunque"))
SHORT_KINDS = {
    "simple_civic": gettext_lazy("Semplice"),
    "generalised": gettext_lazy("FOIA"),
    "documentary": gettext_lazy("Documentale"),
    "environmental": gettext_lazy("Ambientale"),
}
TITLES = {
    "open": gettext_lazy("Aperte"),
    "mine": gettext_lazy("Mie"),
    "unassigned": gettext_lazy("Da assegnare"),
    "new": gettext_lazy("Da leggere"),
    "late": gettext_lazy("In ritardo"),
    "week": gettext_lazy("Entro 7 giorni"),
    "approve": gettext_lazy("Da approvare"),
    "identify": gettext_lazy("Da identificare"),
    "review": gettext_lazy("Riesami"),
}
DUE = (
    ANY,
    ("late", gettext_lazy("In ritardo")),
    ("today", gettext_lazy("Oggi")),
    ("3", gettext_lazy("Entro 3 giorni")),
    ("7", gettext_lazy("Entro 7 giorni")),
    ("15", gettext_lazy("Entro 15 giorni")),
)


def _days(value: str) -> str:
    days = whole_number(value, 0, 366)
    return "" if days is None else ngettext("Entro %(n)d giorno", "Entro %(n)d giorni", days) % {"n": days}


def _somebody(value: str) -> str:
    """Whoever has left the desk may still have work in her name."""
    return "" if whole_number(value, 1) is None else _("Assegnata a un'altra persona")


def _one_topic(value: str) -> str:
    return "" if whole_number(value, 1) is None else _("Un solo tema ricorrente")


class Inbox(DeskList):
    """Nearest due day first."""

    code = "foia.inbox"
    url_name = "foia_staff:inbox"
    permission = "foia.read"
    title = gettext_lazy("Richieste di accesso")
    unit = gettext_lazy("richieste")
    per_page = 50
    columns = (
        Column(gettext_lazy("Scadenza"), "due"),
        Column(gettext_lazy("Oggetto"), "subject"),
        Column(gettext_lazy("Tipo")),
        Column(gettext_lazy("Stato")),
        Column(gettext_lazy("Assegnata a")),
        Column(gettext_lazy("Ricevuta")),
    )
    views = tuple(View(code, title, queries.VIEWS[code]) for code, title in TITLES.items())
    sorts = queries.SORTS
    nothing = Nothing(
        gettext_lazy("Non c'è nulla da fare"),
        gettext_lazy("Nessuna richiesta aperta. Le nuove arrivano qui da sole."),
    )
    nothing_found = Nothing(
        gettext_lazy("Nessuna richiesta corrisponde"),
        gettext_lazy(
            "Prova con meno filtri o con altre parole: cerchiamo anche nei nomi scritti in modo simile."
        ),
        "search",
    )
    bulk_form = Bulk
    bulk_permission = "foia.work"

    @cached_property
    def people(self) -> list[Any]:
        return members.colleagues("foia")

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        states = [(state.value, _(label)) for state, label in STATE_LABELS.items()]
        people = [(str(person.pk), str(person)) for person in self.people]
        return (
            Words(_("Cerca")),
            OneOf(
                "state",
                _("Stato"),
                [("", _("Aperte")), ("owed", _("Da evadere")), ("all", _("Tutte, anche concluse")), *states],
            ),
            OneOf(
                "assignee",
                _("Assegnata a"),
                [ANY, ("me", _("A me")), ("none", _("A nessuno")), *people],
                _somebody,
            ),
            OneOf("due", _("Scadenza"), DUE, _days),
            OneOf("kind", _("Tipo di accesso"), [ANY, *AccessRequest.Kind.choices]),
            OneOf("topic", _("Tema ricorrente"), other=_one_topic),
            Switch("new", _("Con messaggi da leggere")),
            Switch("test", _("Anche quelle di prova")),
        )

    def lead(self) -> str:
        late = self.counted["late"]
        if not late:
            return _("Nessuna richiesta è in ritardo.")
        words = ngettext("%(n)d richiesta è in ritardo.", "%(n)d richieste sono in ritardo.", late)
        return words % {"n": late}

    def actions(self) -> list[Link]:
        if not self.may_bulk:
            return []
        return [Link(_("Registra una richiesta"), reverse("foia_staff:new"), icon="plus", key="c")]

    def counts(self) -> Mapping[str, int]:
        return queries.counts(self.user, self.today)

    def matching(self, asked: FiltersInForce) -> QuerySet[AccessRequest]:
        return queries.matching(self.user, filters=_filters(asked), today=self.today)

    def found(self) -> Found:
        """The numbers of the requests to show, and what is to be known of how a search found them."""
        filters = _filters(self.asked)
        if filters.q:
            found = queries.search(self.user, filters=filters, today=self.today)
            return Found(found.ids, note=_nearly() if found.nearly else _more() if found.more else "")
        size = (
            self.counted[self.current.code]
            if self.current
            else queries.total(self.user, filters=filters, today=self.today)
        )
        return Found(queries.page_of_ids(self.user, filters=filters, today=self.today), size)

    def rows(self, shown: list[int]) -> list[Row]:
        """The same words come in many rows, so each is made once."""
        before, after = reverse("foia_staff:case", args=[NO_REQUEST]).split(str(NO_REQUEST))
        select, nobody, unassigned = _("Seleziona %(number)s"), _("richiedente anonimo"), _("nessuno")
        to_read = Badge(_("da leggere"), "info", "mail")
        flagged = Badge(_("tema segnalato"), "info", "horn")
        state, kind = cache(state_chip), cache(lambda code: str(SHORT_KINDS[code]))
        rows = []
        for one in queries.rows_of(shown):
            badges = [state(one.state)]
            if words := urgent(one.priority):
                badges.append(Badge(words, "warning", "flag"))
            if one.unread:  # type: ignore[attr-defined]
                badges.append(to_read)
            if _flag(one) == Topic.Flag.HARD:
                badges.append(flagged)
            applicant = one.applicant.name or one.applicant.organisation or nobody
            rows.append(
                Row(
                    one.pk,
                    f"{before}{one.pk}{after}",
                    (
                        due_chip(one, self.today),
                        Title(one.subject, f"{one.number} · {applicant}"),
                        kind(one.kind),
                        badges,
                        one.assignee_name or unassigned,  # type: ignore[attr-defined]
                        one.received_on,
                    ),
                    select % {"number": one.number},
                )
            )
        return rows

    def make_bulk_form(self, data: Any = None) -> Bulk:
        return Bulk(data, people=self.people)

    def words_when_none_is_ticked(self) -> str:
        return _("Spunta almeno una richiesta, poi scegli che cosa farne.")

    def words_when_refused(self, reason: str) -> str:
        return _("Nessuna richiesta è stata cambiata. %(reason)s") % {"reason": reason}

    @transaction.atomic
    def do_bulk(self, ids: list[int], given: dict[str, Any]) -> str:
        known = queries.known_ids(ids)
        step: dict[str, Any] = {"by": actor(self.request), "at": timezone.now()}
        whom = {"mine": self.user, "queue": None, "assign": given["assignee"]}
        done = len(known)
        if given["action"] in whom:
            done = triage.assign(request_ids=known, to=whom[given["action"]], **step)
        else:
            for pk in known:
                if given["action"] == "priority":
                    triage.set_priority(request_id=pk, priority=given["priority"], **step)
                else:
                    triage.mark_test(request_id=pk, **step)
        words = ngettext("%(n)d richiesta aggiornata.", "%(n)d richieste aggiornate.", done)
        return words % {"n": done}


def _filters(asked: FiltersInForce) -> queries.InboxFilters:
    return queries.InboxFilters.from_query({**asked.values, "sort": asked.sort})


def _flag(request: Any) -> str:
    membership = getattr(request, "topic_membership", None)
    return membership.topic.flag if membership else ""


def _nearly() -> str:
    return _(
        "Nessuna richiesta contiene queste parole così come sono scritte: ecco quelle che ne hanno di simili."
    )


def _more() -> str:
    words = _(
        "Le richieste che corrispondono sono più di %(most)s: qui ci sono le più recenti. "
        "Aggiungi una parola o un filtro per trovare le altre."
    )
    return words % {"most": number_format(queries.MOST_FOUND, 0, force_grouping=True)}
