"""The register as staff see it: lines waiting for approval, public ones, and those taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foia.backoffice.presenters import outcome_label
from foia.models import RegisterEntry
from foia.queries import register
from foia.rules.disclosure import personal_data_in
from pasocial.design.shell import Link
from pasocial.office.screens.lists.cells import Badge, Row, Title
from pasocial.office.screens.lists.pages import DeskList, Nothing
from pasocial.office.screens.lists.rules import Column, FiltersInForce, OneOf, View, Words


class RegisterQueue(DeskList):
    """Oldest proposal first: the register is updated at least every quarter (C2 §9)."""

    code = "foia.register"
    url_name = "foia_staff:register_queue"
    permission = "foia.read"
    title = gettext_lazy("Registro degli accessi")
    unit = gettext_lazy("voci")
    columns = (
        Column(gettext_lazy("Richiesta")),
        Column(gettext_lazy("Esito")),
        Column(gettext_lazy("Decisa il"), "decided"),
        Column(gettext_lazy("Controllo dei dati personali")),
    )
    views = (
        View("proposed", gettext_lazy("Da approvare")),
        View("approved", gettext_lazy("Pubblicate"), {"stato": "approved"}),
        View("hidden", gettext_lazy("Tolte"), {"stato": "hidden"}),
    )
    filters = (
        Words(gettext_lazy("Cerca nel registro")),
        OneOf(
            "stato",
            gettext_lazy("Stato"),
            (
                ("", gettext_lazy("Da approvare")),
                ("approved", gettext_lazy("Pubblicate")),
                ("hidden", gettext_lazy("Tolte")),
            ),
        ),
    )
    sorts = {
        "proposed": ("proposed_at", "id"),
        "decided": ("decided_on", "id"),
        "-decided": ("-decided_on", "-id"),
    }
    nothing = nothing_found = Nothing(
        gettext_lazy("Nessuna voce qui"),
        gettext_lazy(
            "Le voci nascono da sole quando una risposta parte, e aspettano qui che qualcuno le approvi."
        ),
    )

    def lead(self) -> str:
        return _("Nel registro pubblico compaiono solo parole scritte apposta e approvate da una persona.")

    def actions(self) -> list[Link]:
        return [Link(_("Vedi il registro pubblico"), reverse("foia:register"), icon="external-link")]

    def counts(self) -> Mapping[str, int]:
        return register.queue_counts()

    @property
    def order(self) -> Sequence[str]:
        """What was decided is read from its newest on."""
        decided = self.asked.get("stato") and not self.asked.sort
        return self.sorts["-decided"] if decided else super().order

    def matching(self, asked: FiltersInForce) -> QuerySet[RegisterEntry]:
        return register.queue(state=asked.get("stato") or RegisterEntry.State.PROPOSED, words=asked.get("q"))

    def rows(self, shown: list[RegisterEntry]) -> list[Row]:
        return [
            Row(
                entry.pk,
                reverse("foia_staff:case_tab", args=[entry.request_id, "registro"]),
                (
                    # Only words meant for the public are judged; the citizen's own tell staff which case it is.
                    Title(entry.public_subject or entry.request.subject, entry.request.number),
                    outcome_label(entry.outcome),
                    entry.decided_on,
                    _findings(entry),
                ),
            )
            for entry in shown
        ]


def _findings(entry: RegisterEntry) -> Badge:
    """What looks like personal data in the words for the public, or that they are still to be written."""
    public = f"{entry.public_subject}\n{entry.public_reason}"
    found = len(personal_data_in(public, register.names_behind(entry)))
    if found:
        words = ngettext("%(n)d dato personale possibile", "%(n)d dati personali possibili", found)
        return Badge(words % {"n": found}, "danger", "warning-circle")
    if not entry.public_subject:
        return Badge(_("oggetto pubblico da scrivere"), "danger", "warning-circle")
    return Badge(_("nessun dato personale trovato"), "success")
