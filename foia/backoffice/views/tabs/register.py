"""The public words of the case, with what in them may lead to a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foia.backoffice.presenters import Chip, outcome_label
from foia.backoffice.views.case import CasePage, tab
from foia.forms.register import findings_in
from foia.models import Review
from foia.operations.publication import names_of
from foia.rules.visibility import (
    VisibilityVerb,
    reason_against_proposing,
    reason_against_visibility,
    visibility_of,
)
from pasocial.sentences import long_day as day


def _neutral_subject(page: CasePage) -> str:
    """The topic's words, written by the office for all who ask the same; nothing while they may name somebody."""
    topic = page.case.topic
    if topic is None or topic.title.strip() == page.access_request.subject.strip():
        return ""
    return "" if findings_in([topic.title], names_of(page.access_request)) else topic.title


def _remedy(outcome: str, on: date | None) -> str:
    """How a review or a ruling ended, as the public line tells it."""
    if not outcome:
        return ""
    words = dict(Review.Outcome.choices).get(outcome, outcome)
    return f"{words}, {day(on)}" if on else str(words)


@tab("registro", "foia/backoffice/case_register.html")
def register(page: CasePage) -> dict[str, Any]:
    entry = page.case.register_entry
    if entry is None:
        answered = bool(page.access_request.outcome) and page.access_request.answered_on is not None
        may_propose = page.works and reason_against_proposing(answered=answered) is None
        return {"forms": {"proponi-voce": page.form("proponi-voce")} if may_propose else {}, "entry": None}
    forms: dict[str, Any] = {}
    against = ""
    offered = {
        verb for verb in VisibilityVerb if not reason_against_visibility(visibility_of(entry.state), verb)
    }
    if VisibilityVerb.APPROVE_ENTRY in offered:
        if page.may("foia.publish_register"):
            forms["pubblica-voce"] = page.form(
                "pubblica-voce",
                # Never the citizen's own words: they stand beside, and a person writes the public ones.
                public_subject=entry.public_subject or _neutral_subject(page),
                public_reason=entry.public_reason,
                entry_version=entry.version,
            )
        else:
            against = _("La voce la approva il responsabile della redazione o della trasparenza.")
    elif page.may("foia.publish_register"):
        forms["correggi-voce"] = page.form("correggi-voce", entry_version=entry.version)
        if VisibilityVerb.HIDE_ENTRY in offered:
            forms["togli-voce"] = page.form("togli-voce", entry_version=entry.version)
    tones = {"proposed": "warning", "approved": "success", "hidden": "quiet"}
    facts = [
        (_("Numero"), page.access_request.number),
        (_("Oggetto pubblico"), entry.public_subject),
        (_("Sintesi della motivazione"), entry.public_reason),
        (_("Esito"), outcome_label(entry.outcome)),
        (_("Ricevuta il"), day(entry.received_on)),
        (_("Decisa il"), day(entry.decided_on)),
        (_("Con controinteressati"), _("sì") if entry.with_parties else _("no")),
        (_("Riesame"), _remedy(entry.review_outcome, entry.review_decided_on)),
        (_("Sentenza"), _remedy(entry.court_outcome, entry.court_notified_on)),
    ]
    shown = forms.get("pubblica-voce")
    if shown is not None:
        # What may be cleared has its box in the form.
        excerpts = shown.unclearable
    else:
        found = findings_in([entry.public_subject, entry.public_reason], names_of(page.access_request))
        excerpts = [finding.excerpt for finding in found]
    return {
        "forms": forms,
        "entry": {
            "state": Chip(entry.get_state_display(), tones[entry.state]),
            "facts": [(label, value) for label, value in facts if value],
            "url": reverse("foia:register_entry", args=[entry.slug]) if entry.state == "approved" else "",
            "against": against,
        },
        "asked": {"subject": page.access_request.subject, "body": page.access_request.body},
        "findings": [
            _("«%(excerpt)s» sembra un dato personale: togli o riscrivi.") % {"excerpt": each}
            for each in dict.fromkeys(excerpts)
        ],
    }
