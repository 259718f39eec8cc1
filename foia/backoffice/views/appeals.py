"""What the tab of remedies says of the ombudsman and of the court, and the next step there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from foia.queries.deadlines import legal_facts, standing
from foia.rules.clock import OmbudsmanClock
from foia.rules.facts import FactKind
from foia.rules.kinds import AccessKind
from foia.rules.legal_steps import court_pending
from foia.rules.ombudsman import STAGE_LABELS, Stage, stage_of
from foia.rules.states import State
from pasocial.sentences import day as short_day
from pasocial.sentences import long_day as day
from pasocial.sentences import shown_lines

if TYPE_CHECKING:
    from foia.backoffice.views.case import CasePage


def shown(page: CasePage) -> dict[str, Any]:
    """`forms` of the steps that are next, `ombudsman` and `court` as they stand; forms only for whoever may."""
    facts = legal_facts(page.case.facts)
    stage = stage_of(facts)
    served = court_pending(facts)
    forms: dict[str, Any] = {}
    access_request = page.access_request
    over = access_request.state in (State.WITHDRAWN, State.TRANSFERRED)
    due_on = access_request.first_due_on or access_request.due_on
    contested = access_request.answered_on is not None or (due_on is not None and due_on < page.today)
    if page.may("foia.reopen") and not over and contested:
        if stage is Stage.ASKED:
            forms["pronuncia-difensore"] = page.form("pronuncia-difensore", on=page.today)
        elif stage is Stage.FOUND:
            if not _granted(page.case.ombudsman, page):
                forms["conferma-rifiuto"] = page.form("conferma-rifiuto")
        elif access_request.kind != AccessKind.SIMPLE_CIVIC:
            forms["difensore-civico"] = page.form("difensore-civico", on=page.today)
        if served is None:
            forms["ricorso-notificato"] = page.form("ricorso-notificato", on=page.today)
    return {
        "forms": forms,
        "ombudsman": _ombudsman(page, stage),
        "court": _court(page) if served is not None else None,
    }


def ombudsman_clock(page: CasePage) -> dict[str, Any] | None:
    """The second clock of the deadline card, while the appeal waits for somebody."""
    clock = page.case.ombudsman
    stage = stage_of(legal_facts(page.case.facts)) if clock is not None else None
    if clock is None or stage not in (Stage.ASKED, Stage.FOUND):
        return None
    ours = stage is Stage.FOUND
    due_on = clock.confirm_by if ours and clock.confirm_by else clock.due_on
    notes = [_("Decide il difensore civico.")]
    if ours:
        notes = [_("Confermiamo il rifiuto con i motivi, o l'accesso è concesso.")]
    if _granted(clock, page) and clock.granted_from is not None:
        notes = [
            _("Nessuno ha confermato il rifiuto: l'accesso è concesso dal %(day)s.")
            % {"day": short_day(clock.granted_from)}
        ]
    return {
        "title": _("Conferma del rifiuto") if ours else _("Ricorso al difensore civico"),
        "due_on": due_on,
        "days_left": (due_on - page.today).days,
        "note": notes[0],
        "lines": shown_lines(clock.lines),
    }


def _granted(clock: OmbudsmanClock | None, page: CasePage) -> bool:
    return clock is not None and clock.granted_on(page.today)


def _ombudsman(page: CasePage, stage: Stage | None) -> dict[str, Any] | None:
    clock = page.case.ombudsman
    if clock is None or stage is None:
        return None
    told = _last(page, FactKind.OMBUDSMAN_TOLD_US)
    facts = [
        (_("Ricorso presentato"), day(clock.filed_on)),
        (_("Il difensore civico decide entro"), day(clock.due_on)),
        (_("Rifiuto ritenuto illegittimo, comunicato"), day(told.on) if told is not None else ""),
        (_("Conferma del rifiuto entro"), day(clock.confirm_by) if clock.confirm_by else ""),
        (_("Rifiuto confermato"), day(clock.confirmed_on) if clock.confirmed_on else ""),
    ]
    return {
        "stage": _(STAGE_LABELS[stage]),
        "facts": [(label, value) for label, value in facts if value],
        "why": str(told.detail.get("why", "")) if told is not None else "",
    }


def _court(page: CasePage) -> dict[str, Any]:
    served = _last(page, FactKind.COURT_SERVED)
    assert served is not None  # it is pending
    return {"facts": [(_("Notificato"), day(served.on))], "why": str(served.detail.get("why", ""))}


def _last(page: CasePage, kind: FactKind) -> Any:
    found = [row for row in standing(page.case.facts) if row.kind == kind]
    return found[-1] if found else None
