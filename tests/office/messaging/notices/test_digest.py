"""What needs me is told at once, the rest once a day; what is over goes by itself; and nobody reads a citizen by mail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pasocial.office.messaging.notices import operations, queries, tasks
from pasocial.office.messaging.notices.models import Mail, Notice, NoticeChoice
from pasocial.office.messaging.notices.reactions import clear_what_is_over
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from tests.fixtures import NOW, signed_in_client, user_with

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
SECRET = "Le fatture di Ada Neri, via Roma 12"


def tell(*people: Any, kind: str = "foia.deadline", about: str = "foia.request:1", **more: Any) -> int:
    told: dict[str, Any] = {
        "user_ids": [person.pk for person in people],
        "key": f"{kind}:{about}",
        "kind": kind,
        "about": about,
        "name": f"2026/{int(about.rsplit(':', 1)[1]):07d}",
        "title": SECRET,
        "url": "/redazione/foia/richieste/1/",
        "at": NOW,
        **more,
    }
    return operations.tell(**told)


def digest(person: Any, day: date = DAY) -> bool:
    return operations.send_digest(user_id=person.pk, day=day, at=NOW)


def test_what_needs_her_is_mailed_at_once_and_the_rest_waits_for_the_morning() -> None:
    head = user_with("foia", "head")
    assert tell(head, kind="foia.approve") == 1
    assert tell(head, kind="foia.approve") == 0
    tell(head, kind="foia.deadline", words="Scade oggi")
    [mail] = Mail.objects.all()
    assert (mail.to, mail.subject) == (head.email, "Approva la decisione: 2026/0000001")
    assert [digest(head), digest(head)] == [True, False]
    morning = Mail.objects.exclude(pk=mail.pk).get()
    assert morning.subject == "Riepilogo del mattino: 1 novità"
    assert "Rispondi: la scadenza si avvicina (1)\n- 2026/0000001: Scade oggi" in morning.text
    assert "Approva la decisione" not in morning.text, "it was told already"


def test_no_mail_says_what_a_citizen_wrote() -> None:
    head = user_with("foia", "head")
    tell(head, kind="foia.approve")
    tell(head, kind="foia.deadline")
    digest(head)
    written = [f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in Mail.objects.all()]
    assert len(written) == 2
    assert [SECRET in words or "Ada Neri" in words for words in written] == [False, False]
    assert Notice.objects.filter(title=SECRET).count() == 2


def test_nothing_is_written_when_nothing_is_owed() -> None:
    head, gone = user_with("foia", "head"), user_with("foia", "head")
    assert digest(head) is False
    tell(head)
    operations.mark_read(user_id=head.pk, at=NOW)
    assert digest(head) is False
    tell(gone)
    gone.is_active = False
    gone.save()
    assert (digest(gone), tasks.send_digests()) == (False, 0)
    assert Mail.objects.count() == 0


def test_what_comes_later_in_the_day_waits_for_the_next_digest() -> None:
    head = user_with("foia", "head")
    tell(head)
    assert digest(head) is True
    tell(head, about="foia.request:2")
    assert digest(head) is False
    assert digest(head, DAY + timedelta(days=1)) is True
    assert ["0000001" in mail.text for mail in Mail.objects.order_by("id")] == [True, False]


def test_the_turn_writes_to_everybody_who_is_owed_one() -> None:
    first, second = user_with("foia", "head"), user_with("foia", "head")
    tell(first, second)
    assert [tasks.send_digests(), tasks.send_digests()] == [2, 0]
    assert {mail.to for mail in Mail.objects.all()} == {first.email, second.email}


def test_digest_is_in_the_readers_language() -> None:
    head = user_with("foia", "head")
    head.language = "en"
    head.save()
    tell(head)
    digest(head)
    [mail] = Mail.objects.all()
    assert (mail.language, mail.subject) == ("en", "Morning summary: 1 piece of news")
    assert '<html lang="en">' in mail.html


def test_she_chooses_for_each_kind_and_may_stop_all_mail_with_one_press() -> None:
    head = user_with("foia", "head")
    client = signed_in_client(head)
    page = client.get("/redazione/avvisi/").content.decode()
    assert 'name="foia.approve"' in page
    assert 'name="newsroom.approve"' not in page, "not her desk"
    assert 'name="foia.review"' not in page, "a letter of its own goes with it"
    assert client.post("/redazione/avvisi/preferenze/", {"foia.approve": "never"}).status_code == 422
    client.post("/redazione/avvisi/preferenze/", {"foia.approve": "digest", "foia.deadline": "now"})
    assert queries.ways_of(head.pk) == {"foia.approve": "digest", "foia.deadline": "now"}
    tell(head, kind="foia.approve")
    assert (Mail.objects.count(), queries.unread_count(head)) == (0, 1)
    tell(head, kind="foia.deadline")
    assert Mail.objects.count() == 1
    client.post("/redazione/avvisi/preferenze/", {"quiet": "1"})
    assert set(NoticeChoice.objects.filter(user=head).values_list("way", flat=True)) == {"inside"}
    tell(head, kind="foia.message", about="foia.request:3")
    assert (Mail.objects.count(), Notice.objects.filter(owed_by_mail=True, kind="foia.message").count()) == (
        1,
        0,
    )


def test_head_finds_things_with_their_verbs_and_the_bell_counts_what_waits_for_her() -> None:
    head = user_with("foia", "head")
    for number in range(1, 79):
        tell(head, kind="office.item_new", about=f"foia.request:{number}", key=f"new:{number}")
    tell(head, kind="foia.approve", about="foia.request:40")
    tell(head, kind="foia.deadline", about="foia.request:40", words="Scade oggi")
    assert queries.unread_count(head) == 1
    answer = signed_in_client(head).get("/redazione/avvisi/")
    first = answer.context["things"][0]
    assert (first.name, first.waits) == ("2026/0000040", True)
    assert [line.words for line in first.lines] == [
        "Scade oggi",
        "Approva la decisione",
        "Assegna: nuova attività in coda",
    ]
    assert len(answer.context["things"]) == 30
    assert answer.context["page"].paginator.count == 78, "things, not lines"
    operations.send_digest(user_id=head.pk, day=DAY, at=NOW)
    morning = Mail.objects.get(kind="office/digest")
    assert "Assegna: nuova attività in coda (78)" in morning.text
    assert "e altre 73" in morning.text


def test_page_costs_the_same_with_one_thing_and_with_thirty(django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    head = user_with("foia", "head")
    client = signed_in_client(head)
    tell(head)
    client.get("/redazione/avvisi/")
    with CaptureQueriesContext(connection) as one:
        client.get("/redazione/avvisi/")
    for number in range(2, 30):
        tell(head, about=f"foia.request:{number}")
    with django_assert_num_queries(len(one)):
        client.get("/redazione/avvisi/")


def test_what_is_done_is_not_left_unread() -> None:
    head, other = user_with("foia", "head"), user_with("foia", "head")
    tell(head, other, kind="foia.approve")
    tell(head, kind="foia.approve", about="foia.request:2")
    tell(head, kind="foia.message")
    entry = record(
        event="foia.decision.approved", about="foia.request:1", by=Actor.system("test"), at=NOW, note={}
    )
    clear_what_is_over(entry)
    left = Notice.objects.filter(read_at=None).order_by("id").values_list("kind", "about")
    assert list(left) == [("foia.approve", "foia.request:2"), ("foia.message", "foia.request:1")]


def test_every_kind_that_waits_for_somebody_ends_by_some_event() -> None:
    by_their_own_operation = {
        "office.item_assigned",
        "office.mail_refused",
        "office.called",
        "office.departure_stuck",
        "office.approval_late",
    }
    endless = {
        kind.code
        for kind in registry.notice_kinds().values()
        if kind.way == "now" and not kind.over and kind.code not in by_their_own_operation
    }
    assert endless == set()


def test_a_nearer_day_stands_instead_of_the_former() -> None:
    head = user_with("foia", "head")
    tell(head, key="7", words="Scade entro una settimana", instead=True)
    tell(head, key="2", words="Scade tra due giorni o meno", instead=True)
    unread = Notice.objects.filter(read_at=None)
    assert list(unread.values_list("words", flat=True)) == ["Scade tra due giorni o meno"]


def test_old_lines_go_but_not_what_still_waits() -> None:
    head = user_with("foia", "head")
    tell(head, kind="foia.approve", about="foia.request:1")
    tell(head, kind="foia.deadline", about="foia.request:2")
    tell(head, kind="foia.deadline", about="foia.request:3")
    Notice.objects.filter(about="foia.request:3").update(read_at=NOW)
    assert operations.remove_old(at=NOW + timedelta(days=29)) == 0
    assert operations.remove_old(at=NOW + timedelta(days=31)) == 1
    assert operations.remove_old(at=NOW + timedelta(days=91)) == 1
    assert Notice.objects.values_list("about").get() == ("foia.request:1",)
