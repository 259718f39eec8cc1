"""Third parties: who they are, where each one's window stands, and the next step to record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foia.backoffice.forms.parties import INTERESTS
from foia.backoffice.showing import Chip
from foia.backoffice.views.case import CasePage, tab
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import GROUNDS
from pasocial.design.presentation import long_day as day


@tab("parti", "foia/backoffice/case_parties.html")
def parties(page: CasePage) -> dict[str, Any]:
    windows = {window.party: window for window in page.case.clock.windows} if page.case.clock else {}
    kind_rules = rules_of(AccessKind(page.request.kind))
    against = ""
    if not kind_rules.parties_notified:
        against = _("L'accesso civico semplice non prevede controinteressati: procedi senza avviso.")
    return {
        "forms": {"aggiungi-parte": page.form("aggiungi-parte")} if page.works and not against else {},
        "parties": [_party(page, party, windows.get(str(party.pk))) for party in page.case.parties],
        "parties_note": against
        or _(
            "Se un terzo rischia un danno concreto, avvisalo: ha 10 giorni per opporsi e intanto il termine si ferma."
        ),
        "parties_against": against,
    }


def _party(page: CasePage, party: Any, window: Any) -> dict[str, Any]:
    interests = dict(INTERESTS)
    ground = GROUNDS.get(party.interest)
    if party.opposed_on:
        late = window is not None and window.opposed_late
        state = Chip(
            _("si è opposto fuori termine") if late else _("si è opposto"), "quiet" if late else "danger"
        )
    elif party.consented_on:
        state = Chip(_("ha dato il consenso"), "success")
    elif not party.notified_on:
        state = Chip(_("da avvisare"), "warning")
    elif not party.notice_received_on:
        state = Chip(_("avvisato, manca la prova di ricezione"), "warning")
    elif window is not None and window.closes_on and window.closes_on >= page.today:
        state = Chip(_("può ancora opporsi"), "info")
    else:
        state = Chip(_("non si è opposto"), "success")
    closes = ""
    if window is not None and window.closes_on and not window.spoke_on:
        closes = _("Può opporsi fino a %(day)s.") % {"day": day(window.closes_on)}
    facts = [
        (_("Contatto"), party.email or party.postal_address),
        (_("Lingua"), party.get_language_display() if party.language != "it" else ""),
        (_("Avviso inviato"), day(party.notified_on)),
        (_("Avviso ricevuto"), day(party.notice_received_on)),
        (_("Opposizione"), day(party.opposed_on)),
        (_("Consenso"), day(party.consented_on)),
        (_("Accoglimento comunicato e ricevuto"), day(party.grant_received_on)),
    ]
    return {
        "name": party.name,
        "interest": str(interests.get(party.interest) or (_(ground.wording) if ground else "")),
        "state": state,
        "window": closes,
        "facts": [(label, value) for label, value in facts if value],
        "opposition": party.opposition,
        "form": page.form("parte", str(party.pk), party=party.pk, on=page.today) if page.works else None,
    }
