"""What the columns of the register's open data hold, and what each of their codes means."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foia.rules.kinds import KINDS
from foia.rules.outcomes import OUTCOMES
from foia.rules.review import REVIEW_LABELS
from pasocial.office.screens.lists.downloads import Field

COURT = {"granted": _("Ricorso accolto"), "refused": _("Ricorso respinto")}
# The labels of the rules are Italian; `_` looks them up where they are read.
FIELDS = (
    Field("number", _("numero della richiesta come lo scrive la pagina, anno/progressivo")),
    Field("kind", _("tipo di accesso"), {str(kind): _(rules.label) for kind, rules in KINDS.items()}),
    Field("received_on", _("giorno in cui la richiesta è arrivata (AAAA-MM-GG)")),
    Field("subject", _("che cosa è stato chiesto, in parole scritte per tutti")),
    Field("with_parties", _("se c'erano controinteressati (true o false)")),
    Field(
        "outcome",
        _("come è finita"),
        {str(outcome): _(rules.label) for outcome, rules in OUTCOMES.items()},
    ),
    Field("decided_on", _("giorno della decisione (AAAA-MM-GG)")),
    Field("reason", _("sintesi della motivazione")),
    Field(
        "review_outcome",
        _("come è finito il riesame, se c'è stato"),
        {str(outcome): _(label) for outcome, label in REVIEW_LABELS.items()},
    ),
    Field("review_decided_on", _("giorno della decisione sul riesame")),
    Field("court_outcome", _("come è finito il ricorso, se c'è stato"), COURT),
    Field("court_notified_on", _("giorno in cui la sentenza è stata notificata")),
    Field("documents", _("documenti rilasciati a tutti: i loro indirizzi, separati da uno spazio")),
)
