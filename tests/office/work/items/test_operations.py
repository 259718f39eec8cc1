"""Work items: opened once, given, handed over, ended; people are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.messaging.notices.operations import choose_ways
from pasocial.office.messaging.notices.tasks import send_digests
from pasocial.office.people.members import operations as members
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry
from pasocial.office.record.trail.operations import deliver, record
from pasocial.office.work.items import operations, queries, tasks
from pasocial.office.work.items.models import Item
from pasocial.refusal import Refused
from tests.fixtures import signed_in_client, user_with

pytestmark = pytest.mark.django_db


def opened(
    by: Actor, now: datetime, *, desk: str = "foia", about: str = "foia.request:1", **more: object
) -> Item:
    return operations.open_item(
        desk=desk,
        kind="answer",
        about=about,
        title="Rispondere",
        by=by,
        at=now,
        **more,  # type: ignore[arg-type]
    )


def deliver_all(now: datetime) -> None:
    for pk in list(Delivery.objects.filter(state="pending").values_list("pk", flat=True)):
        assert deliver(delivery_id=pk, at=now)


def test_same_open_item_is_opened_once_and_again_after_its_end(by: Actor, now: datetime) -> None:
    first = opened(by, now)
    assert opened(by, now).pk == first.pk
    operations.finish_item(item_id=first.pk, outcome="fatto", by=by, at=now)
    assert opened(by, now).pk != first.pk
    assert Entry.objects.filter(event="office.item.opened").count() == 2


def test_item_for_a_desk_that_does_not_exist_is_an_error(by: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        opened(by, now, desk="nowhere")


@pytest.mark.parametrize(("desk", "role"), [("newsroom", "editor"), ("foia", "viewer")])
def test_item_is_given_only_to_who_works_at_its_desk(desk: str, role: str, by: Actor, now: datetime) -> None:
    with pytest.raises(Refused) as refused:
        operations.assign(item_id=opened(by, now).pk, to=user_with(desk, role), by=by, at=now)
    assert refused.value.refusal.code == "not_of_desk"


@pytest.mark.parametrize(
    ("desk", "why", "code"),
    [("foia", "perché", "same_desk"), ("office", "perché", "same_desk"), ("newsroom", " ", "why_missing")],
)
def test_hand_over_that_makes_no_sense_is_refused(
    desk: str, why: str, code: str, by: Actor, now: datetime
) -> None:
    item = opened(by, now)
    with pytest.raises(Refused) as refused:
        operations.hand_over(item_id=item.pk, desk=desk, why=why, by=by, at=now)
    item.refresh_from_db()
    assert (refused.value.refusal.code, item.desk) == (code, "foia")


def test_hand_over_to_a_desk_that_already_has_it_is_refused_in_words(by: Actor, now: datetime) -> None:
    item = opened(by, now)
    opened(by, now, desk="newsroom")
    with pytest.raises(Refused) as refused:
        operations.hand_over(item_id=item.pk, desk="newsroom", why="perché", by=by, at=now)
    assert refused.value.refusal.code == "already_there"


def test_ended_item_stays_ended(by: Actor, now: datetime) -> None:
    item = opened(by, now)
    assert operations.finish_items(about=item.about, by=by, at=now) == 1
    assert operations.finish_items(about=item.about, by=by, at=now) == 0
    for attempt in (
        lambda: operations.finish_item(item_id=item.pk, outcome="x", by=by, at=now),
        lambda: operations.assign(item_id=item.pk, to=user_with("foia"), by=by, at=now),
        lambda: operations.hand_over(item_id=item.pk, desk="newsroom", why="x", by=by, at=now),
    ):
        with pytest.raises(Refused):
            attempt()


def test_heads_are_told_of_new_work_and_the_assignee_of_hers(by: Actor, now: datetime) -> None:
    head, editor, elsewhere = (
        user_with("foia", "head"),
        user_with("foia", "editor"),
        user_with("newsroom", "head"),
    )
    item = opened(by, now)
    operations_told = [head.pk]
    deliver_all(now)
    assert list(Notice.objects.values_list("user", flat=True)) == operations_told
    operations.assign(item_id=item.pk, to=editor, by=Actor.staff(head), at=now)
    deliver_all(now)
    assert Notice.objects.filter(user=editor).values_list("kind", "title", "url").get() == (
        "office.item_assigned",
        "Rispondere",
        f"/redazione/attivita/{item.pk}/",
    )
    mail = Mail.objects.get()
    assert (mail.to, mail.kind, "Rispondere" in mail.subject + mail.text + mail.html) == (
        editor.email,
        "office/notice",
        False,
    ), "a title may be a citizen's own words"
    assert list(Notice.objects.filter(user=head, read_at=None)) == [], "it is nobody's to assign any more"
    operations.hand_over(item_id=item.pk, desk="newsroom", why="x", by=Actor.staff(editor), at=now)
    deliver_all(now)
    assert Notice.objects.filter(user=elsewhere).count() == 1


def test_who_takes_work_herself_is_not_told_of_it_and_may_refuse_mail(by: Actor, now: datetime) -> None:
    me = user_with("foia", "editor")
    first, second = opened(by, now), opened(by, now, about="foia.request:2")
    operations.assign(item_id=first.pk, to=me, by=Actor.staff(me), at=now)
    choose_ways(user_id=me.pk, ways={"office.item_assigned": "inside"})
    operations.assign(item_id=second.pk, to=me, by=by, at=now)
    deliver_all(now)
    assert (Notice.objects.filter(user=me).count(), Mail.objects.count()) == (1, 0)


def test_refused_mail_is_told_to_who_works_on_the_case(by: Actor, now: datetime) -> None:
    head, editor = user_with("foia", "head"), user_with("foia", "editor")
    item = opened(by, now)
    operations.assign(item_id=item.pk, to=editor, by=Actor.staff(editor), at=now)
    record(event="office.mail.refused", about=item.about, by=by, at=now)
    record(event="office.mail.refused", about="foia.request:99", by=by, at=now)
    Notice.objects.all().delete()
    deliver_all(now)
    told = Notice.objects.filter(kind="office.mail_refused").values_list("user", "url")
    assert sorted(told) == sorted(
        [
            (editor.pk, "/redazione/attivita/caso/foia.request:1/"),
            (head.pk, "/redazione/attivita/caso/foia.request:99/"),
        ]
    )


def test_each_morning_people_hear_once_of_what_is_due(by: Actor, now: datetime) -> None:
    me, other = user_with("foia", "editor"), user_with("foia", "editor")
    today = timezone.localdate()
    for number, due in enumerate(
        [today - timedelta(days=4), today + timedelta(days=2), today + timedelta(days=3)]
    ):
        item = opened(by, now, about=f"foia.request:{number}", due_on=due)
        operations.assign(
            item_id=item.pk, to=me if due != today + timedelta(days=3) else other, by=by, at=now
        )
    assert [tasks.tell_of_due(), tasks.tell_of_due()] == [1, 0]
    assert Notice.objects.get().words == "2 attività scadono o sono scadute"
    assert send_digests() == 1
    mail = Mail.objects.exclude(kind="office/notice").get()
    assert (mail.to, "2 attività scadono o sono scadute" in mail.text) == (me.email, True)
    tomorrow = timezone.now() + timedelta(days=1)
    with patch("pasocial.office.work.items.tasks.timezone.now", return_value=tomorrow):
        tasks.tell_of_due()
    unread = Notice.objects.filter(user=me, kind="office.due", read_at=None)
    assert [notice.key for notice in unread] == [f"due:{timezone.localdate(tomorrow).isoformat()}:{me.pk}"], (
        "one line stands, not one for each morning"
    )


def test_done_work_is_nobodys_news(by: Actor, now: datetime) -> None:
    head = user_with("foia", "head")
    item = opened(by, now)
    deliver_all(now)
    assert Notice.objects.get(user=head).read_at is None
    operations.finish_item(item_id=item.pk, outcome="Fatto", by=by, at=now)
    deliver_all(now)
    assert Notice.objects.get(user=head).read_at is not None


def test_every_kind_of_item_has_its_verb() -> None:
    import ast

    from tests.architecture.tree import modules, text

    # Each constant ITEM, …_ITEM and each literal kind of what a desk opens is declared with a verb.
    kinds: dict[str, set[str]] = {"foia": set(), "newsroom": set()}
    for path in modules():
        desk = "foia" if path.parts[0] == "foia" else "newsroom" if "newsroom" in path.parts else ""
        if not desk or "operations" not in str(path):
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                name = ast.unparse(node.targets[0])
                if name.endswith("ITEM") or name == "PARTY_REVIEW":
                    kinds[desk].add(node.value.value)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("open_item"):
                kinds[desk] |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == "kind" and isinstance(word.value, ast.Constant)
                }
    declared = {desk: set(registry.desks()[desk].item_verbs) for desk in kinds}
    assert declared == kinds


def test_load_counts_open_unassigned_and_late_by_desk_and_person(by: Actor, now: datetime) -> None:
    me = user_with("foia", "editor")
    day = date(2026, 3, 10)
    for number, due in enumerate([date(2026, 3, 9), date(2026, 3, 10), None]):
        opened(by, now, about=f"foia.request:{number}", due_on=due)
    operations.assign(item_id=Item.objects.order_by("id")[0].pk, to=me, by=by, at=now)
    assert queries.load_by_desk(day) == [{"desk": "foia", "open": 3, "unassigned": 2, "late": 1}]
    assert queries.load_by_person(day) == [
        {"assignee_id": me.pk, "assignee__full_name": me.full_name, "open": 1, "late": 1}
    ]
    none = {"open": 0, "unassigned": 0, "late": 0, "mine": 0}
    assert queries.waiting(me, ["foia", "newsroom"], day) == {
        "foia": {"open": 3, "unassigned": 2, "late": 1, "mine": 1},
        "newsroom": none,
    }
    assert queries.waiting(user_with("newsroom", "editor"), ["newsroom"], day) == {"newsroom": none}


def test_item_that_is_over_is_neither_given_nor_ended_again(by: Actor, now: datetime) -> None:
    item = opened(by, now)
    done = {"item_id": item.pk, "by": by, "at": now}

    def refused(act, **step) -> str:
        with pytest.raises(Refused) as caught:
            act(**done, **step)
        return caught.value.refusal.code

    assert refused(operations.finish_item, outcome=" ") == "outcome_missing"
    operations.finish_item(**done, outcome="Fatto")
    assert refused(operations.finish_item, outcome="Fatto") == "item_done"
    assert refused(operations.assign, to=None) == "item_done"
    assert refused(operations.hand_over, desk="newsroom", why="È vostra.") == "item_done"


def away(person: Any, deputy: Any, by: Actor, now: datetime) -> None:
    members.record_absence(
        user=person, first_day=now.date(), last_day=now.date(), deputy=deputy, by=by, at=now
    )


def test_deputy_receives_what_is_given_to_whoever_is_away_and_is_told_why(by: Actor, now: datetime) -> None:
    person, deputy = user_with("foia", full_name="Ada Rossi"), user_with("foia")
    away(person, deputy, by, now)
    item = operations.assign(item_id=opened(by, now).pk, to=person, by=by, at=now)
    assert (item.assignee, item.instead_of) == (deputy, person)
    assert Entry.objects.get(event="office.item.assigned").note == {
        "desk": "foia",
        "to": deputy.pk,
        "for": "foia.request:1",
        "instead_of": person.pk,
    }
    deliver_all(now)
    assert Notice.objects.get(user=deputy).words == "Sostituisci Ada Rossi, che è assente"
    page = signed_in_client(deputy).get(f"/redazione/attivita/{item.pk}/").content.decode()
    assert "Ada Rossi, che è assente" in page


def test_whoever_takes_it_herself_is_back_and_a_deputy_of_no_use_changes_nothing(
    by: Actor, now: datetime
) -> None:
    person = user_with("foia", "editor")
    members.give_desk_role(user=person, desk="newsroom", role="editor", by=by, at=now)
    away(person, user_with("newsroom", "editor"), by, now)
    given = operations.assign(item_id=opened(by, now).pk, to=person, by=by, at=now)
    assert (given.assignee, given.instead_of) == (person, None)
    other = user_with("foia")
    away(other, user_with("foia"), by, now)
    taken = operations.assign(
        item_id=opened(by, now, about="foia.request:2").pk, to=other, by=Actor.staff(other), at=now
    )
    assert (taken.assignee, taken.instead_of) == (other, None)


def test_group_has_it_before_it_and_whoever_takes_it_first_has_it(by: Actor, now: datetime) -> None:
    stranger, writer = user_with("newsroom", "editor"), user_with("newsroom", "editor")
    group = members.open_group(code="social", name="Squadra social", by=by, at=now)
    members.join_group(group_id=group.pk, user=writer, by=by, at=now)
    item = operations.assign_to_group(item_id=opened(by, now).pk, group_id=group.pk, by=by, at=now)
    deliver_all(now)
    assert Notice.objects.get(user=writer).words == "Per il gruppo Squadra social"
    assert [[one.pk for one in queries.first_of_mine(each)] for each in (writer, stranger)] == [[item.pk], []]
    client = signed_in_client(writer)
    assert client.get(f"/redazione/attivita/{item.pk}/").status_code == 200
    assert signed_in_client(stranger).get(f"/redazione/attivita/{item.pk}/").status_code == 403
    client.post(f"/redazione/attivita/{item.pk}/prendi/")
    item.refresh_from_db()
    assert (item.assignee, item.group) == (writer, group)
    members.close_group(group_id=group.pk, by=by, at=now)
    with pytest.raises(Refused) as refused:
        operations.assign_to_group(item_id=item.pk, group_id=group.pk, by=by, at=now)
    assert refused.value.refusal.code == "unknown_group"


def test_whom_a_hand_over_calls_is_told_if_it_is_hers_to_see(by: Actor, now: datetime) -> None:
    called, stranger = user_with("newsroom", "viewer"), user_with(office_role="top")
    group = members.open_group(code="stampa", name="Stampa", by=by, at=now)
    for one in (called, stranger):
        members.join_group(group_id=group.pk, user=one, by=by, at=now)
    operations.hand_over(
        item_id=opened(by, now).pk, desk="newsroom", why="Per @stampa: un comunicato.", by=by, at=now
    )
    deliver_all(now)
    assert list(Notice.objects.filter(kind="office.called").values_list("user_id", "title")) == [
        (called.pk, "Rispondere")
    ]
