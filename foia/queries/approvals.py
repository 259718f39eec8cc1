"""What the office's approvals ask about a decision: its version, what an approver reads, where it is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foia.models import Decision
from foia.queries.decisions import items_of
from foia.rules.outcomes import OUTCOMES, Outcome, released_count

# The kind of approval and of departure, see foia.desk.
DECISION = "foia.decision"


def decision_version(thing: int) -> str:
    return version_of(Decision.objects.get(pk=thing))


def version_of(decision: Decision) -> str:
    """Changes with every rewriting of the decision and of its rows."""
    return str(decision.version)


def shown_decision(thing: int) -> list[tuple[str, str]]:
    """What is signed, in pairs of words; nothing about who asked."""
    decision = (
        Decision.objects.select_related("request", "drafted_by").prefetch_related("items").get(pk=thing)
    )
    items = items_of(decision)
    given = released_count(items)
    withheld = len(items) - given
    return [
        (_("Richiesta"), f"{decision.request.number}: {decision.request.subject}"),
        (_("Esito"), _(OUTCOMES[Outcome(decision.outcome)].label)),
        (_("Motivazione"), decision.reasons),
        (_("Dati nella lettera"), decision.answer_text),
        (
            _("Documenti"),
            ", ".join(
                [
                    ngettext("%(n)d rilasciato", "%(n)d rilasciati", given) % {"n": given},
                    ngettext("%(n)d non rilasciato", "%(n)d non rilasciati", withheld) % {"n": withheld},
                ]
            )
            if items
            else "",
        ),
        (_("Preparata da"), str(decision.drafted_by or "—")),
    ]


def decision_place(thing: int) -> str:
    request_id = Decision.objects.values_list("request_id", flat=True).get(pk=thing)
    return f"/redazione/foia/richieste/{request_id}/decisione/#approva"
