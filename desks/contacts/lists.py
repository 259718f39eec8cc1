"""The inbox: who wrote, on which channel, what, and by when she is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desks.contacts import operations, queries
from desks.contacts.models import PublicContact
from pasocial.office.messaging.channels.capabilities import CHANNELS
from pasocial.office.people.members.policy import may
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.lists.cells import Badge, Row, Title
from pasocial.office.screens.lists.downloads import Field
from pasocial.office.screens.lists.forms import BulkAction, BulkForm
from pasocial.office.screens.lists.pages import DeskList, Link, Nothing
from pasocial.office.screens.lists.rules import Column, FiltersInForce, OneOf, Switch, View, Words

TONES = {"new": "warning", "answered": "success", "closed": "quiet", "given": "quiet"}
STATES = (("waiting", gettext_lazy("Da rispondere")), *PublicContact.State.choices)
HOW = tuple((code, gettext_lazy(each.label)) for code, each in CHANNELS.items())


class Take(BulkForm):
    ACTIONS = (BulkAction("take", gettext_lazy("Me ne occupo io")),)


class Contacts(DeskList):
    code = "contacts.contacts"
    url_name = "contacts_staff:contacts"
    permission = "contacts.read"
    title = gettext_lazy("Contatti con il pubblico")
    unit = gettext_lazy("contatti")
    columns = (
        Column(gettext_lazy("Chi scrive e che cosa")),
        Column(gettext_lazy("Stato")),
        Column(gettext_lazy("Chi se ne occupa")),
        Column(gettext_lazy("Risposta entro"), "due"),
        Column(gettext_lazy("Ultimo messaggio"), "latest"),
    )
    views = (
        View("waiting", gettext_lazy("Da rispondere"), {"stato": "waiting"}),
        View("mine", gettext_lazy("Miei"), {"stato": "waiting", "miei": "1"}),
        View("new", gettext_lazy("Da prendere"), {"stato": "new"}),
        View("answered", gettext_lazy("Risposti"), {"stato": "answered"}),
        View("closed", gettext_lazy("Conclusi"), {"stato": "closed"}),
        View("all", gettext_lazy("Tutti")),
    )
    filters = (
        Words(gettext_lazy("Cerca per numero, oggetto, nome o e-mail")),
        OneOf("stato", gettext_lazy("Stato"), (("", gettext_lazy("Qualunque")), *STATES)),
        OneOf("canale", gettext_lazy("Canale"), (("", gettext_lazy("Qualunque")), *HOW)),
        OneOf("tipo", gettext_lazy("Tipo"), (("", gettext_lazy("Qualunque")), *PublicContact.Kind.choices)),
        Switch("miei", gettext_lazy("Solo i miei")),
    )
    sorts = queries.ORDERS
    nothing = Nothing(
        gettext_lazy("Nessun contatto in questo elenco"),
        gettext_lazy("Qui arriva ciò che i cittadini scrivono, chiedono e segnalano, da ogni canale."),
    )
    bulk_form = Take
    bulk_permission = "contacts.work"
    file_name = "contatti"
    fields = (
        Field("number", gettext_lazy("numero")),
        Field("kind", gettext_lazy("tipo"), dict(PublicContact.Kind.choices)),
        Field("channel", gettext_lazy("canale")),
        Field("state", gettext_lazy("a che punto è"), dict(PublicContact.State.choices)),
        Field("received_on", gettext_lazy("giorno in cui è arrivato")),
        Field("due_on", gettext_lazy("giorno entro cui rispondere")),
        Field("replied_on", gettext_lazy("giorno della prima risposta")),
    )

    def lead(self) -> str:
        return _("Ogni messaggio ha una persona che se ne occupa e un giorno entro cui rispondere.")

    def actions(self) -> list[Link]:
        if not may(self.user, "contacts.work"):
            return []
        return [Link(_("Registra una telefonata o una visita"), reverse("contacts_staff:new"), key="n")]

    def counts(self) -> Mapping[str, int]:
        return queries.counts(self.user)

    def matching(self, asked: FiltersInForce) -> QuerySet[PublicContact]:
        return queries.matching(
            state=asked.get("stato"),
            channel=asked.get("canale"),
            kind=asked.get("tipo"),
            words=asked.get("q"),
            mine=self.user if asked.get("miei") else None,
        )

    def rows(self, shown: list[PublicContact]) -> list[Row]:
        select = _("Seleziona %(title)s")
        who = _("senza nome")
        return [
            Row(
                one.pk,
                reverse("contacts_staff:contact", args=[one.pk]),
                (
                    Title(
                        one.subject,
                        f"{one.number} · {one.name or who} · {_(CHANNELS[one.channel].label)} · {one.excerpt[:80]}",
                    ),
                    Badge(one.get_state_display(), TONES.get(one.state, "info")),
                    str(one.assignee or ""),
                    one.due_on,
                    timezone.localdate(one.last_at),
                ),
                select % {"title": one.subject},
            )
            for one in shown
        ]

    def records(self) -> Iterator[dict[str, Any]]:
        for one in self.matching(self.asked).order_by(*self.order).iterator(chunk_size=500):
            replied = timezone.localdate(one.first_replied_at) if one.first_replied_at else None
            yield {
                "number": one.number,
                "kind": one.kind,
                "channel": one.channel,
                "state": one.state,
                "received_on": timezone.localdate(one.received_at).isoformat(),
                "due_on": one.due_on.isoformat(),
                "replied_on": replied.isoformat() if replied else None,
            }

    def do_bulk(self, ids: list[int], given: dict[str, Any]) -> str:
        by, at = Actor.staff(self.user), timezone.now()
        with transaction.atomic():
            for pk in sorted(ids):
                operations.take(contact_id=pk, user=self.user, by=by, at=at)
        return ngettext("%(n)d contatto è tuo.", "%(n)d contatti sono tuoi.", len(ids)) % {"n": len(ids)}
