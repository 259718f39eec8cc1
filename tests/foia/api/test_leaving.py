"""Programs: the same act answers with what leaves, when, and how it is undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from foia.models import AccessRequest
from pasocial.office.messaging.departures import operations as departures
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from tests.fixtures import deliver_reactions
from tests.foia.api.conftest import problem

TELLS_OF = ("foia/api/views/acting.py", "pasocial/office/messaging/departures/api.py")
WORDS = {"words": "La richiesta è ampia: rispondiamo entro sessanta giorni."}


def test_the_act_answers_with_its_departure_and_leaves_the_case_as_it_is(
    filed_request: Any, program: Any
) -> None:
    request = filed_request(at=timezone.now(), kind="environmental")
    editor = program("editor")
    answer = editor.post(f"/requests/{request.pk}/extend/", {**WORDS, "version": request.version})
    told = answer.json()
    [leaving] = told["departures"]
    departure = Departure.objects.get()
    assert (answer.status_code, leaving["id"], leaving["state"]) == (200, departure.pk, "leaving")
    assert parse_datetime(leaving["departs_at"]) == departure.leaves_at
    assert leaving["undo"].endswith(f"/api/v1/office/departures/{departure.pk}/undo/")
    assert (told["version"], told["due_on"]) == (request.version, request.due_on.isoformat())
    left = departures.send_due(by=Actor.system("test"), at=timezone.now() + timedelta(seconds=16))
    deliver_reactions()
    after = editor.get(f"/requests/{request.pk}/").json()
    assert (left, after["departures"], after["due_on"] > told["due_on"]) == (1, [], True)
    # The trail names the key that asked, not the worker that let it go.
    assert history_of(request.about).get(event="foia.request.extended").actor_kind == "machine"


def test_it_is_undone_by_whoever_may_and_not_by_a_key_without_its_scope(
    filed_request: Any, program: Any
) -> None:
    request = filed_request(at=timezone.now(), kind="environmental")
    editor = program("editor")
    told = editor.post(f"/requests/{request.pk}/extend/", {**WORDS, "version": request.version}).json()
    undo = told["departures"][0]["undo"]
    undo = urlsplit(undo).path
    problem(program("editor", scopes=("foia.read",)).post(undo), 403)
    problem(program("viewer").post(undo), 403)
    assert editor.post(undo).json()["state"] == "recalled"
    assert problem(editor.post(undo), 422)["code"] == "not_leaving"
    problem(editor.post("/api/v1/office/departures/999999/undo/"), 404)
    assert AccessRequest.objects.get(pk=request.pk).due_on == request.due_on
