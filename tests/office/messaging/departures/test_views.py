"""The page of what leaves: what each person may do there, and that it costs the same however much leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pasocial.office.messaging.departures import operations
from pasocial.office.messaging.departures.bars import undo_bars
from pasocial.office.messaging.departures.models import Departure, Freeze
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import coordinator, signed_in_client, user_with

pytestmark = pytest.mark.django_db
PAGE = "/redazione/partenze/"
Planned = Callable[..., Departure]


def test_head_calls_back_and_lands_where_she_was(planned: Planned) -> None:
    departure = planned(at=timezone.now())
    client = signed_in_client(user_with("newsroom", "head"))
    assert "Prova 1" in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{departure.pk}/annulla/", {"next": "/redazione/attivita/"})
    assert (answer.status_code, answer["Location"]) == (302, "/redazione/attivita/")
    departure.refresh_from_db()
    assert departure.state == "recalled"
    assert "Prova 1" in client.get(f"{PAGE}?vista=concluse").content.decode()


@pytest.mark.parametrize("back", ["https://altrove.example/", "//altrove.example/", ""])
def test_nobody_is_sent_elsewhere(planned: Planned, back: str) -> None:
    departure = planned(at=timezone.now())
    client = signed_in_client(user_with("newsroom", "head"))
    assert client.post(f"{PAGE}{departure.pk}/annulla/", {"next": back})["Location"] == PAGE


def test_editor_reads_and_changes_nothing(planned: Planned) -> None:
    departure = planned(at=timezone.now())
    client = signed_in_client(user_with("newsroom", "editor"))
    page = client.get(PAGE).content.decode()
    assert ("Prova 1" in page, f"{departure.pk}/annulla/" in page, "Ferma tutto" in page) == (
        True,
        False,
        False,
    )
    for act in (f"{departure.pk}/annulla/", f"{departure.pk}/momento/", "ferma/"):
        assert client.post(f"{PAGE}{act}", {}).status_code == 403


def test_another_desk_sees_nothing_of_it(planned: Planned) -> None:
    planned(at=timezone.now())
    assert "Prova 1" not in signed_in_client(user_with("foia", "head")).get(PAGE).content.decode()


def test_another_moment_is_kept_and_a_wrong_one_comes_back_as_typed(planned: Planned) -> None:
    departure = planned(at=timezone.now())
    client = signed_in_client(user_with("newsroom", "head"))
    wrong = client.post(f"{PAGE}{departure.pk}/momento/", {"day": "2020-01-02", "hour": "09:30"})
    assert (wrong.status_code, "2020-01-02" in wrong.content.decode()) == (422, True)
    day = timezone.localdate() + timedelta(days=2)
    assert client.post(f"{PAGE}{departure.pk}/momento/", {"day": day, "hour": "09:30"}).status_code == 302
    departure.refresh_from_db()
    assert timezone.localtime(departure.leaves_at).strftime("%Y-%m-%d %H:%M") == f"{day} 09:30"


def test_a_stop_is_read_on_every_page_of_the_desk_until_it_ends(planned: Planned) -> None:
    planned(at=timezone.now())
    head = signed_in_client(user_with("newsroom", "head"))
    editor, other = (signed_in_client(user_with(desk, "editor")) for desk in ("newsroom", "foia"))
    assert head.post(f"{PAGE}ferma/", {"desk": "foia", "reason": "Notizia sbagliata."}).status_code == 422
    assert head.post(f"{PAGE}ferma/", {"desk": "newsroom", "reason": ""}).status_code == 422
    assert head.post(f"{PAGE}ferma/", {"desk": "newsroom", "reason": "Notizia sbagliata."}).status_code == 302
    stop = Freeze.objects.get()
    reads = [
        "Notizia sbagliata." in each.get("/redazione/").content.decode() for each in (head, editor, other)
    ]
    assert reads == [True, True, False]
    lift = f"{PAGE}fermi/{stop.pk}/riprendi/"
    assert [each.post(lift).status_code for each in (editor, other)] == [403, 403]
    assert signed_in_client(coordinator()).post(lift).status_code == 302
    assert "Notizia sbagliata." not in editor.get("/redazione/").content.decode()


def test_the_page_costs_the_same_with_one_and_with_ten(planned: Planned) -> None:
    client = signed_in_client(user_with("newsroom", "head"))
    counted = []
    for many in (1, 10):
        for thing in range(many):
            planned(thing, at=timezone.now(), by=Actor.staff(user_with("newsroom", "editor")))
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(PAGE)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_what_has_no_moment_says_that_it_waits(planned: Planned) -> None:
    operations.wait_until(departure_id=planned().pk, leaves_at=None)
    page = signed_in_client(user_with("newsroom", "head")).get(PAGE).content.decode()
    assert "aspetta qualcos&#x27;altro" in page or "aspetta qualcos'altro" in page


def test_only_what_leaves_within_its_seconds_counts_down_on_a_page(planned: Planned) -> None:
    now = timezone.now()
    departure, head = planned(at=now), user_with("newsroom", "head")
    shown = {"about": departure.about, "user": head, "back": lambda one: "/redazione/"}
    assert [bar["id"] for bar in undo_bars(at=now, **shown)] == ["annulla"]
    assert undo_bars(at=now + timedelta(seconds=15), **shown) == []
    operations.wait_until(departure_id=departure.pk, leaves_at=now + timedelta(days=3))
    assert undo_bars(at=now, **shown) == []
    operations.wait_until(departure_id=departure.pk, leaves_at=None)
    assert undo_bars(at=now, **shown) == []


def test_whoever_sent_it_may_undo_it_whatever_her_role(planned: Planned) -> None:
    editor = user_with("newsroom", "editor")
    departure = planned(at=timezone.now(), by=Actor.staff(editor))
    signed_in_client(editor).post(f"{PAGE}{departure.pk}/annulla/", {})
    departure.refresh_from_db()
    assert departure.state == "recalled"
