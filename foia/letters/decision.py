"""The decision as a letter: outcome, reasons, what is given, what is withheld and why, and the remedies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from foia.letters.courtesy import in_language
from foia.models import AccessRequest, Decision
from foia.queries.decisions import items_of, remedies_of
from foia.queries.protocol import protocol_of, responsible_for
from foia.rules.facts import Basis
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.outcomes import GROUNDS, OUTCOMES, Disclosure, ItemDraft, Outcome
from foia.rules.reopening import BASIS_WORDS
from pasocial.office.files.papers.paper import known, paragraphs, pdf, sender
from pasocial.sentences import show
from pasocial.timekeeping import local_date

TEMPLATE = Path(__file__).with_name("decision.typ")


def decision_letter(request: AccessRequest, decision: Decision, at: datetime) -> bytes:
    """The PDF of the decision, in the language of the request. The remedies come from the rules."""
    words = in_language(request.language, lambda: _words(request, decision, at))
    return pdf(TEMPLATE, {**words, "language": request.language}, at)


def _words(request: AccessRequest, decision: Decision, at: datetime) -> dict[str, Any]:
    outcome = OUTCOMES[Outcome(decision.outcome)]
    rules = rules_of(AccessKind(request.kind))
    title = (
        _("Nuova decisione sulla richiesta %(number)s")
        if decision.number > 1
        else _("Risposta alla richiesta %(number)s")
    ) % {"number": request.number}
    items = items_of(decision)
    who = request.applicant
    published = urljoin(settings.SITE_URL, decision.publication_url) if decision.publication_url else ""
    return {
        "title": title,
        "number": request.number,
        "sender": sender(),
        "footer": title,
        "to": [line for line in (who.name, who.organisation, who.postal_address) if line]
        or [who.email_shown or "—"],
        "summary": [
            [_("Numero della richiesta"), request.number],
            *known(_("Protocollo"), protocol_of(request)),
            [_("Oggetto"), request.subject],
            [_("Tipo di accesso"), f"{_(rules.label)} ({rules.base})"],
            [_("Ricevuta"), str(show(request.received_on))],
            [_("Decisione"), str(show(local_date(at)))],
            *known(_("Responsabile del procedimento"), responsible_for(request)),
        ],
        "earlier": tie_to_former(request, decision),
        "outcome": {
            "label": _("Esito: %(outcome)s") % {"outcome": _(outcome.label)},
            "meaning": _(outcome.meaning),
            "until": _until(decision),
        },
        "reasons": paragraphs(decision.reasons),
        "transience": paragraphs(decision.transience) if decision.outcome == Outcome.DEFERRED else [],
        "answer": paragraphs(decision.answer_text),
        "published": published,
        "released": [{"title": item.title, "note": _released_note(item)} for item in items if item.released],
        "withheld": [_withheld(item) for item in items if item.partial or not item.released],
        "remedies": [
            {"title": _(remedy.title), "sentence": remedy.text(_, show), "source": remedy.source}
            for remedy in remedies_of(request, decision)
        ],
        "signed": {
            "on": str(show(at)),
            "role": _("Responsabile della decisione"),
            "name": str(decision.approved_by or ""),
        },
        "words": {
            "reasons": _("Motivazione"),
            "answer": _("Le informazioni che hai chiesto"),
            "published": _("Li trovi pubblicati qui:"),
            "released": _("Documenti che ricevi"),
            "withheld": _("Che cosa non ricevi, e perché"),
            "remedies": _("Che cosa puoi fare se non sei d'accordo"),
        },
    }


def tie_to_former(request: AccessRequest, decision: Decision) -> str:
    """What this decision is to the one before it, and why it exists; nothing for a first one."""
    if decision.number == 1:
        return ""
    former = request.decisions.filter(number=decision.number - 1, sent_at__isnull=False).first()
    if former is None or former.sent_at is None:
        return ""
    words = (
        _("Questa decisione integra quella di %(day)s, che resta valida, %(why)s.")
        if decision.effect == Decision.Effect.EXTENDS
        else _("Questa decisione sostituisce quella di %(day)s, %(why)s.")
    )
    why = BASIS_WORDS[Basis(decision.basis)] if decision.basis else BASIS_WORDS[Basis.OWN_ERROR]
    return words % {"day": show(local_date(former.sent_at)), "why": _(why)}


def _until(decision: Decision) -> str:
    if decision.outcome != Outcome.DEFERRED:
        return ""
    if decision.deferred_until:
        return _("Differita fino a %(day)s.") % {"day": show(decision.deferred_until)}
    return _("Differita fino a: %(event)s.") % {"event": decision.deferred_event}


def _released_note(item: ItemDraft) -> str:
    if item.partial:
        return _("con parti oscurate")
    return _("reso pubblico per tutti") if item.disclosure is Disclosure.PUBLIC else ""


def _withheld(item: ItemDraft) -> dict[str, str]:
    ground = GROUNDS.get(item.ground)
    return {
        "title": item.title,
        "note": _("le parti oscurate") if item.released else "",
        "ground": _(ground.wording) if ground else "",
        "article": ground.article if ground else "",
        "reason": item.reason,
    }
