"""The board of recurring topics: those to decide first, then what is rising."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.backoffice.views.topics.chips import state_chips
from foia.backoffice.views.topics.quality import standing_words
from foia.models import Topic
from foia.queries import quality
from foia.queries import topics as queries
from pasocial.design.shell import Link
from pasocial.office.people.members.policy import may
from pasocial.office.screens.lists.cells import Row, Title
from pasocial.office.screens.lists.pages import DeskList, Nothing
from pasocial.office.screens.lists.rules import Column, FiltersInForce, OneOf, View, Words

ANY = ("", gettext_lazy("Qualunque"))


class Board(DeskList):
    """Flagged and undecided first, then what is rising."""

    code = "foia.topics"
    url_name = "foia_staff:topics"
    permission = "foia.read_topics"
    template = "foia/backoffice/topics.html"
    title = gettext_lazy("Temi ricorrenti")
    unit = gettext_lazy("temi")
    columns = (
        Column(gettext_lazy("Tema")),
        Column(gettext_lazy("Stato")),
        Column(gettext_lazy("Persone nell'anno"), "persons"),
        Column(gettext_lazy("Richieste in tutto"), "requests"),
        Column(gettext_lazy("Ultima richiesta"), "last"),
    )
    views = (
        View("all", gettext_lazy("Tutti")),
        View("open", gettext_lazy("Da decidere"), {"segnalazione": "hard", "decisione": "open"}),
        View("soft", gettext_lazy("Da osservare"), {"segnalazione": "soft"}),
        View("publish", gettext_lazy("Da pubblicare"), {"decisione": "publish"}),
        View("published", gettext_lazy("Pubblicati"), {"decisione": "published"}),
        View("not", gettext_lazy("Non pubblicati"), {"decisione": "not"}),
    )
    filters = (
        Words(gettext_lazy("Cerca un tema")),
        OneOf("segnalazione", gettext_lazy("Segnalazione"), (ANY, *Topic.Flag.choices)),
        OneOf(
            "decisione",
            gettext_lazy("Decisione"),
            (
                ANY,
                ("open", gettext_lazy("Da decidere")),
                *Topic.Choice.choices,
                ("published", gettext_lazy("Pubblicato")),
            ),
        ),
    )
    sorts = queries.BOARD_ORDERS
    nothing = nothing_found = Nothing(
        gettext_lazy("Nessun tema qui"),
        gettext_lazy(
            "Un tema nasce quando qualcuno conferma che due richieste chiedono la stessa cosa, dalla scheda "
            "«Simili» di una richiesta."
        ),
        "horn",
    )

    def lead(self) -> str:
        return _(
            "Quando più di tre persone diverse chiedono la stessa cosa nello spazio di un anno, va deciso se "
            "pubblicarla per tutti."
        )

    def actions(self) -> list[Link]:
        links = [
            Link(_("Come vanno"), reverse("foia_staff:topics_trend"), icon="chart-line"),
            Link(
                _("Quanto sono buone le proposte"), reverse("foia_staff:topics_quality"), icon="check-circle"
            ),
        ]
        if may(self.user, "foia.work"):
            links += [
                Link(_("Proposte"), reverse("foia_staff:topic_proposals"), icon="list"),
                Link(_("Apri un tema"), reverse("foia_staff:start_topic"), icon="plus"),
            ]
        return links

    @cached_property
    def standing(self) -> str:
        return standing_words(quality.holding())

    @cached_property
    def living(self) -> QuerySet[Topic]:
        return queries.living()

    def counts(self) -> Mapping[str, int]:
        return queries.board_counts(self.living)

    def matching(self, asked: FiltersInForce) -> QuerySet[Topic]:
        return queries.on_board(self.living, queries.BoardFilters.from_query(asked.values))

    def rows(self, shown: list[Topic]) -> list[Row]:
        return [
            Row(
                topic.pk,
                f"{self.here}{topic.pk}/",
                (
                    Title(topic.title),
                    state_chips(topic, topic.published, self.today),  # type: ignore[attr-defined]
                    topic.persons_in_window,
                    topic.requests_total,
                    topic.last_asked_on,
                ),
            )
            for topic in shown
        ]
