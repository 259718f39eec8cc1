"""Counter-interested parties: told, heard, and told again when access is granted over their opposition."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from foia.models import Decision, Party, Request
from foia.operations.answering import release_moment
from foia.operations.concurrency import hold, keep, move
from foia.operations.facts import CACHED, ITEM, add_fact, refold
from foia.queries.deadlines import facts_of, reading
from foia.rules.clock import Clock
from foia.rules.facts import FactKind, last_day, of_this_round
from foia.rules.filing import clean_line, clean_text, is_email
from foia.rules.kinds import AccessKind
from foia.rules.parties import (
    Window,
    awaited,
    reason_against_notifying_party,
    reason_against_recording_reply,
)
from foia.rules.states import State, Verb
from foia.wording import FoiaEvent
from pasocial.office.trail.actor import Actor
from pasocial.office.trail.operations import record
from pasocial.office.work import operations as work
from pasocial.refusal import Refusal, insist
from pasocial.refusal import mark as _
from pasocial.timekeeping import local_date

MAX_PARTIES = 500
OPPOSITION_LENGTH = 50_000


@transaction.atomic
def add_party(
    *,
    request_id: int,
    name: str,
    email: str = "",
    postal_address: str = "",
    interest: str,
    documents_read: bool = True,
    language: str = "it",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Party:
    """Names a third party who risks a concrete prejudice; `interest` is a ground of art. 5-bis(2).

    `language`: hers. What she is sent always holds the Italian text too, which alone has effect in law.
    """
    request = hold(request_id=request_id, version=version)
    insist(reason_against_notifying_party(AccessKind(request.kind), [interest], documents_read))
    called, mailed, lives = clean_line(name), clean_line(email).lower(), clean_line(postal_address)
    if len(called) < 2 or len(called) > 200:
        insist(Refusal("name_missing", _("Scrivi il nome del controinteressato."), "name"))
    if mailed and not is_email(mailed):
        insist(
            Refusal(
                "email_invalid", _("Controlla l'indirizzo e-mail: deve essere come nome@esempio.it."), "email"
            )
        )
    if not mailed and not lives:
        insist(
            Refusal(
                "address_missing",
                _("Indica una e-mail, una PEC o un indirizzo: l'avviso va spedito."),
                "email",
            )
        )
    if request.parties.count() >= MAX_PARTIES:
        insist(Refusal("too_many_parties", _("Ci sono già troppi controinteressati: raggruppali.")))
    if language not in dict(Party.LANGUAGES):
        insist(Refusal("language_unknown", _("Scegli una lingua dall'elenco."), "language"))
    party = Party.objects.create(
        request=request,
        name=called,
        email=mailed,
        postal_address=lives[:250],
        interest=interest[:40],
        language=language,
    )
    keep(request)
    record(event=FoiaEvent.PARTY_ADDED, about=request.about, by=by, at=at, note={"party": party.pk})
    return party


@transaction.atomic
def notify_party(
    *, party_id: int, on: date | None = None, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """Sends the party a copy of the request (art. 5(5)); from now on the term may stand still. `on`: by post, the day."""
    request, party = _held(party_id, version)
    day = _day(on, at)
    if party.notified_on:
        insist(Refusal("already_notified", _("Questa persona è già stata avvisata.")))
    if day < request.received_on:
        insist(_before_request(request))
    move(request, Verb.NOTIFY_PARTIES)
    party.notified_on = day
    party.save(update_fields=["notified_on"])
    add_fact(request=request, kind=FactKind.PARTY_NOTICE_SENT, on=day, at=at, party=party)
    _settle(request, FoiaEvent.PARTY_NOTIFIED, party, by, at)
    return party


@transaction.atomic
def record_notice_received(
    *, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """Receipt is proven: ten days to oppose run from here (C2 §6.2)."""
    request, party = _held(party_id, version)
    _check_reply(request, party, on, at)
    if party.notice_received_on:
        insist(Refusal("receipt_known", _("La ricezione di questo avviso è già registrata.")))
    party.notice_received_on = on
    party.save(update_fields=["notice_received_on"])
    add_fact(request=request, kind=FactKind.PARTY_NOTICE_RECEIVED, on=on, at=at, party=party)
    _settle(request, FoiaEvent.PARTY_NOTICE_RECEIVED, party, by, at)
    return party


@transaction.atomic
def record_opposition(
    *, party_id: int, on: date, text: str, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """The party opposes, with her reasons. A late one is kept, without effect on the term."""
    request, party = _held(party_id, version)
    _check_reply(request, party, on, at)
    reasons = clean_text(text)
    if not 2 <= len(reasons) <= OPPOSITION_LENGTH:
        insist(
            Refusal(
                "opposition_missing",
                _("Riporta i motivi dell'opposizione: la legge la vuole motivata."),
                "text",
            )
        )
    if party.opposed_on:
        insist(Refusal("opposition_known", _("L'opposizione di questa persona è già registrata.")))
    party.opposed_on, party.opposition = on, reasons
    party.save(update_fields=["opposed_on", "opposition"])
    add_fact(request=request, kind=FactKind.PARTY_OPPOSED, on=on, at=at, party=party)
    _settle(request, FoiaEvent.PARTY_OPPOSED, party, by, at)
    return party


@transaction.atomic
def record_consent(*, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None) -> Party:
    """The party agrees: nothing more is awaited from her."""
    request, party = _held(party_id, version)
    _check_reply(request, party, on, at)
    if party.consented_on:
        insist(Refusal("consent_known", _("Il consenso di questa persona è già registrato.")))
    party.consented_on = on
    party.save(update_fields=["consented_on"])
    add_fact(request=request, kind=FactKind.PARTY_CONSENTED, on=on, at=at, party=party)
    _settle(request, FoiaEvent.PARTY_CONSENTED, party, by, at)
    return party


@transaction.atomic
def record_grant_received(
    *, party_id: int, on: date, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """An opponent received the news that access is granted: documents leave from the sixteenth day (C2 §6.3)."""
    request, party = _held(party_id, version)
    round_ = of_this_round(facts_of(request))
    told = last_day(round_, FactKind.GRANT_NOTICE_SENT, str(party.pk))
    if told is None:
        insist(Refusal("grant_not_told", _("A questa persona non è stato ancora comunicato l'accoglimento.")))
    assert told is not None
    if _day(on, at) < told:
        insist(
            Refusal(
                "received_before_sent",
                _("La ricezione non può precedere l'invio, {day}: controlla la data."),
                "on",
                {"day": told},
            )
        )
    if last_day(round_, FactKind.GRANT_NOTICE_RECEIVED, str(party.pk)):
        insist(Refusal("receipt_known", _("La ricezione di questo avviso è già registrata.")))
    party.grant_received_on = on
    party.save(update_fields=["grant_received_on"])
    add_fact(request=request, kind=FactKind.GRANT_NOTICE_RECEIVED, on=on, at=at, party=party)
    clock = _settle(request, FoiaEvent.PARTY_GRANT_RECEIVED, party, by, at)
    _plan_release(request, clock)
    return party


@transaction.atomic
def record_remedy(
    *, party_id: int, on: date, closed: bool = False, by: Actor, at: datetime, version: int | None = None
) -> Party:
    """A party asked for review or went to court, or (`closed`) that is over: meanwhile nothing leaves (C2 §6.3)."""
    request, party = _held(party_id, version)
    day = _day(on, at)
    kind = FactKind.PARTY_REMEDY_CLOSED if closed else FactKind.PARTY_REMEDY_SERVED
    if not request.facts.filter(kind=FactKind.GRANT_NOTICE_SENT, party=party).exists():
        insist(Refusal("grant_not_told", _("A questa persona non è stato ancora comunicato l'accoglimento.")))
    add_fact(request=request, kind=kind, on=day, at=at, party=party)
    clock = _settle(request, FoiaEvent.PARTY_REMEDY, party, by, at)
    _plan_release(request, clock)
    return party


def _held(party_id: int, version: int | None) -> tuple[Request, Party]:
    request_id = Party.objects.values_list("request_id", flat=True).get(pk=party_id)
    request = hold(request_id=request_id, version=version)
    return request, Party.objects.select_for_update().get(pk=party_id)


def _settle(request: Request, event: FoiaEvent, party: Party, by: Actor, at: datetime) -> Clock:
    """The clock is read again; when no party is awaited any more the case is taken up again."""
    clock = refold(request, at)
    if request.state == State.AWAITING_PARTIES and not awaited(clock.windows, local_date(at)):
        move(request, Verb.RESUME)
    keep(request, "state", *CACHED)
    record(event=event, about=request.about, by=by, at=at, note={"party": party.pk})
    return clock


def _plan_release(request: Request, clock: Clock) -> None:
    if request.state == State.STANDSTILL:
        moment = release_moment(clock)
        Decision.objects.filter(request=request, state=Decision.State.LEAVING).update(leaves_at=moment)
        work.move_due_day(about=request.about, kind=ITEM, due_on=local_date(moment) if moment else None)


def _check_reply(request: Request, party: Party, on: date, at: datetime) -> None:
    insist(reason_against_recording_reply(window_of(request, party, local_date(at)), on, local_date(at)))


def window_of(request: Request, party: Party, today: date) -> Window | None:
    """This party's chance to oppose, if she was notified."""
    windows = reading(request, today).windows
    return next((window for window in windows if window.party == str(party.pk)), None)


def _day(on: date | None, at: datetime) -> date:
    today = local_date(at)
    if on is not None and on > today:
        insist(Refusal("day_in_future", _("La data è nel futuro: correggila."), "on"))
    return on or today


def _before_request(request: Request) -> Refusal:
    return Refusal(
        "before_request",
        _("La data non può precedere la richiesta, ricevuta {day}."),
        "on",
        {"day": request.received_on},
    )
