"""Every action of a case that makes something leave: nothing leaves in fifteen seconds; undone whole, or left once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.forms.models import model_to_dict

from foia.actions import BY_WORD, CASE_ACTIONS
from foia.models import AccessRequest, Consultation, Message, Party, RecordedFact, Review
from foia.operations import dialogue, legal_steps, ombudsman, parties, review
from foia.rules.outcomes import Outcome
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.record.trail.queries import history_of
from pasocial.office.screens.actions import ActionCall, operations
from pasocial.office.screens.actions.models import PlannedCall
from pasocial.office.screens.actions.operations import rehearse
from pasocial.office.work.items.models import Item
from pasocial.refusal import Refused
from tests.fixtures import a_file, deliver_reactions
from tests.foia.conftest import MONDAY, REFUSED_ITEM, a_party

SYSTEM = Actor.system("test")
TELLS_OF = ("foia/actions/__init__.py", "pasocial/office/screens/actions/operations.py")
SECONDS = timedelta(seconds=15)
LATER = MONDAY + timedelta(days=10)
WORDS = "Servono parole abbastanza lunghe da dire qualcosa."
# Everything that a call of an action may write in a case.
ROWS = (AccessRequest, RecordedFact, Message, Consultation, Party, Review, Item)


@dataclass
class Case:
    """A case in which one action can be done now, what is filled in for it, and by whom."""

    request: AccessRequest
    given: dict[str, Any]
    user: Any
    at: datetime = LATER

    def call(self, at: datetime | None = None) -> ActionCall:
        user = self.user
        request = AccessRequest.objects.select_related("applicant").get(pk=self.request.pk)
        return ActionCall(request, dict(self.given), user, Actor.staff(user), at or self.at)


@pytest.fixture
def make(
    taken_request: Any, answered_request: Any, user_with: Any, desk: SimpleNamespace
) -> Callable[[str], Case]:
    """`make("proroga")`: the case of that action."""

    def words(**more: Any) -> Case:
        return Case(taken_request(**more), {"words": WORDS}, desk.editor)

    def consulting() -> Case:
        contact = user_with(office="office_contact")
        given = {"contact": contact, "question": WORDS, "due_on": LATER.date() + timedelta(days=5)}
        return Case(taken_request(), given, desk.editor)

    def of_party(so_far: str, **given: Any) -> Case:
        request = taken_request()
        party = a_party(request, desk)
        if so_far:
            parties.notify_party(party_id=party.pk, by=desk.by_editor, at=MONDAY)
        return Case(request, {"party": party.pk, **given}, desk.editor)

    def gap(noticed: bool) -> Case:
        request = taken_request(kind="documentary", motive="Sono la proprietaria della casa accanto.")
        if noticed:
            step = {"by": desk.by_editor, "at": MONDAY}
            legal_steps.notice_gap(request_id=request.pk, words=WORDS, **step)
        given: dict[str, Any] = {"on": LATER.date()} if noticed else {"words": WORDS, "on": None}
        return Case(request, given, desk.editor, LATER if noticed else MONDAY + timedelta(days=2))

    def refused() -> AccessRequest:
        found: AccessRequest = answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
        return found

    def confirming() -> Case:
        request = refused()
        step = {"by": desk.by_head, "at": LATER}
        ombudsman.record_appeal(request_id=request.pk, on=LATER.date(), **step)
        ombudsman.record_ruling(request_id=request.pk, on=LATER.date(), why=WORDS, **step)
        return Case(request, {"why": WORDS}, desk.head, LATER + timedelta(days=1))

    def reviewing() -> Case:
        request = refused()
        review.ask_review(request_id=request.pk, grounds=WORDS, by=Actor.citizen("portal"), at=LATER)
        given = {"outcome": "granted", "reasons": WORDS, "decide_by": None}
        return Case(request, given, desk.rpct, LATER + timedelta(days=1))

    def lost_mail() -> Case:
        request = taken_request()
        dialogue.write_to_citizen(request_id=request.pk, body=WORDS, by=desk.by_editor, at=MONDAY)
        deliver_reactions()
        mail = Mail.objects.get(about=request.about, subject__contains="un messaggio")
        Mail.objects.filter(pk=mail.pk).update(state="refused")
        return Case(request, {"mail": mail.pk}, desk.editor)

    def new_address() -> Case:
        case = lost_mail()
        contact = {"email": "anna@giusta.example", "pec": "", "phone": "", "postal_address": ""}
        case.given = {**contact, "write_again": True}
        return case

    def wrong_fact() -> Case:
        request = taken_request()
        fact = request.facts.get(kind="filed")
        given = {"fact": fact.pk, "on": MONDAY.date() - timedelta(days=3), "why": WORDS}
        return Case(request, given, desk.editor)

    on = LATER.date()
    cases: dict[str, Callable[[], Case]] = {
        "tipo": lambda: Case(taken_request(), {"kind": "environmental"}, desk.editor),
        "chiedi-identita": words,
        "trasferisci": lambda: Case(taken_request(), {"to_body": "Provincia", "words": WORDS}, desk.editor),
        "proroga": lambda: words(kind="environmental"),
        "rispondi": lambda: Case(
            taken_request(), {"body": WORDS, "purpose": "clarification", "files": []}, desk.editor
        ),
        "consulta": consulting,
        "rispedisci": lost_mail,
        "correggi-recapiti": new_address,
        "facts/<int:fact>/correct/": wrong_fact,
        "arrivo": lambda: Case(
            taken_request(),
            {"from_body": "Provincia", "on": on, "presented_on": None},
            desk.editor,
        ),
        "segnala-mancanza": lambda: gap(noticed=False),
        "mancanza-sanata": lambda: gap(noticed=True),
        "conferma-rifiuto": confirming,
        "riapri": lambda: Case(
            refused(), {"basis": "court", "on": on, "why": WORDS, "decide_by": None}, desk.head
        ),
        "decidi-riesame": reviewing,
        "avviso-inviato": lambda: of_party("", on=MONDAY.date(), means="pec", number=""),
        "parte": lambda: of_party("notified", step="opposed", on=date(2026, 3, 4), text=WORDS),
        "parties/<int:party>/received/": lambda: of_party("notified", on=date(2026, 3, 9)),
        "parties/<int:party>/opposed/": lambda: of_party("notified", on=date(2026, 3, 4), text=WORDS),
        "parties/<int:party>/consented/": lambda: of_party("notified", on=date(2026, 3, 4)),
    }
    return lambda word: cases[word]()


# A receipt moves the due day only in rare cases, and without that nobody is written to.
RECEIPT = "parties/<int:party>/received/"
LEAVING = [action.word for action in CASE_ACTIONS if action.leaves and action.word != RECEIPT]
every_action = pytest.mark.parametrize("word", LEAVING)


def mails(case: Case) -> list[tuple[str, str]]:
    """To whom, and what: all mail about the case that is not lost."""
    found = Mail.objects.filter(about=case.request.about).exclude(state__in=("refused", "failed"))
    return sorted(found.values_list("to", "subject"))


def stored(case: Case) -> dict[str, Any]:
    """The case as the database has it, whatever could have changed in it."""
    rows = {
        str(model._meta): [model_to_dict(one) for one in model._default_manager.order_by("pk")]
        for model in ROWS
    }
    return {**rows, "mails": mails(case), "grants": sorted(case.user.groups.values_list("name"))}


def worker(at: datetime) -> int:
    """The worker's turn at that moment, and what follows from it."""
    left = departures.send_due(by=SYSTEM, at=at)
    deliver_reactions()
    return left


def pressed(case: Case, word: str) -> PlannedCall:
    """Looked at, then sent."""
    action = BY_WORD[word]
    planned = operations.prepare(action=action, call=case.call())
    assert planned is not None
    about = AccessRequest.objects.get(pk=case.request.pk)
    return operations.send_off(
        planned=planned, action=action, about=about, by=Actor.staff(case.user), at=case.at
    )


@every_action
def test_nothing_leaves_in_fifteen_seconds_then_exactly_what_was_shown_leaves_once(
    make: Callable[[str], Case], word: str
) -> None:
    case = make(word)
    deliver_reactions()
    before = stored(case)
    planned = pressed(case, word)
    assert [worker(case.at + timedelta(seconds=each)) for each in (0, 14)] == [0, 0]
    assert stored(case) == before
    shown = [(letter["to"], letter["subject"]) for letter in planned.letters]
    assert shown
    assert [worker(case.at + SECONDS) for _time in range(3)] == [1, 0, 0]
    assert mails(case) == sorted([*before["mails"], *shown])
    assert Departure.objects.get(pk=planned.departure_id).state == "sent"
    # Done by whoever pressed, at the moment at which it left.
    done = history_of(case.request.about).filter(user_id=case.user.pk, happened_at=case.at + SECONDS)
    assert done.exists()


@every_action
def test_undone_in_time_the_case_is_as_it_was_and_the_trail_says_so(
    make: Callable[[str], Case], word: str
) -> None:
    case = make(word)
    deliver_reactions()
    before, last = stored(case), Entry.objects.latest("pk").pk
    planned = pressed(case, word)
    operations.take_back(thing=planned.pk, by=Actor.staff(case.user), at=case.at + SECONDS)
    assert worker(case.at + timedelta(hours=1)) == 0
    assert stored(case) == before
    since = Entry.objects.filter(pk__gt=last).values_list("event", flat=True)
    assert list(since) == ["office.letter.leaving", "office.letter.recalled"]


@every_action
def test_worker_that_dies_halfway_leaves_it_on_its_way_and_the_next_turn_sends_it_once(
    make: Callable[[str], Case], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make(word)
    deliver_reactions()
    before = stored(case)
    planned = pressed(case, word)

    def die(**_kept: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(departures, "let_go", die)
        assert worker(case.at + SECONDS) == 0
    assert stored(case) == before
    assert worker(case.at + SECONDS + timedelta(minutes=6)) == 1
    shown = [(letter["to"], letter["subject"]) for letter in planned.letters]
    assert mails(case) == sorted([*before["mails"], *shown])


@pytest.mark.parametrize("word", [one.word for one in CASE_ACTIONS if not one.leaves])
def test_what_declares_no_letter_is_none_of_those_that_write_one(word: str) -> None:
    """Whoever adds an action whose press writes to somebody says so: these were looked at one by one."""
    assert word in QUIET


# Nothing of these leaves by itself: they move the case, or their letter has a departure of its own.
QUIET = {
    "prendi",
    "assegna",
    "ufficio",
    "protocollo",
    "priorita",
    "identifica",
    "prova",
    "annota",
    "carica",
    "ritira-consultazione",
    "giudica",
    "proponi-voce",
    "decision/",
    "decision/confirm/",
    "usa-copia",
    "proponi",
    "rimanda",
    "approva",
    "annulla-approvazione",
    "ricorso-respinto",
    "chiedi-garante",
    "parere-garante",
    "affida-riesame",
    "aggiungi-parte",
    "invia-avviso",
    "annulla-avviso",
    "accoglimento-comunicato",
    "parties/<int:party>/grant-received/",
    "rimedio",
    "rimedio-concluso",
    "difensore-civico",
    "pronuncia-difensore",
    "ricorso-notificato",
}


def test_every_letter_of_an_action_is_written_by_a_declared_reaction() -> None:
    """Else the rehearsal would show nothing, and the action would be done at once and write unseen."""
    declared = {str(each.run) for each in registry.desks()["foia"].reactions}
    written = {
        f"{write.__module__}.{write.__qualname__}"
        for action in CASE_ACTIONS
        if action.leaves
        for write in action.leaves.written_by
    }
    assert written - declared == set()


def test_looking_at_what_leaves_changes_nothing(make: Callable[[str], Case]) -> None:
    case = make("trasferisci")
    deliver_reactions()
    before, entries = stored(case), Entry.objects.count()
    [letter] = rehearse(BY_WORD["trasferisci"], case.call())
    assert (letter.to, WORDS in letter.text) == ("anna.verdi@posta.example", True)
    assert (stored(case), Entry.objects.count()) == (before, entries)


def test_what_cannot_be_done_is_refused_before_anything_is_planned(make: Callable[[str], Case]) -> None:
    case = make("proroga")
    case.given = {"words": ""}
    with pytest.raises(Refused) as caught:
        operations.prepare(action=BY_WORD["proroga"], call=case.call())
    assert (caught.value.refusal.code, PlannedCall.objects.count()) == ("words_length", 0)


def test_what_the_law_no_longer_allows_as_it_leaves_stays_and_whoever_pressed_is_told(
    make: Callable[[str], Case],
) -> None:
    first, second = make("trasferisci"), make("trasferisci")
    second.request = first.request
    second.given = {**second.given, "to_body": "Regione"}
    pressed(first, "trasferisci")
    held = pressed(second, "trasferisci")
    assert worker(first.at + SECONDS) == 1
    departure = Departure.objects.get(pk=held.departure_id)
    assert (departure.state, departure.trouble) == ("held", "wrong_state")
    assert history_of(first.request.about).filter(event="office.letter.held").count() == 1


def test_the_same_press_twice_leaves_once(make: Callable[[str], Case]) -> None:
    case = make("rispondi")
    pressed(case, "rispondi")
    with pytest.raises(Refused) as caught:
        pressed(case, "rispondi")
    assert caught.value.refusal.code == "already_leaving"
    case.given = {**case.given, "body": f"{WORDS} E un'altra cosa."}
    pressed(case, "rispondi")
    assert worker(case.at + SECONDS) == 2


def test_nothing_to_send_is_done_at_once(make: Callable[[str], Case], taken_request: Any) -> None:
    case = make("rispondi")
    case.request = taken_request(channel="counter", delivery="counter", email="")
    assert operations.prepare(action=BY_WORD["rispondi"], call=case.call()) is None
    assert Message.objects.filter(request=case.request).count() == 1


def test_receipt_that_moves_no_day_is_recorded_at_once(make: Callable[[str], Case]) -> None:
    case = make(RECEIPT)
    assert operations.prepare(action=BY_WORD[RECEIPT], call=case.call()) is None
    assert case.request.facts.filter(kind="party_notice_received").count() == 1


def test_files_wait_with_the_message_and_go_with_it(make: Callable[[str], Case]) -> None:
    case = make("rispondi")
    case.given["files"] = [a_file("mappa.txt", "Una mappa.")]
    planned = pressed(case, "rispondi")
    assert operations.files.files_about(planned.reference).count() == 1
    worker(case.at + SECONDS)
    [message] = Message.objects.filter(request=case.request)
    [kept] = operations.files.files_about(message.about)
    assert (kept.name, kept.access, operations.files.files_about(planned.reference).count()) == (
        "mappa.txt",
        "requester",
        0,
    )


def test_words_never_sent_go_after_a_day(make: Callable[[str], Case]) -> None:
    case = make("rispondi")
    case.given["files"] = [a_file("mappa.txt", "Una mappa.")]
    operations.prepare(action=BY_WORD["rispondi"], call=case.call())
    waits = pressed(make("proroga"), "proroga")
    later = case.at + timedelta(days=1, seconds=1)
    assert operations.remove_old(by=SYSTEM, at=later) == 1
    assert list(PlannedCall.objects.all()) == [waits]
