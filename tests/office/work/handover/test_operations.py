"""One desk gives, another accepts: both in one transaction, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from desks.newsroom.models import Commission
from foia.models import AccessRequest
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from pasocial.office.work.handover import operations, queries
from pasocial.office.work.handover.models import Handover
from pasocial.office.work.items.models import Item
from pasocial.office.work.items.operations import open_item
from pasocial.refusal import Refused
from pasocial.site.operations import plant_home

pytestmark = pytest.mark.django_db
ASKED = {
    "channel": "email",
    "subject": "Costi della mensa",
    "body": "Chiedo copia dei contratti della mensa scolastica degli ultimi tre anni.",
    "name": "Ada Lovato",
    "email": "ada@posta.example",
}


def test_a_thing_received_elsewhere_becomes_an_access_request(by: Actor, now: datetime) -> None:
    received = now.replace(hour=7)
    given = operations.give(
        kind="access_request",
        about="contacts.thread:7",
        given={**ASKED, "received_at": received},
        by=by,
        at=now,
    )
    request = AccessRequest.objects.get()
    assert (given.made, request.channel, request.received_at) == (request.about, "email", received)
    assert request.applicant.name == "Ada Lovato"
    told = Entry.objects.get(event="office.handover.given")
    assert (told.about, told.note) == (
        "contacts.thread:7",
        {"kind": "access_request", "desk": "foia", "made": request.about},
    )
    assert queries.origin_of(request.about) == given
    assert list(queries.given_from("contacts.thread:7")) == [given]


def test_the_same_thing_given_twice_is_one(by: Actor, now: datetime) -> None:
    first, second = (
        operations.give(kind="access_request", about="contacts.thread:7", given=ASKED, by=by, at=now)
        for _ in "ab"
    )
    assert first == second
    assert (AccessRequest.objects.count(), Entry.objects.filter(event="office.handover.given").count()) == (
        1,
        1,
    )


def test_what_the_other_desk_refuses_is_refused_and_leaves_nothing(by: Actor, now: datetime) -> None:
    with pytest.raises(Refused) as refused:
        operations.give(
            kind="access_request", about="contacts.thread:7", given={**ASKED, "body": ""}, by=by, at=now
        )
    assert "body" in {refusal.field for refusal in refused.value.refusals}
    assert (Handover.objects.count(), AccessRequest.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_what_no_desk_accepts_is_refused_in_words(
    by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "acceptances", dict)
    with pytest.raises(Refused) as refused:
        operations.give(kind="page", about="foia.topic:1", given={}, by=by, at=now)
    assert refused.value.refusal.code == "nobody_accepts"


def test_a_page_is_accepted_with_a_draft_to_write_in_and_renewed_after_it_was_dropped(
    by: Actor, now: datetime
) -> None:
    plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=by, at=now)
    wanted = {
        "title": "Come si chiede una carta d'identità",
        "brief": "Lo chiedono ogni giorno allo sportello.",
    }

    def given() -> Handover:
        return operations.give(kind="page", about="contacts.topic:3", given=wanted, by=by, at=now)

    first = given()
    commission = Commission.objects.get()
    assert (first.made, commission.title) == (f"newsroom.commission:{commission.pk}", wanted["title"])
    assert given() == first
    assert Commission.objects.get().page_id == commission.page_id
    assert Item.objects.get().handed_from == "contacts"


def test_a_work_item_given_to_another_desk_is_over(by: Actor, now: datetime) -> None:
    item = open_item(
        desk="newsroom", kind="reply", about="newsroom.page:4", title="Chiede atti", by=by, at=now
    )
    given = operations.give_item(
        item_id=item.pk, kind="access_request", given=ASKED, outcome="Affidata", by=by, at=now
    )
    item.refresh_from_db()
    assert (given.about, item.state, item.outcome) == ("newsroom.page:4", "done", "Affidata")


def test_desks_declare_what_they_accept_and_none_its_own() -> None:
    assert sorted(queries.acceptances()) == ["access_request", "page"]
    assert sorted(queries.acceptances(beside="foia")) == ["page"]


def test_two_desks_that_accept_one_kind_are_told_at_start_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from pasocial.office.record.registry.checks import desk_declarations

    known: dict[str, Any] = dict(registry.desks())
    known["newsroom"] = replace(known["newsroom"], accepts=known["foia"].accepts)
    monkeypatch.setattr(registry, "desks", lambda: known)
    assert [error.id for error in desk_declarations()] == ["office.E006"]
