"""Third parties: who they are, where each one's window stands, and what can be done about each now."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foia.backoffice.presenters import Chip
from foia.backoffice.views.case import CasePage, tab
from foia.forms.parties import INTERESTS
from foia.models import Party
from foia.queries.parties import PartyRemedy, leaving_notices, party_cases, remedies_of_party
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import GROUNDS
from foia.rules.party_steps import (
    MEANS_LABELS,
    REMEDY_LABELS,
    Means,
    PartyCase,
    PartyStep,
    RemedyKind,
    reason_against_party_step,
)
from pasocial.cleaning import address_shown
from pasocial.sentences import long_day as day
from pasocial.sentences import say

# What the form of a dated step calls each.
DAYS = {
    "received": PartyStep.NOTE_RECEIPT,
    "opposed": PartyStep.NOTE_OPPOSITION,
    "consented": PartyStep.NOTE_CONSENT,
    "grant_received": PartyStep.NOTE_GRANT_RECEIPT,
}


@tab("parti", "foia/backoffice/case_parties.html")
def parties(page: CasePage) -> dict[str, Any]:
    # Both lists are asked first, so that the rules read them without asking again.
    listed, rows = page.case.parties, page.case.facts
    clock = page.case.clock
    windows = {window.party: window for window in clock.windows} if clock else {}
    leaving = leaving_notices(page.access_request) if listed else []
    cases = party_cases(page.access_request, page.today, leaving, clock.windows if clock else ())
    kind_rules = rules_of(AccessKind(page.access_request.kind))
    against = ""
    if not kind_rules.parties_notified:
        against = _("L'accesso civico semplice non prevede controinteressati: procedi senza avviso.")
    return {
        "forms": {"aggiungi-parte": page.form("aggiungi-parte")} if page.works and not against else {},
        "parties": [
            _party(
                page, party, windows.get(str(party.pk)), cases[party.pk], remedies_of_party(rows, party.pk)
            )
            for party in listed
        ],
        "parties_note": against
        or _(
            "Se un terzo rischia un danno concreto, avvisalo: ha 10 giorni per opporsi e intanto il termine si ferma."
        ),
        "parties_against": against,
    }


def _party(
    page: CasePage, party: Party, window: Any, case: PartyCase, remedies: list[PartyRemedy]
) -> dict[str, Any]:
    ground = GROUNDS.get(party.interest)
    closes = ""
    if window is not None and window.closes_on and not window.spoke_on:
        closes = _("Può opporsi fino a %(day)s.") % {"day": day(window.closes_on)}
    sent = {fact.kind: fact for fact in page.case.facts if fact.party_id == party.pk}
    facts = [
        (_("Contatto"), address_shown(party.email) or party.postal_address),
        (_("Lingua"), party.get_language_display() if party.language != "it" else ""),
        (_("Avviso inviato"), _how(party.notified_on, sent.get(FactKind.PARTY_NOTICE_SENT))),
        (_("Avviso ricevuto"), day(party.notice_received_on)),
        (_("Opposizione"), day(party.opposed_on)),
        (_("Consenso"), day(party.consented_on)),
        (_("Accoglimento comunicato"), _how(case.told_on, sent.get(FactKind.GRANT_NOTICE_SENT))),
        (_("Accoglimento comunicato e ricevuto"), day(party.grant_received_on)),
        *((_remedy_name(one), _remedy_days(one)) for one in remedies),
    ]
    return {
        "name": party.name,
        "interest": str(dict(INTERESTS).get(party.interest) or (_(ground.wording) if ground else "")),
        "state": _state(page, party, window, case),
        "window": closes,
        "facts": [(label, value) for label, value in facts if value],
        "opposition": party.opposition,
        "acts": _acts(page, party, case, remedies) if page.works else None,
    }


def _how(on: Any, fact: Any) -> str:
    """A day, and how what left on it left: from here, or by other means with its number."""
    if not on:
        return ""
    detail = fact.detail if fact is not None else {}
    means = detail.get("means", "")
    words = [day(on), _(MEANS_LABELS[Means(means)]) if means in Means._value2member_map_ else ""]
    if detail.get("number"):
        words.append(_("n. %(number)s") % {"number": detail["number"]})
    return ", ".join(str(word) for word in words if word)


def _remedy_name(one: PartyRemedy) -> str:
    known = one.remedy in RemedyKind._value2member_map_
    return _(REMEDY_LABELS[RemedyKind(one.remedy)]) if known else _("Riesame o ricorso")


def _remedy_days(one: PartyRemedy) -> str:
    if one.closed_on is None:
        return _("notificato %(day)s, in corso") % {"day": day(one.served_on)}
    words = _("notificato %(day)s, concluso %(end)s")
    return words % {"day": day(one.served_on), "end": day(one.closed_on)}


def _state(page: CasePage, party: Party, window: Any, case: PartyCase) -> Chip:
    if case.open_remedies:
        return Chip(_("contesta l'accoglimento: i documenti non partono"), "danger")
    if party.opposed_on:
        late = window is not None and window.opposed_late
        return Chip(
            _("si è opposto fuori termine") if late else _("si è opposto"), "quiet" if late else "danger"
        )
    if party.consented_on:
        return Chip(_("ha dato il consenso: non si aspetta altro"), "success")
    if case.leaving_at is not None:
        return Chip(_("avviso in partenza"), "info")
    if not party.notified_on:
        return Chip(_("da avvisare"), "warning")
    if not party.notice_received_on:
        return Chip(_("avvisato, manca la prova di ricezione"), "warning")
    if window is not None and window.closes_on and window.closes_on >= page.today:
        return Chip(_("può ancora opporsi"), "info")
    return Chip(_("non si è opposto"), "success")


def _acts(page: CasePage, party: Party, case: PartyCase, remedies: list[PartyRemedy]) -> dict[str, Any]:
    """What can be done about this party now, each with its form, or why not."""
    against = {step: say(reason_against_party_step(case, step, page.now)) for step in PartyStep}
    mark = str(party.pk)
    acts: dict[str, Any] = {
        "preview_url": reverse("foia_staff:party_notice", args=[page.access_request.pk, party.pk]),
        "letter_url": reverse("foia_staff:party_letter", args=[page.access_request.pk, party.pk]),
        "against_sending": against[PartyStep.SEND_NOTICE],
        "to_notify": not case.notified and case.leaving_at is None,
    }
    if not against[PartyStep.NOTE_NOTICE]:
        acts["sent"] = page.form("avviso-inviato", mark, party=party.pk)
    if not against[PartyStep.NOTE_GRANT_NOTICE]:
        acts["told"] = page.form("accoglimento-comunicato", mark, party=party.pk)
    days = {name for name, step in DAYS.items() if not against[step]}
    if days:
        acts["day"] = page.form("parte", mark, party=party.pk)
        acts["day"].offer(days)
    if not against[PartyStep.NOTE_REMEDY]:
        acts["remedy"] = page.form("rimedio", mark, party=party.pk)
    if not against[PartyStep.CLOSE_REMEDY]:
        acts["closing"] = page.form("rimedio-concluso", mark, party=party.pk)
        acts["closing"].offer(
            [
                (str(one.reference), f"{_remedy_name(one)}, {day(one.served_on)}")
                for one in remedies
                if one.closed_on is None
            ]
        )
    return acts
