"""All that the citizen's page shows of her request, and nothing the office keeps to itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.letters import tie_to_former
from foia.models import AccessRequest
from foia.models.recorded_fact import VOIDED
from foia.queries.deadlines import standing
from foia.queries.own_case import HerDecision, HerMessage, OwnCase
from foia.rules.clock import Clock, DutyClock, FactKind
from foia.rules.kinds import rules_of
from foia.rules.ombudsman import Stage
from foia.rules.outcomes import OUTCOMES, Outcome
from foia.rules.reopening import BASIS_WORDS
from foia.rules.states import STATE_LABELS, State
from pasocial.office.files.attachments import queries as stored_files
from pasocial.sentences import say, show, shown_lines
from pasocial.timekeeping.zone import local_date

_OUTCOME_TONES = {
    Outcome.GRANTED: "success",
    Outcome.PARTLY_GRANTED: "warning",
    Outcome.DEFERRED: "warning",
    Outcome.REFUSED: "danger",
    Outcome.INADMISSIBLE: "danger",
    Outcome.UNRECEIVABLE: "danger",
    Outcome.TRANSFERRED: "info",
    Outcome.WITHDRAWN: "neutral",
}
# The office's inner steps are one thing to a citizen: it is being worked on.
_PLAIN_STATES = {
    State.RECEIVED: gettext_lazy("Ricevuta"),
    State.NEEDS_IDENTIFICATION: gettext_lazy("Aspettiamo il tuo nome"),
    State.AWAITING_PARTIES: gettext_lazy("Aspettiamo le persone interessate"),
    State.IN_PROGRESS: gettext_lazy("In lavorazione"),
    State.AWAITING_APPROVAL: gettext_lazy("In lavorazione"),
    State.APPROVED: gettext_lazy("In lavorazione"),
    State.STANDSTILL: gettext_lazy("In lavorazione"),
}
_NEXT = {
    State.RECEIVED: gettext_lazy("Una persona dell'ufficio sta per prendere in carico la richiesta."),
    State.NEEDS_IDENTIFICATION: gettext_lazy("Scrivi il tuo nome qui sopra: poi l'ufficio può continuare."),
    State.IN_PROGRESS: gettext_lazy(
        "L'ufficio cerca i documenti e prepara la risposta. Se serve qualcosa ti scrive qui."
    ),
    State.AWAITING_PARTIES: gettext_lazy(
        "I documenti riguardano anche altre persone: le abbiamo avvisate "
        "e hanno dieci giorni per dire la loro."
    ),
    State.AWAITING_APPROVAL: gettext_lazy("La risposta è scritta e la sta controllando chi la firma."),
    State.APPROVED: gettext_lazy("La risposta è firmata e sta per partire."),
    State.STANDSTILL: gettext_lazy(
        "La richiesta è accolta, ma una persona si era opposta: "
        "per legge i documenti partono dopo quindici giorni."
    ),
}
_NOW = {
    State.RECEIVED: gettext_lazy("Aspetta di essere presa in carico"),
    State.IN_PROGRESS: gettext_lazy("L'ufficio prepara la risposta"),
    State.AWAITING_APPROVAL: gettext_lazy("La risposta è da firmare"),
    State.APPROVED: gettext_lazy("La risposta sta per partire"),
}
_HAPPENED = {
    FactKind.FILED: (gettext_lazy("Hai presentato la richiesta"), "inbox"),
    FactKind.IDENTIFIED: (gettext_lazy("Hai detto chi sei"), "user"),
    FactKind.RECEIVED_FROM_OTHER_BODY: (
        gettext_lazy("È arrivata a noi da un'altra amministrazione"),
        "inbox",
    ),
    FactKind.FORWARDED_INSIDE: (gettext_lazy("È passata all'ufficio che ha i documenti"), "arrow-right"),
    FactKind.CLARIFICATION_ASKED: (gettext_lazy("Ti abbiamo chiesto di precisare"), "comment"),
    FactKind.CLARIFIED: (gettext_lazy("Hai precisato la richiesta"), "comment"),
    FactKind.GAP_NOTICE: (gettext_lazy("Ti abbiamo segnalato che manca qualcosa"), "warning-circle"),
    FactKind.GAP_COMPLETED: (gettext_lazy("Hai completato la richiesta"), "check"),
    FactKind.EXTENSION_NOTIFIED: (gettext_lazy("Ti abbiamo avvisato che il termine si allunga"), "clock"),
    FactKind.PARTY_NOTICE_SENT: (
        gettext_lazy("Abbiamo avvisato chi può essere toccato dalla richiesta"),
        "user",
    ),
    FactKind.ANSWERED: (gettext_lazy("Ti abbiamo risposto"), "check-circle"),
    FactKind.TRANSFERRED_AWAY: (
        gettext_lazy("L'abbiamo mandata all'amministrazione competente"),
        "arrow-right",
    ),
    FactKind.WITHDRAWN: (gettext_lazy("Hai ritirato la richiesta"), "close"),
    FactKind.REVIEW_FILED: (gettext_lazy("Hai chiesto il riesame"), "refresh"),
    FactKind.GARANTE_ASKED: (gettext_lazy("Abbiamo chiesto il parere del Garante privacy"), "lock"),
    FactKind.GARANTE_ANSWERED: (gettext_lazy("È arrivato il parere del Garante privacy"), "lock"),
    FactKind.REVIEW_DECIDED: (gettext_lazy("Il riesame è deciso"), "check-circle"),
    FactKind.REOPENED_BY_REVIEW: (gettext_lazy("Riesame accolto: l'ufficio decide di nuovo"), "refresh"),
    FactKind.REOPENED_BY_OMBUDSMAN: (
        gettext_lazy("Il difensore civico ti dà ragione: l'ufficio decide di nuovo"),
        "refresh",
    ),
    FactKind.REOPENED_BY_COURT: (
        gettext_lazy("Il giudice ti dà ragione: l'ufficio decide di nuovo"),
        "refresh",
    ),
    FactKind.REOPENED_BY_US: (
        gettext_lazy("L'ufficio ha trovato un errore e decide di nuovo"),
        "refresh",
    ),
    FactKind.OMBUDSMAN_FILED: (gettext_lazy("Sei andato dal difensore civico"), "refresh"),
    FactKind.OMBUDSMAN_TOLD_US: (
        gettext_lazy("Il difensore civico ritiene illegittimo il rifiuto: l'ufficio lo conferma o lo supera"),
        "refresh",
    ),
    FactKind.REFUSAL_CONFIRMED: (gettext_lazy("L'ufficio ha confermato il rifiuto, con i motivi"), "close"),
    FactKind.COURT_SERVED: (gettext_lazy("Hai fatto ricorso al giudice"), "refresh"),
    FactKind.REJECTED_BY_OMBUDSMAN: (
        gettext_lazy("Il difensore civico ha respinto il tuo ricorso: la decisione resta"),
        "close",
    ),
    FactKind.REJECTED_BY_COURT: (
        gettext_lazy("Il giudice ha respinto il tuo ricorso: la decisione resta"),
        "close",
    ),
    FactKind.ANSWERED_AGAIN: (gettext_lazy("Ti abbiamo mandato la nuova decisione"), "check-circle"),
}


@dataclass(frozen=True)
class Entry:
    """One step of the timeline."""

    title: str
    when: str
    icon: str
    state: str = "done"
    text: str = ""


def case_page(access_request: AccessRequest, at: datetime) -> dict[str, Any]:
    """The page's context: what the query gives, in words and addresses."""
    own = OwnCase(access_request, local_date(at))
    clock, again, state = own.clock, own.again, own.state
    return {
        "case": access_request,
        "kind_name": _(rules_of(own.kind).label),
        "state": str(state),
        "state_label": str(_PLAIN_STATES.get(state, _(STATE_LABELS[state]))),
        "state_tone": "danger" if own.late else "info",
        "outcome_label": _(OUTCOMES[own.outcome].label)
        if own.outcome and state is not State.WITHDRAWN
        else "",
        "outcome_tone": _OUTCOME_TONES[own.outcome] if own.outcome else "neutral",
        "clock": again or clock,
        "clock_state": _clock_state(clock, again),
        "clock_note": _("Termine della nuova decisione.") if again else _clock_note(clock),
        "lines": shown_lines((again or clock).lines),
        "second_clock": _ombudsman(own),
        "again": _why_again(again) if again else "",
        "late": own.late,
        "timeline": _timeline(own),
        "next_words": str(_NEXT.get(state, "")),
        "decision": _shown_decision(own, own.decision) if own.decision else None,
        "earlier_decisions": [_shown_decision(own, former) for former in own.decisions[1:]],
        "remedies": [
            {"title": _(one.remedy.title), "text": say(one.remedy), "source": one.remedy.source}
            for one in own.remedies
        ],
        "review": own.review,
        "rating": own.rating,
        "unhappy": own.is_unhappy,
        "messages_both": [_shown_message(own, one) for one in own.messages],
        "own_files": [_shown_file(access_request, stored) for stored in own.handed_in],
        "public_answer": own.public_answer,
        "register_url": reverse("foia:register_entry", args=[own.register_line.slug])
        if own.register_line
        else "",
        "needs_identification": "identify" in own.may,
        "may_write": "write" in own.may,
        "may_withdraw": "withdraw" in own.may,
        "may_rate": "rate" in own.may,
        "may_ask_review": "ask_review" in own.may,
    }


def _ombudsman(own: OwnCase) -> dict[str, Any] | None:
    """While the ombudsman, or our confirmation after her finding, is awaited: whose turn it is and until when."""
    if own.ombudsman is None:
        return None
    clock, stage = own.ombudsman
    ours = stage is Stage.FOUND and clock.confirm_by is not None
    due_on = clock.confirm_by if ours and clock.confirm_by else clock.due_on
    return {
        "title": _("Ricorso al difensore civico"),
        "due_on": due_on,
        "days_left": (due_on - own.today).days,
        "note": _("Entro questo giorno l'ufficio conferma il rifiuto con i motivi, o l'accesso è concesso.")
        if ours
        else _("Entro questo giorno si pronuncia il difensore civico."),
        "lines": shown_lines(clock.lines),
    }


def _clock_state(clock: Clock, again: DutyClock | None) -> str:
    if again is not None:
        return "running"
    return "stopped" if clock.ended_on else "paused" if clock.paused else "running"


def _why_again(again: DutyClock) -> str:
    words = _("L'ufficio decide di nuovo sulla tua richiesta, %(why)s. La nuova decisione è dovuta %(day)s.")
    return words % {"why": _(BASIS_WORDS[again.basis]), "day": show(again.due_on)}


def _clock_note(clock: Clock) -> str:
    if clock.ended_on:
        words = (
            _("Conclusa %(day)s, nel termine.") if clock.on_time else _("Conclusa %(day)s, dopo il termine.")
        )
        return words % {"day": show(clock.ended_on)}
    if clock.late:
        return _("Il termine è passato e la risposta è ancora dovuta.")
    return ""


def _timeline(own: OwnCase) -> list[Entry]:
    clock, again, state = own.clock, own.again, own.state
    done: list[tuple[date, Entry]] = []
    seen: set[tuple[str, date]] = set()
    rows = own.facts
    wrong = {row.pk: row for row in rows}
    for row in standing(rows):
        words = _HAPPENED.get(row.kind)  # type: ignore[call-overload]
        if words is None or (row.kind, row.on) in seen:
            continue
        seen.add((row.kind, row.on))
        former = wrong.get(row.voids_id or 0)
        text = (
            _("Giorno corretto: prima risultava %(day)s.") % {"day": show(former.on)}
            if former is not None and former.on != row.on
            else ""
        )
        done.append((row.on, Entry(str(words[0]), str(show(row.on)), words[1], text=text)))
    for row in rows:
        if row.kind == VOIDED and (words := _HAPPENED.get(wrong[row.voids_id or 0].kind)) is not None:  # type: ignore[call-overload]
            text = _("Registrato per errore: non è accaduto.")
            done.append((row.on, Entry(str(words[0]), str(show(row.on)), "close", "void", text)))
    entries = [entry for _on, entry in sorted(done, key=lambda one: one[0])]
    if clock.ended_on is None or again is not None:
        now = _NOW.get(state) or _PLAIN_STATES.get(state) or _(STATE_LABELS[state])
        entries.append(Entry(str(now), "", "pencil", "current"))
        owed = _("Nuova decisione dovuta") if again else _("Risposta dovuta")
        due_on = (again or clock).owed_by
        when = str(show(due_on)) if due_on else _("quando la richiesta è completata")
        entries.append(Entry(owed, when, "flag", "coming"))
    elif state is State.UNDER_REVIEW:
        entries.append(
            Entry(_("Il responsabile della trasparenza riguarda la decisione"), "", "refresh", "current")
        )
    return entries


def _shown_decision(own: OwnCase, hers: HerDecision) -> dict[str, Any]:
    decision, outcome = hers.decision, hers.outcome
    tone = _OUTCOME_TONES[outcome]
    return {
        "number": decision.number,
        "sent_on": local_date(decision.sent_at) if decision.sent_at else None,
        "tie": tie_to_former(own.request, decision),
        "label": _(OUTCOMES[outcome].label),
        "meaning": _(OUTCOMES[outcome].meaning),
        "tone": {"danger": "warning", "neutral": "info"}.get(tone, tone),
        "reasons": decision.reasons,
        "answer_text": decision.answer_text,
        "publication_url": hers.publication_url,
        "deferred_until": decision.deferred_until,
        "withheld": [
            {
                "title": item.title,
                "partial": item.partial,
                "ground": _(item.ground) if item.ground else "",
                "reason": item.reason,
            }
            for item in hers.withheld
        ],
        "released": [
            {
                **_shown_file(own.request, one.stored),
                "name": one.title,
                "note": _("con parti oscurate") if one.partial else "",
            }
            for one in hers.released
        ],
        "letter_url": reverse("foia:file", args=[own.request.code, decision.letter])
        if decision.letter
        else "",
    }


def _shown_file(access_request: AccessRequest, stored: Any) -> dict[str, Any]:
    blocked = stored_files.is_blocked(stored)
    return {
        "name": stored.name,
        "url": "" if blocked else reverse("foia:file", args=[access_request.code, stored.public_id]),
        "kind": stored.name.rpartition(".")[2],
        "size": stored.size,
        "note": stored_files.note_of(stored),
        "badge": stored.get_scan_display() if blocked else "",
        "tone": "danger" if stored.scan == "infected" else "warning",
    }


def _shown_message(own: OwnCase, one: HerMessage) -> dict[str, Any]:
    return {
        "id": f"messaggio-{one.message.pk}",
        # Colleagues sign as the office: the person who answers is known inside, and named in the decision.
        "author": _("Tu") if one.is_hers else _("L'ufficio"),
        "side": "ours" if one.is_hers else "theirs",
        "at": one.message.sent_at,
        "body": one.message.body,
        "files": [_shown_file(own.request, stored) for stored in one.files],
    }


def state_words(access_request: AccessRequest) -> dict[str, str]:
    """Where a request stands, for a list: the words and colour of its own page."""
    state = State(access_request.state)
    outcome = Outcome(access_request.outcome) if access_request.outcome else None
    if outcome is not None and state in (State.ANSWERED, State.CLOSED):
        return {"label": _(OUTCOMES[outcome].label), "tone": _OUTCOME_TONES[outcome]}
    return {"label": str(_PLAIN_STATES.get(state, _(STATE_LABELS[state]))), "tone": "info"}
