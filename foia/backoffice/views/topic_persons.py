"""Who asked for a topic: the same person under two names, two under one, members of one organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.actions.topics import PERSON_ACTIONS
from foia.models import PersonStatement
from foia.queries import persons as queries
from foia.queries import topics
from pasocial.office.screens.actions import ActionForm
from pasocial.office.screens.actions.pages import ThingPages, ticked
from pasocial.sentences import moment

PER_PAGE = 25
_SAME, DIFFERENT, ORGANISATION = PERSON_ACTIONS
RESTS_ON = {
    "cf": gettext_lazy("codice fiscale"),
    "eidas": gettext_lazy("identità europea (eIDAS)"),
    "pec": gettext_lazy("casella PEC"),
    "nome": gettext_lazy("nome e data di nascita"),
    "incerta": gettext_lazy("solo un nome: non basta per contare una persona"),
}


class PersonPages(ThingPages):
    actions: ClassVar = PERSON_ACTIONS
    permission = "foia.work"
    url_name, names = "foia_staff:topic_persons", "foia_staff:topic"
    template = "foia/backoffice/topic_persons.html"
    rows: ClassVar = staticmethod(topics.every_topic)

    def context(self) -> dict[str, Any]:
        topic = self.thing
        page = Paginator(queries.persons_of(topic.pk), PER_PAGE).get_page(self.request.GET.get("page"))
        return {
            "trail": [
                (_("Temi ricorrenti"), reverse("foia_staff:topics")),
                (topic.title, reverse("foia_staff:topic", args=[topic.pk])),
            ],
            "page": page,
            "rows": [self._row(one) for one in queries.described(topic.pk, list(page))],
            "columns": [
                _("Persona"),
                _("Riconosciuta da"),
                {"label": _("Richieste"), "align": "end"},
                _("Ultima richiesta"),
            ],
            "ticked": ticked(self.bound, "persons"),
            "same": self.offered["persons_same"],
            "organisations": [(one, self._confirming(one)) for one in queries.organisations_of(topic.pk)],
            "organisation_columns": [
                _("Organizzazione"),
                {"label": _("Richieste"), "align": "end"},
                {"label": _("Persone"), "align": "end"},
                _("Come conta"),
            ],
            "may_change": topic.merged_into_id is None,
        }

    def _row(self, one: queries.Person) -> dict[str, Any]:
        keys = []
        for key in one.keys:
            # Which of several keys is somebody else's: each has its own form.
            parting = len(one.keys) > 1
            mark = key.person_key[-12:]
            form = self.form(DIFFERENT, mark, person_key=key.person_key) if parting else None
            keys.append(
                {"rests_on": RESTS_ON.get(key.kind, key.kind), "names": ", ".join(key.names), "form": form}
            )
        return {
            "person": one.person,
            "name": ", ".join(one.names) or _("senza nome"),
            "requests": one.requests,
            "last_on": one.last_on,
            "keys": keys,
            "said": [_said(each) for each in one.said],
        }

    def _confirming(self, one: queries.Organisation) -> ActionForm:
        said = "no" if one.confirmed else "yes"
        return self.form(ORGANISATION, one.key[-12:], key=one.key, confirmed=said)


def _said(statement: PersonStatement) -> str:
    words = (
        _("%(who)s, %(when)s: è la stessa persona di un altro richiedente. %(why)s")
        if statement.same
        else _("%(who)s, %(when)s: non è la stessa persona di un altro richiedente. %(why)s")
    )
    return words % {
        "who": str(statement.said_by or _("Qualcuno")),
        "when": moment(statement.said_at),
        "why": statement.why,
    }
