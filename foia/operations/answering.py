"""Answers a request: a decision is drafted, approved by another pair of eyes, and leaves exactly once.

Nothing leaves before the parties' windows are closed, nor before the moment to undo has passed, nor during the
fifteen days of a party who opposed (C2 §6.2-6.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext, override

from foia.letters import decision_letter
from foia.models import Decision, Party, Rating, ReleaseItem, Request
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, add_fact, refold
from foia.queries.deadlines import facts_of, reading
from foia.queries.decisions import as_draft, case_files, default_review_office, items_of
from foia.rules.clock import Clock
from foia.rules.facts import FactKind
from foia.rules.filing import clean_line, clean_text
from foia.rules.kinds import AccessKind
from foia.rules.outcomes import (
    OUTCOMES,
    ItemDraft,
    Outcome,
    reason_against_deciding_now,
    reasons_against_decision,
)
from foia.rules.parties import reason_against_sending
from foia.rules.states import State, Verb, reason_against_transition, reason_against_undo, undo_until
from foia.wording import FoiaEvent
from pasocial.office import settings_store
from pasocial.office.attachments import operations as attachments
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import ROME, local_date

TEXT_LENGTH = 50_000
TITLE_LENGTH = 250
MAX_ITEMS = 200
RETURN_LENGTH = (5, 5_000)
COMMENT_LENGTH = 2_000
# When documents are released by themselves after a standstill: people are at work and see it.
AUTOMATIC_HOUR = time(9, 0)

_DRAFTED_IN = frozenset({State.IN_PROGRESS, State.NEEDS_IDENTIFICATION, State.AWAITING_PARTIES})
_RATED_IN = frozenset({State.ANSWERED, State.UNDER_REVIEW, State.CLOSED})


@transaction.atomic
def draft_decision(
    *,
    request_id: int,
    outcome: Outcome | str,
    reasons: str,
    items: Sequence[ItemDraft] = (),
    answer_text: str = "",
    publication_url: str = "",
    transience: str = "",
    earlier_request: str = "",
    review_office: str = "",
    deferred_until: date | None = None,
    deferred_event: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Decision:
    """Writes or rewrites the draft of the decision; it may still be incomplete. The items replace the former ones."""
    request = hold(request_id=request_id, version=version)
    insist(_reason_against_drafting(request, str(outcome)))
    lines = _cleaned(items)
    insist(_reasons_against_items(request, lines))
    insist(_reasons_against_texts(reasons, answer_text, transience, publication_url))
    decision = Decision.objects.select_for_update().filter(request=request).first() or Decision(
        request=request
    )
    if decision.pk and decision.state not in (Decision.State.DRAFT, Decision.State.RETURNED):
        insist(_frozen())
    decision.outcome = str(Outcome(outcome))
    decision.reasons = clean_text(reasons)
    decision.answer_text = clean_text(answer_text)
    decision.publication_url = clean_line(publication_url)
    decision.transience = clean_text(transience)
    decision.earlier_request = clean_line(earlier_request)[:60]
    with override(request.language):
        decision.review_office = clean_line(review_office)[:200] or default_review_office()
    decision.deferred_until = deferred_until
    decision.deferred_event = clean_line(deferred_event)[:250]
    decision.state = Decision.State.DRAFT
    decision.drafted_by_id = by.user_id
    decision.drafted_at = at
    if decision.pk:
        decision.version += 1
    decision.save()
    decision.items.all().delete()
    ReleaseItem.objects.bulk_create(
        ReleaseItem(
            decision=decision,
            title=line.title,
            file=line.file or None,
            disclosure=str(line.disclosure),
            partial=line.partial,
            ground=line.ground,
            reason=line.reason,
        )
        for line in lines
    )
    keep(request)
    record(
        event=FoiaEvent.DECISION_DRAFTED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "items": len(lines)},
    )
    return decision


@transaction.atomic
def submit_decision(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> Decision:
    """Puts a complete decision before the head. Raises Refused with everything that is missing."""
    request = hold(request_id=request_id, version=version)
    decision = _decision_of(request)
    clock = refold(request, at)
    _resume_if_parties_are_done(request, clock, at)
    insist(reason_against_transition(State(request.state), Verb.PROPOSE))
    if decision.state not in (Decision.State.DRAFT, Decision.State.RETURNED):
        insist(_frozen())
    insist(_faults(request, decision, clock, at))
    move(request, Verb.PROPOSE)
    decision.state, decision.submitted_at, decision.return_reason = Decision.State.SUBMITTED, at, ""
    decision.save(update_fields=["state", "submitted_at", "return_reason"])
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.DECISION_SUBMITTED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome},
    )
    return decision


@transaction.atomic
def return_decision(
    *, request_id: int, why: str, by: Actor, at: datetime, version: int | None = None
) -> Decision:
    """The head wants changes and says which."""
    request = hold(request_id=request_id, version=version)
    text = clean_text(why)
    least, most = RETURN_LENGTH
    if not least <= len(text) <= most:
        insist(
            Refusal("why_missing", _("Scrivi che cosa va cambiato: chi l'ha preparata deve capirlo."), "why")
        )
    move(request, Verb.SEND_BACK)
    decision = _decision_of(request)
    decision.state, decision.return_reason = Decision.State.RETURNED, text
    decision.save(update_fields=["state", "return_reason"])
    keep(request, "state")
    record(event=FoiaEvent.DECISION_RETURNED, about=request.about, by=by, at=at)
    return decision


def reason_against_approving(decision: Decision, user_id: int | None) -> Refusal | None:
    """Four eyes: who prepared a decision does not approve it."""
    if user_id is not None and user_id == decision.drafted_by_id:
        return Refusal(
            "own_decision",
            _("L'hai preparata tu: serve l'approvazione di un'altra persona responsabile della redazione."),
        )
    return None


@transaction.atomic
def approve_decision(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> Decision:
    """Signs the decision: it leaves in fifteen seconds (`leaves_at`), until then `undo_approval` calls it back."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_transition(State(request.state), Verb.APPROVE))
    decision = _decision_of(request)
    insist(reason_against_approving(decision, by.user_id))
    clock = refold(request, at)
    insist(_faults(request, decision, clock, at))
    insist(_reasons_against_files(request, decision))
    move(request, Verb.APPROVE)
    decision.state = Decision.State.LEAVING
    decision.approved_by_id, decision.approved_at, decision.leaves_at = by.user_id, at, undo_until(at)
    decision.save(update_fields=["state", "approved_by", "approved_at", "leaves_at"])
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.DECISION_APPROVED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "leaves_at": decision.leaves_at.isoformat()},
    )
    return decision


@transaction.atomic
def undo_approval(*, request_id: int, by: Actor, at: datetime, version: int | None = None) -> Decision:
    """Calls an approved decision back before it leaves."""
    request = hold(request_id=request_id, version=version)
    decision = _decision_of(request)
    insist(reason_against_undo(State(request.state), decision.approved_at or at, at))
    move(request, Verb.UNDO)
    decision.state = Decision.State.SUBMITTED
    decision.approved_by = decision.approved_at = decision.leaves_at = None
    decision.save(update_fields=["state", "approved_by", "approved_at", "leaves_at"])
    keep(request, "state")
    record(event=FoiaEvent.APPROVAL_UNDONE, about=request.about, by=by, at=at)
    return decision


@transaction.atomic
def send_decision(*, request_id: int, by: Actor, at: datetime) -> Decision:
    """The approved decision leaves: letter, files, facts. Exactly once, however often it is called.

    Granted over an opposition it does not leave yet: the parties are told first and the request stands still
    (state STANDSTILL) until fifteen days from their receipt have passed. Raises Refused while something holds it.
    """
    request = hold(request_id=request_id)
    decision = _decision_of(request)
    if decision.state == Decision.State.SENT:
        return decision
    if decision.state != Decision.State.LEAVING:
        insist(Refusal("not_approved", _("La decisione non è approvata: va approvata prima di partire.")))
    if request.state == State.APPROVED and decision.leaves_at and at < decision.leaves_at:
        insist(
            Refusal(
                "undo_window", _("La decisione parte tra pochi secondi: fino ad allora si può annullare.")
            )
        )
    today = local_date(at)
    clock = reading(request, today)
    if OUTCOMES[Outcome(decision.outcome)].releases and any(window.opposed for window in clock.windows):
        reason = reason_against_sending(
            AccessKind(request.kind),
            facts_of(request),
            today,
            over_opposition=True,
            patron=settings_store.patron_day(),
        )
        if reason is not None and reason.code == "opponent_not_told":
            return _stand_still(request, decision, clock, by, at)
        insist(reason)
    insist(_reasons_against_files(request, decision))
    return _leave(request, decision, by, at)


def _stand_still(request: Request, decision: Decision, clock: Clock, by: Actor, at: datetime) -> Decision:
    told = {lock.party for lock in clock.standstills}
    opponents = [window.party for window in clock.windows if window.opposed and window.party not in told]
    for party in Party.objects.filter(request=request, pk__in=[int(pk) for pk in opponents]):
        add_fact(request=request, kind=FactKind.GRANT_NOTICE_SENT, on=local_date(at), at=at, party=party)
    if request.state == State.APPROVED:
        move(request, Verb.HOLD)
    clock = refold(request, at)
    decision.leaves_at = release_moment(clock)
    decision.save(update_fields=["leaves_at"])
    keep(request, "state", *CACHED)
    record(
        event=FoiaEvent.HELD, about=request.about, by=by, at=at, note={"parties": [int(p) for p in opponents]}
    )
    return decision


def release_moment(clock: Clock) -> datetime | None:
    """When a held decision leaves by itself; None while a receipt is missing or a remedy of a party is open."""
    locks = clock.standstills
    if not locks or any(lock.releases_on is None or lock.remedy_open for lock in locks):
        return None
    day = clock.send_automatically_on
    return datetime.combine(day, AUTOMATIC_HOUR, tzinfo=ROME) if day else None


def _leave(request: Request, decision: Decision, by: Actor, at: datetime) -> Decision:
    today = local_date(at)
    add_fact(request=request, kind=FactKind.ANSWERED, on=today, at=at)
    clock = refold(request, at)
    letter = attachments.store_file(
        content=BytesIO(decision_letter(request, decision, at)),
        name=f"{letter_name(request)}.pdf",
        about=request.about,
        purpose="letter",
        by=by,
        at=at,
        access="requester",
    )
    for item in decision.items.all():
        if item.file and item.disclosure != ReleaseItem.Disclosure.WITHHELD:
            attachments.set_access(public_id=item.file, access=item.disclosure)
    decision.state, decision.sent_at, decision.letter = Decision.State.SENT, at, letter.public_id
    decision.save(update_fields=["state", "sent_at", "letter"])
    move(request, Verb.SEND)
    request.answered_on, request.closed_at, request.outcome = today, at, decision.outcome
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome=decision.outcome)
    if not (request.applicant.email or request.applicant.pec) or request.delivery in ("post", "counter"):
        work.open_item(
            desk="foia",
            kind="deliver",
            about=request.about,
            title=gettext("Consegna la risposta alla richiesta %(number)s") % {"number": request.number},
            why=gettext(
                "Il richiedente l'ha chiesta su carta o allo sportello, o non ha un indirizzo e-mail."
            ),
            by=by,
            at=at,
        )
    keep(request, "state", "answered_on", "closed_at", "outcome", *CACHED)
    record(
        event=FoiaEvent.ANSWERED,
        about=request.about,
        by=by,
        at=at,
        note={"outcome": decision.outcome, "letter": str(letter.public_id), "on_time": clock.on_time},
    )
    return decision


def letter_name(request: Request) -> str:
    """The letter's file name: the number, nothing about the person."""
    return f"risposta-{request.year}-{request.sequence:07d}"


@transaction.atomic
def withdraw(
    *, request_id: int, words: str = "", by: Actor, at: datetime, version: int | None = None
) -> Request:
    """The applicant gives up. She may say why; she need not."""
    request = hold(request_id=request_id, version=version)
    move(request, Verb.WITHDRAW)
    detail = {"words": clean_text(words)[:2_000]} if words.strip() else {}
    add_fact(request=request, kind=FactKind.WITHDRAWN, on=local_date(at), at=at, detail=detail)
    refold(request, at)
    request.outcome, request.closed_at = str(Outcome.WITHDRAWN), at
    work.finish_items(about=request.about, desk="foia", by=by, at=at, outcome="withdrawn")
    keep(request, "state", "outcome", "closed_at", *CACHED)
    record(event=FoiaEvent.WITHDRAWN, about=request.about, by=by, at=at)
    return request


def reason_against_rating(request: Request, face: int) -> Refusal | None:
    """Why the answer cannot be rated: there is none yet, or the face is none of the three."""
    if request.state not in _RATED_IN:
        return Refusal("not_answered", _("Potrai valutare la risposta quando l'avrai ricevuta."))
    if face not in (1, 2, 3):
        return Refusal("face_unknown", _("Scegli una delle tre facce."), "face")
    return None


@transaction.atomic
def rate(
    *, request_id: int, face: int, comment: str = "", by: Actor, at: datetime, version: int | None = None
) -> Rating:
    """The applicant says what she thinks of the answer (CAD art. 7(3)); a second rating replaces the first."""
    request = hold(request_id=request_id, version=version)
    insist(reason_against_rating(request, face))
    text = clean_text(comment)
    if len(text) > COMMENT_LENGTH:
        insist(
            Refusal(
                "comment_too_long",
                _("Accorcia il commento: al massimo {most} caratteri."),
                "comment",
                {"most": COMMENT_LENGTH},
            )
        )
    rating, _created = Rating.objects.update_or_create(
        request=request, defaults={"face": face, "comment": text, "rated_at": at}
    )
    keep(request)
    record(event=FoiaEvent.RATED, about=request.about, by=by, at=at, note={"face": face})
    return rating


def _decision_of(request: Request) -> Decision:
    decision = Decision.objects.select_for_update().filter(request=request).first()
    if decision is None:
        insist(Refusal("no_decision", _("Non c'è ancora una decisione: preparala prima.")))
    assert decision is not None
    decision.request = request
    return decision


def _resume_if_parties_are_done(request: Request, clock: Clock, at: datetime) -> None:
    """Silent parties say nothing when their time is over: the decision itself takes the case up again."""
    if request.state == State.AWAITING_PARTIES:
        insist(reason_against_deciding_now(clock, local_date(at)))
        move(request, Verb.RESUME)


def _faults(request: Request, decision: Decision, clock: Clock, at: datetime) -> list[Refusal]:
    return reasons_against_decision(
        as_draft(request, decision), clock, AccessKind(request.kind), today=local_date(at)
    )


def _reason_against_drafting(request: Request, outcome: str) -> Refusal | None:
    if request.state not in _DRAFTED_IN:
        return reason_against_transition(State(request.state), Verb.PROPOSE)
    if outcome not in Outcome._value2member_map_ or not OUTCOMES[Outcome(outcome)].decided:
        return Refusal("outcome_unknown", _("Scegli un esito dall'elenco."), "outcome")
    return None


def _frozen() -> Refusal:
    return Refusal(
        "decision_frozen",
        _("La decisione è già stata proposta: per cambiarla va prima rimandata indietro."),
    )


def _cleaned(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    return [
        ItemDraft(
            title=clean_line(item.title),
            disclosure=item.disclosure,
            file=str(item.file or ""),
            partial=item.partial,
            ground=item.ground,
            reason=clean_text(item.reason),
        )
        for item in items
    ]


def _reasons_against_items(request: Request, items: Sequence[ItemDraft]) -> list[Refusal]:
    reasons = []
    if len(items) > MAX_ITEMS:
        reasons.append(
            Refusal(
                "too_many_items",
                _("Al massimo {most} righe: raggruppa i documenti simili."),
                "items",
                {"most": MAX_ITEMS},
            )
        )
    ours = {str(file.public_id) for file in case_files(request)}
    for place, item in enumerate(items):
        field = f"items-{place}"
        if not item.title or len(item.title) > TITLE_LENGTH:
            reasons.append(
                Refusal(
                    "title_length",
                    _("Dai un nome al documento, al massimo {most} caratteri."),
                    field,
                    {"most": TITLE_LENGTH},
                )
            )
        if len(item.reason) > TEXT_LENGTH:
            reasons.append(_too_long(field))
        if item.file and item.file not in ours:
            # A forged id must not release a file of another case.
            reasons.append(
                Refusal(
                    "file_of_other_case",
                    _("Il file scelto non è tra quelli di questa richiesta: caricalo qui."),
                    field,
                )
            )
    return reasons


def _reasons_against_texts(
    reasons: str, answer_text: str, transience: str, publication_url: str
) -> list[Refusal]:
    found = [
        _too_long(field)
        for field, text in (("reasons", reasons), ("answer_text", answer_text), ("transience", transience))
        if len(text) > TEXT_LENGTH
    ]
    url = publication_url.strip()
    if url and (len(url) > 500 or not url.startswith(("https://", "http://", "/"))):
        found.append(
            Refusal(
                "url_invalid",
                _("Scrivi l'indirizzo completo della pagina, che comincia con https://."),
                "publication_url",
            )
        )
    return found


def _too_long(field: str) -> Refusal:
    return Refusal(
        "text_too_long",
        _("Testo troppo lungo: al massimo {most} caratteri. Il resto può andare in un allegato."),
        field,
        {"most": TEXT_LENGTH},
    )


def _reasons_against_files(request: Request, decision: Decision) -> list[Refusal]:
    """No file leaves that is missing, dangerous or not looked at yet by the malware scan."""
    known = {str(file.public_id): file for file in case_files(request)}
    reasons = []
    for item in items_of(decision):
        if not item.file or not item.released:
            continue
        file = known.get(item.file)
        if file is None:
            reasons.append(
                Refusal(
                    "file_gone",
                    _("Il file di «{title}» non c'è più: caricalo di nuovo."),
                    "items",
                    {"title": item.title},
                )
            )
        elif file.scan in ("waiting", "infected"):
            words = (
                _("«{title}» contiene software dannoso: non può partire.")
                if file.scan == "infected"
                else _("«{title}» non è ancora stato controllato: riprova tra poco.")
            )
            reasons.append(Refusal(f"file_{file.scan}", words, "items", {"title": item.title}))
    return reasons


@transaction.atomic
def postpone_departure(*, decision_id: int, until: datetime) -> None:
    """A decision that could not leave waits; nothing happened to the case, so nothing is recorded."""
    Decision.objects.filter(pk=decision_id, state=Decision.State.LEAVING).update(leaves_at=until)
