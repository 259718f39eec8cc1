"""What a page offers, what the API says can be done next, and what is accepted when it is sent: one and the same.

Every step of a case is tried in every state, with a body that is right in itself, on the page's address and the API's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.actions import CASE_ACTIONS
from foia.models import AccessRequest
from foia.operations import answering, parties, reopening, review, triage
from foia.operations.offers import reasons_against_steps
from foia.rules.case_steps import CaseStep as S
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.people.identity.models import User
from pasocial.office.people.members.operations import give_desk_role, give_office_role
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refusal
from tests.fixtures import signed_in_client
from tests.foia.api.conftest import Program, key_of
from tests.foia.conftest import GIVEN_ITEM, REFUSED_ITEM

SYSTEM = Actor.system("foia")
WORDS = "Parole abbastanza lunghe da dire perché, e che cosa."
PRIVATE_ITEM = replace(REFUSED_ITEM, ground="personal_data")
REFUSED = {"outcome": Outcome.REFUSED, "items": (REFUSED_ITEM,)}
TABS = ("panoramica", "messaggi", "parti", "decisione", "registro", "riesame")


@pytest.fixture
def town(user_with: Callable[..., User]) -> dict[str, User]:
    """`all` holds every role that a step asks for, so that only the case itself can stand in her way."""
    one = user_with("editor", office="rpct", name="Ada Tutto")
    give_desk_role(user=one, desk="foia", role="head", by=SYSTEM, at=timezone.now())
    return {
        "all": one,
        "contact": user_with(office="office_contact", name="Ugo Tecnico"),
        "other": user_with(office="rpct", name="Rita Altra"),
    }


@pytest.fixture
def make(
    filed_request: Any, taken_request: Any, submitted_request: Any, answered_request: Any, desk: Any
) -> dict[str, Callable[[], AccessRequest]]:
    """One case for each state, made by the operations; some states twice, where more than the state decides."""
    now = timezone.now()
    lately = now - timedelta(days=3)
    by = {"by": desk.by_editor, "at": now}

    def party(request: AccessRequest, **more: Any) -> Any:
        who = {"name": "Luci Srl", "email": "luci@pec.example", "interest": "economic_interests"}
        return parties.add_party(request_id=request.pk, **{**who, **more}, **by)

    def named(**changes: Any) -> AccessRequest:
        request = taken_request(at=lately, **changes)
        triage.ask_identification(request_id=request.pk, words=WORDS, **by)
        return request

    def waiting() -> AccessRequest:
        request = taken_request(at=lately)
        parties.notify_party(party_id=party(request).pk, **by)
        return request

    def drafted() -> AccessRequest:
        request = taken_request(at=lately)
        answering.draft_decision(
            request_id=request.pk, outcome="granted", reasons=WORDS, items=[GIVEN_ITEM], **by
        )
        return request

    def approved() -> AccessRequest:
        request = submitted_request(at=lately)
        answering.approve_decision(request_id=request.pk, by=desk.by_head, at=timezone.now())
        return request

    def held() -> AccessRequest:
        request = taken_request(at=now - timedelta(days=20))
        one = party(request)
        then = now - timedelta(days=15)
        step = {"party_id": one.pk, "by": desk.by_editor, "at": then}
        parties.notify_party(**step)
        parties.record_notice_received(on=timezone.localdate(then), **step)
        parties.record_opposition(on=timezone.localdate(then), text="Segreto.", **step)
        decided = {"request_id": request.pk, "at": now - timedelta(days=1)}
        answering.draft_decision(
            outcome="granted", reasons=WORDS, items=[GIVEN_ITEM], by=desk.by_editor, **decided
        )
        answering.submit_decision(by=desk.by_editor, **decided)
        answering.approve_decision(by=desk.by_head, **decided)
        answering.send_decision(request_id=request.pk, by=SYSTEM, at=now)
        return request

    def reviewed(**decision: Any) -> AccessRequest:
        request = answered_request(at=lately, **decision)
        review.ask_review(request_id=request.pk, grounds=WORDS, by=Actor.citizen("portal"), at=now)
        return request

    def moved(act: Callable[..., Any], request: AccessRequest, **step: Any) -> AccessRequest:
        act(request_id=request.pk, **{**by, **step})
        return request

    def closed() -> AccessRequest:
        request = answered_request(at=now - timedelta(days=100), **REFUSED)
        review.close_expired(by=SYSTEM, at=now)
        return request

    return {
        "received": lambda: filed_request(at=lately),
        "received late": lambda: filed_request(at=now - timedelta(days=60)),
        "environmental": lambda: taken_request(at=lately, kind="environmental"),
        "environmental, too late to extend": lambda: taken_request(
            at=now - timedelta(days=60), kind="environmental"
        ),
        "simple civic": lambda: taken_request(at=lately, kind="simple_civic"),
        "to be identified": named,
        "in progress": lambda: taken_request(at=lately),
        "a trial": lambda: moved(triage.mark_test, taken_request(at=lately)),
        "drafted": drafted,
        "awaiting parties": waiting,
        "submitted": lambda: submitted_request(at=lately),
        "approved": approved,
        "held": held,
        "granted": lambda: answered_request(at=lately),
        "refused": lambda: answered_request(at=lately, **REFUSED),
        "under review": lambda: reviewed(**REFUSED),
        "under review, personal data": lambda: reviewed(outcome=Outcome.REFUSED, items=(PRIVATE_ITEM,)),
        "under review, Garante asked": lambda: moved(
            review.ask_garante, reviewed(outcome=Outcome.REFUSED, items=(PRIVATE_ITEM,)), by=desk.by_rpct
        ),
        "reopened": lambda: moved(
            reopening.reopen_case, answered_request(at=lately, **REFUSED), basis="own_error", why=WORDS
        ),
        "transferred": lambda: moved(
            triage.transfer, taken_request(at=lately), to_body="Provincia di Esempio", words=WORDS
        ),
        "withdrawn": lambda: moved(answering.withdraw, taken_request(at=lately), by=Actor.citizen("portal")),
        "closed": closed,
    }


CASES = (
    *("received", "received late", "environmental", "environmental, too late to extend", "simple civic"),
    *("to be identified", "in progress", "a trial", "drafted", "awaiting parties", "submitted", "approved"),
    *("held", "granted", "refused", "under review", "under review, personal data"),
    *("under review, Garante asked", "reopened", "transferred", "withdrawn", "closed"),
)
# The step, its action, and what is sent to both; the address in the API is the step's own name.
ACTIONS = {
    S.TAKE: "prendi",
    S.KIND: "tipo",
    S.HOLDER: "ufficio",
    S.ASK_IDENTIFICATION: "chiedi-identita",
    S.IDENTIFY: "identifica",
    S.TRANSFER: "trasferisci",
    S.EXTEND: "proroga",
    S.MARK_TEST: "prova",
    S.CONSULT: "consulta",
    S.ADD_PARTY: "aggiungi-parte",
    S.SUBMIT: "proponi",
    S.RETURN: "rimanda",
    S.APPROVE: "approva",
    S.UNDO: "annulla-approvazione",
    S.REOPEN: "riapri",
    S.REJECTED_APPEAL: "ricorso-respinto",
    S.ASK_GARANTE: "chiedi-garante",
    S.RECORD_GARANTE: "parere-garante",
    S.ENTRUST_REVIEW: "affida-riesame",
    S.DECIDE_REVIEW: "decidi-riesame",
}


def bodies(town: dict[str, User], kind: str) -> dict[S, dict[str, Any]]:
    today = timezone.localdate().isoformat()
    return {
        S.KIND: {"kind": "generalised" if kind == "environmental" else "environmental"},
        S.HOLDER: {"holder": "Ufficio cultura"},
        S.ASK_IDENTIFICATION: {"words": WORDS},
        S.IDENTIFY: {"name": "Anna Verdi", "identified_by": "id_copy"},
        S.TRANSFER: {"to_body": "Provincia di Esempio", "words": WORDS},
        S.EXTEND: {"words": WORDS},
        S.CONSULT: {"contact": town["contact"].pk, "question": "Avete le fatture del 2025?", "due_on": today},
        S.ADD_PARTY: {
            "name": "Altri Srl", "email": "altri@pec.example", "interest": "economic_interests",
            "documents_read": True,
        },
        S.DRAFT: {"outcome": "granted", "reasons": WORDS},
        S.RETURN: {"why": WORDS},
        S.REOPEN: {"basis": "own_error", "on": today, "why": WORDS},
        S.REJECTED_APPEAL: {"judge": "court", "on": today, "why": WORDS},
        S.ASK_GARANTE: {"on": today},
        S.RECORD_GARANTE: {"on": today},
        S.ENTRUST_REVIEW: {"to": town["other"].pk},
        S.DECIDE_REVIEW: {"outcome": "refused", "reasons": WORDS},
    }  # fmt: skip


def tried(act: Callable[[], Any]) -> int:
    """The status of what was sent; whatever it did is taken back."""
    with transaction.atomic():
        status: int = act().status_code
        transaction.set_rollback(True)
    return status


def on_pages(client: Client, request: AccessRequest) -> set[str]:
    """The actions whose form stands on some tab with a button that can be pressed."""
    found = set()
    for tab in TABS:
        opened = BeautifulSoup(
            client.get(reverse("foia_staff:case_tab", args=[request.pk, tab])).content, "html.parser"
        )
        for form in opened.find_all("form", method="post"):
            buttons = [
                each
                for each in form.find_all("button")
                if each.get("type", "submit") == "submit"  # what only helps the draft along sends no step
                and not each.has_attr("disabled")
                and each.get("aria-disabled") != "true"
            ]
            # What is leaving is undone in the office's own bar, whatever made it leave.
            undoes = "pa-undo" in form.get("class", [])
            name = form["action"].rstrip("/").rsplit("/", 1)[-1]
            if buttons:
                found.add("annulla-approvazione" if undoes else name)
    return found


@pytest.mark.parametrize("name", CASES)
def test_offer_next_and_acceptance_are_one(name: str, make: Any, town: dict[str, User]) -> None:
    request = make[name]()
    request.refresh_from_db()
    program, client = Program(key_of(town["all"])[1]), signed_in_client(town["all"])
    sent = bodies(town, request.kind)
    possible = set(program.get(f"/requests/{request.pk}/").json()["next"])
    accepted, done = set(), set()
    for step in S:
        send = program.put if step is S.DRAFT else program.post
        address = f"/requests/{request.pk}/{step}/"
        body = sent.get(step, {})
        status = tried(lambda send=send, address=address, body=body: send(address, body, If_Match="*"))
        assert status in (200, 201, 409, 422), (step, status)
        accepted |= {str(step)} if status < 300 else set()
        if step in ACTIONS:
            action = reverse("foia_staff:action", args=[request.pk, ACTIONS[step]])
            status = tried(lambda action=action, body=body: client.post(action, body))
            assert status in (302, 422), (step, status)
            done |= {str(step)} if status == 302 else set()
    offered = on_pages(client, request)
    shown = {str(step) for step, action in ACTIONS.items() if action in offered}
    if "prepara" in offered:
        shown.add(str(S.DRAFT))
    assert accepted == possible
    assert done == possible - {str(S.DRAFT)}
    assert shown == possible


def test_every_state_was_tried(make: Any) -> None:
    states = set()
    for build in make.values():
        request = build()
        request.refresh_from_db()
        states.add(State(request.state))
    assert states == set(State)


def test_every_step_stands_at_its_address_with_its_guard_and_its_permission() -> None:
    """The name of a step is its address; asked what stands against it, its action answers with what the rules said."""
    said = {step: Refusal(str(step), "No.") for step in S}
    guarded = {one.path.rstrip("/"): one for one in CASE_ACTIONS if one.guard}
    assert {name: one.against(said, None).code for name, one in guarded.items()} == {
        str(step): str(step) for step in S
    }
    assert {name: one.permission for name, one in guarded.items() if one.permission != "foia.work"} == {
        **dict.fromkeys(("decision/return", "decision/approve", "decision/undo"), "foia.approve"),
        **dict.fromkeys(("reopen", "appeal-rejected"), "foia.reopen"),
        **dict.fromkeys(
            ("review/garante-asked", "review/garante-answered", "review/entrust", "review/decide"),
            "foia.review",
        ),
    }


def test_what_a_role_cannot_do_is_not_next(make: Any, desk: Any, town: dict[str, User]) -> None:
    request = make["under review"]()
    told = {
        who: Program(key_of(person)[1]).get(f"/requests/{request.pk}/").json()["next"]
        for who, person in (("editor", desk.editor), ("rpct", town["other"]))
    }
    assert told["editor"] == ["consultations", "parties"]
    assert told["rpct"] == ["appeal-rejected", "review/garante-asked", "review/entrust", "review/decide"]


def test_who_signed_is_not_offered_the_review(make: Any, desk: Any) -> None:
    request = make["under review"]()
    request.refresh_from_db()
    give_office_role(user=desk.head, role="rpct", by=SYSTEM, at=timezone.now())
    against = reasons_against_steps(request, user_id=desk.head.pk, at=timezone.now())
    assert against[S.DECIDE_REVIEW].code == "reviewer_is_decider"
    assert against[S.ENTRUST_REVIEW] is None


@pytest.mark.parametrize("name", CASES)
def test_citizen_is_offered_what_is_accepted_of_her(name: str, make: Any, client: Client) -> None:
    request = make[name]()
    email = {"X-Applicant-Email": request.applicant.email}
    program = Program(**email)
    address = f"/requests/by-code/{request.code}/"
    may = set(program.get(address).json()["may"])
    bodies = {
        "messages": {"body": "Mi bastano i documenti del 2025."},
        "identity": {"name": "Anna Verdi"},
        "withdraw": {},
        "rating": {"face": 3},
        "review": {"grounds": WORDS},
    }
    names = dict(zip(bodies, ("write", "identify", "withdraw", "rate", "ask_review"), strict=True))
    accepted = {
        names[path]
        for path, body in bodies.items()
        if tried(lambda path=path, body=body: program.post(f"{address}{path}/", body)) < 300
    }
    assert accepted == may
