"""All that the citizen's page shows of her request, and nothing the office keeps to itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.letters import tie_to_former
from foia.models import AccessRequest, Decision, Message, RegisterEntry
from foia.models.recorded_fact import VOIDED
from foia.operations.review import reason_against_review
from foia.portal.door import HER_OWN
from foia.portal.sentences import say, show, shown_lines
from foia.queries.answer_pages import public_page_for
from foia.queries.deadlines import duty, facts_of, ombudsman_reading, reading, standing
from foia.queries.decisions import default_review_office, remedies_of
from foia.queries.reviews import last_review
from foia.rules.answering import reason_against_rating
from foia.rules.clock import Clock, DutyClock, FactKind
from foia.rules.dialogue import reason_against_writing_to_us
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.ombudsman import Stage, stage_of
from foia.rules.outcomes import GROUNDS, OUTCOMES, Outcome, remedies_for_silence
from foia.rules.reopening import BASIS_WORDS
from foia.rules.states import STATE_LABELS, State, Verb, reason_against_transition
from pasocial.office.files.attachments import queries as stored_files
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
_OVER = frozenset({State.TRANSFERRED, State.WITHDRAWN})


@dataclass(frozen=True)
class Entry:
    """One step of the timeline."""

    title: str
    when: str
    icon: str
    state: str = "done"
    text: str = ""


def case_page(access_request: AccessRequest, at: datetime) -> dict[str, Any]:
    """The page's context; the number of queries does not depend on how much was written."""
    today = local_date(at)
    kind = AccessKind(access_request.kind)
    state = State(access_request.state)
    clock = reading(access_request, today)
    again = duty(access_request, today)
    again = again if again is not None and again.open and state not in _OVER else None
    decisions = list(
        Decision.objects.prefetch_related("items")
        .filter(request=access_request, state=Decision.State.SENT)
        .order_by("-number")
    )
    decision = decisions[0] if decisions else None
    review = last_review(access_request)
    written = list(access_request.messages.order_by("id"))
    files = list(stored_files.files_about(access_request.about, *[message.about for message in written]))
    line = (
        RegisterEntry.objects.filter(request=access_request, state=RegisterEntry.State.APPROVED)
        .defer("search")
        .first()
    )
    rated = getattr(access_request, "rating", None)
    outcome = Outcome(access_request.outcome) if access_request.outcome else None
    late = (again.late if again else clock.late) and state not in _OVER
    if decision is not None:
        remedies: Iterable[Any] = remedies_of(access_request, decision)
    else:
        remedies = remedies_for_silence(kind, review_office=default_review_office()) if late else ()
    return {
        "case": access_request,
        "kind_name": _(rules_of(kind).label),
        "state": str(state),
        "state_label": str(_PLAIN_STATES.get(state, _(STATE_LABELS[state]))),
        "state_tone": "danger" if late else "info",
        "outcome_label": _(OUTCOMES[outcome].label) if outcome and state is not State.WITHDRAWN else "",
        "outcome_tone": _OUTCOME_TONES[outcome] if outcome else "neutral",
        "clock": again or clock,
        "clock_state": _clock_state(clock, again),
        "clock_note": _("Termine della nuova decisione.") if again else _clock_note(clock),
        "lines": shown_lines((again or clock).lines),
        "second_clock": _ombudsman(access_request, today),
        "again": _why_again(again) if again else "",
        "late": late,
        "timeline": _timeline(access_request, clock, again, state),
        "next_words": str(_NEXT.get(state, "")),
        "decision": {
            **_shown_decision(access_request, decision),
            "released": _released(access_request, decision),
        }
        if decision is not None
        else None,
        "earlier_decisions": [
            {**_shown_decision(access_request, former), "released": _released(access_request, former)}
            for former in decisions[1:]
        ],
        "remedies": [{"title": _(r.title), "text": say(r), "source": r.source} for r in remedies],
        "review": review,
        "rating": rated,
        "messages_both": [_shown_message(access_request, message, files) for message in written],
        "own_files": [
            _shown_file(access_request, f)
            for f in files
            if f.about == access_request.about and f.purpose in HER_OWN
        ],
        "public_answer": public_page_for(access_request.pk),
        "register_url": reverse("foia:register_entry", args=[line.slug]) if line else "",
        "needs_identification": state is State.NEEDS_IDENTIFICATION,
        "may_write": reason_against_writing_to_us(state) is None,
        "may_withdraw": reason_against_transition(state, Verb.WITHDRAW) is None,
        "may_rate": reason_against_rating(state, 3) is None,
        "may_ask_review": reason_against_review(access_request, today) is None,
    }


def _ombudsman(access_request: AccessRequest, today: date) -> dict[str, Any] | None:
    """While the ombudsman, or our confirmation after her finding, is awaited: whose turn it is and until when."""
    clock = ombudsman_reading(access_request)
    stage = stage_of(facts_of(access_request)) if clock is not None else None
    if clock is None or stage not in (Stage.ASKED, Stage.FOUND) or clock.granted_on(today):
        return None
    ours = stage is Stage.FOUND and clock.confirm_by is not None
    due_on = clock.confirm_by if ours and clock.confirm_by else clock.due_on
    return {
        "title": _("Ricorso al difensore civico"),
        "due_on": due_on,
        "days_left": (due_on - today).days,
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


def _timeline(
    access_request: AccessRequest, clock: Clock, again: DutyClock | None, state: State
) -> list[Entry]:
    done: list[tuple[date, Entry]] = []
    seen: set[tuple[str, date]] = set()
    rows = list(access_request.facts.all())
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


def _shown_decision(access_request: AccessRequest, decision: Decision) -> dict[str, Any]:
    outcome = Outcome(decision.outcome)
    return {
        "number": decision.number,
        "sent_on": local_date(decision.sent_at) if decision.sent_at else None,
        "tie": tie_to_former(access_request, decision),
        "label": _(OUTCOMES[outcome].label),
        "meaning": _(OUTCOMES[outcome].meaning),
        "tone": {"danger": "warning", "neutral": "info"}.get(
            _OUTCOME_TONES[outcome], _OUTCOME_TONES[outcome]
        ),
        "reasons": decision.reasons,
        "answer_text": decision.answer_text,
        "publication_url": decision.publication_url if decision.publication_url.startswith("http") else "",
        "deferred_until": decision.deferred_until,
        "withheld": [
            {
                "title": item.title,
                "partial": item.partial,
                "ground": _(GROUNDS[item.ground].wording) if item.ground in GROUNDS else "",
                "reason": item.reason,
            }
            for item in decision.items.all()
            if item.disclosure == "private" or item.partial
        ],
        "letter_url": reverse("foia:file", args=[access_request.code, decision.letter])
        if decision.letter
        else "",
    }


def _released(access_request: AccessRequest, decision: Decision | None) -> list[dict[str, Any]]:
    """The documents of the decision, by the title the office gave them; only what was opened to her."""
    if decision is None:
        return []
    items = {
        str(item.file): item for item in decision.items.all() if item.file and item.disclosure != "private"
    }
    shown = []
    for stored in stored_files.by_public_ids(items):
        if stored.access in ("requester", "public"):
            item = items[str(stored.public_id)]
            note = _("con parti oscurate") if item.partial else ""
            shown.append(
                {**_shown_file(access_request, stored), "name": item.title or stored.name, "note": note}
            )
    return shown


def _shown_file(access_request: AccessRequest, stored: Any) -> dict[str, Any]:
    blocked = stored.scan in ("waiting", "infected")
    return {
        "name": stored.name,
        "url": "" if blocked else reverse("foia:file", args=[access_request.code, stored.public_id]),
        "kind": stored.name.rpartition(".")[2],
        "size": stored.size,
        "note": stored_files.note_of(stored),
        "badge": stored.get_scan_display() if blocked else "",
        "tone": "danger" if stored.scan == "infected" else "warning",
    }


def _shown_message(access_request: AccessRequest, message: Message, files: list[Any]) -> dict[str, Any]:
    hers = message.direction == Message.Direction.FROM_CITIZEN
    return {
        "id": f"messaggio-{message.pk}",
        # Colleagues sign as the office: the person who answers is known inside, and named in the decision.
        "author": _("Tu") if hers else _("L'ufficio"),
        "side": "ours" if hers else "theirs",
        "at": message.sent_at,
        "body": message.body,
        "files": [_shown_file(access_request, stored) for stored in files if stored.about == message.about],
    }


def state_words(access_request: AccessRequest) -> dict[str, str]:
    """Where a request stands, for a list: the words and colour of its own page."""
    state = State(access_request.state)
    outcome = Outcome(access_request.outcome) if access_request.outcome else None
    if outcome is not None and state in (State.ANSWERED, State.CLOSED):
        return {"label": _(OUTCOMES[outcome].label), "tone": _OUTCOME_TONES[outcome]}
    return {"label": str(_PLAIN_STATES.get(state, _(STATE_LABELS[state]))), "tone": "info"}
