"""The trail: what is recorded cannot change, what must follow follows once, what was changed is found."""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail import operations, queries
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Delivery, Entry, Seal
from tests.office.record.trail.slow_desk.desk import SlowEvent

pytestmark = pytest.mark.django_db


def entries(count: int, by: Actor, at: datetime) -> list[Entry]:
    return [
        operations.record(event=OfficeEvent.TOKEN_REVOKED, about=f"office.item:{n}", by=by, at=at)
        for n in range(count)
    ]


def sealed(count: int, by: Actor, at: datetime) -> Seal:
    entries(count, by, at)
    made = operations.seal(at=timezone.now() + timedelta(hours=1))
    assert made is not None
    return made


class TestRecord:
    def test_record_refuses_an_event_no_desk_declares(self, by: Actor, now: datetime) -> None:
        with pytest.raises(ValueError, match=r"office\.item\.vanished"):
            operations.record(event="office.item.vanished", about="office.item:1", by=by, at=now)
        assert Entry.objects.count() == 0

    def test_record_owes_one_delivery_to_each_reaction(
        self, slow_desk: None, by: Actor, now: datetime
    ) -> None:
        entry = operations.record(event=SlowEvent.HAPPENED, about="slow.thing:1", by=by, at=now)
        owed = list(Delivery.objects.values_list("entry", "reaction", "state", "due_at"))
        assert owed == [(entry.pk, "tests.office.record.trail.slow_desk.desk.follow", "pending", now)]

    def test_record_falls_with_the_operation_that_made_it(self, by: Actor, now: datetime) -> None:
        with transaction.atomic():
            entries(1, by, now)
            transaction.set_rollback(True)
        assert Entry.objects.count() == 0

    def test_record_survives_an_absent_broker(
        self,
        slow_desk: None,
        by: Actor,
        now: datetime,
        monkeypatch: pytest.MonkeyPatch,
        django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
    ) -> None:
        def away(*_args: object, **_kwargs: object) -> None:
            raise ConnectionError("no broker")

        monkeypatch.setattr(operations.current_app, "send_task", away)
        with django_capture_on_commit_callbacks(execute=True):
            operations.record(event=SlowEvent.HAPPENED, about="slow.thing:1", by=by, at=now)
        assert Delivery.objects.get().state == "pending"


class TestAppendOnly:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE office_trail_entry SET about = 'other'",
            "DELETE FROM office_trail_entry",
            "TRUNCATE office_trail_entry CASCADE",
            "UPDATE office_trail_seal SET digest = 'other'",
            "DELETE FROM office_trail_seal",
            "TRUNCATE office_trail_seal",
        ],
    )
    def test_database_refuses_every_way_to_change_the_trail(self, sql: str, by: Actor, now: datetime) -> None:
        sealed(1, by, now)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
        assert (Entry.objects.count(), Seal.objects.count()) == (1, 1)


class TestSeal:
    def test_seal_takes_what_was_recorded_since_the_previous_one(self, by: Actor, now: datetime) -> None:
        first = sealed(3, by, now)
        second = sealed(2, by, now)
        assert (first.entries, second.entries, second.previous) == (3, 2, first.digest)
        assert second.first_id > first.last_id

    def test_seal_leaves_alone_what_is_too_fresh(self, by: Actor, now: datetime) -> None:
        entries(1, by, now)
        assert operations.seal(at=timezone.now()) is None

    def test_verify_says_the_trail_is_whole(
        self, by: Actor, now: datetime, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sealed(3, by, now)
        call_command("verify_trail")
        assert capsys.readouterr().out == "The trail is whole: 1 seals, no fault.\n"

    @pytest.mark.parametrize(
        ("tampering", "what"),
        [
            (
                "UPDATE office_trail_entry SET actor_ref = 'user:1' WHERE id = %s",
                "an entry was changed after sealing",
            ),
            ("DELETE FROM office_trail_entry WHERE id = %s", "3 entries were sealed, 2 are here"),
            (
                "UPDATE office_trail_entry SET happened_at = happened_at - interval '1 day' WHERE id = %s",
                "an entry was changed after sealing",
            ),
            ("UPDATE office_trail_seal SET entries = 2 WHERE %s > 0", "2 entries were sealed, 3 are here"),
        ],
    )
    def test_verify_finds_tampering_by_whoever_can_switch_the_guard_off(
        self, tampering: str, what: str, by: Actor, now: datetime
    ) -> None:
        seal = sealed(3, by, now)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE office_trail_entry DISABLE TRIGGER office_trail_entry_append_only")
            cursor.execute("ALTER TABLE office_trail_seal DISABLE TRIGGER office_trail_seal_append_only")
            cursor.execute(tampering, [seal.first_id + 1])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE office_trail_entry ENABLE TRIGGER office_trail_entry_append_only")
            cursor.execute("ALTER TABLE office_trail_seal ENABLE TRIGGER office_trail_seal_append_only")
        assert [fault.what for fault in queries.faults()] == [what]
        with pytest.raises(CommandError, match="1 faults in 1 seals"):
            call_command("verify_trail")

    def test_verify_finds_an_entry_slipped_in_between_two_seals(self, by: Actor, now: datetime) -> None:
        sealed(1, by, now)
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('office_trail_entry', 'id'))")
            slipped = cursor.fetchone()[0]
        sealed(1, by, now)
        Entry(
            pk=slipped, event="office.item.done", about="office.item:1", actor_kind="system", happened_at=now
        ).save(force_insert=True)
        assert [fault.what for fault in queries.faults()] == ["1 entries lie between two seals"]


@pytest.mark.django_db(transaction=True)
def test_seal_waits_for_a_slow_transaction_that_holds_a_smaller_id(by: Actor, now: datetime) -> None:
    slow = connection.copy()
    slow.set_autocommit(False)
    with slow.cursor() as cursor:
        cursor.execute(
            "INSERT INTO office_trail_entry (event, about, actor_kind, actor_ref, happened_at, note)"
            " VALUES ('office.item.done', 'office.item:1', 'system', '', now(), '{}')"
        )
    later = timezone.now() + timedelta(hours=1)
    entries(2, by, now)
    assert operations.seal(at=later) is None
    slow.commit()
    slow.close()
    made = operations.seal(at=later)
    assert made is not None
    assert (made.entries, list(queries.faults())) == (3, [])


class TestDeliver:
    def owed(self, event: str, by: Actor, at: datetime) -> Delivery:
        operations.record(event=event, about="slow.thing:7", by=by, at=at)
        return Delivery.objects.get()

    def followed(self) -> int:
        return Entry.objects.filter(event=SlowEvent.FOLLOWED).count()

    def test_delivery_takes_effect_once_however_often_it_is_tried(
        self, slow_desk: None, by: Actor, now: datetime
    ) -> None:
        delivery = self.owed(SlowEvent.HAPPENED, by, now)
        tries = [operations.deliver(delivery_id=delivery.pk, at=now) for _ in range(3)]
        delivery.refresh_from_db()
        assert (tries, self.followed()) == ([True, False, False], 1)
        assert (delivery.state, delivery.done_at, delivery.attempts) == ("done", now, 1)

    def test_delivery_that_fails_leaves_nothing_and_waits(
        self, slow_desk: None, by: Actor, now: datetime
    ) -> None:
        delivery = self.owed(SlowEvent.BROKEN, by, now)
        assert operations.deliver(delivery_id=delivery.pk, at=now) is False
        delivery.refresh_from_db()
        assert self.followed() == 0
        assert (delivery.state, delivery.attempts, delivery.due_at) == (
            "pending",
            1,
            now + operations.RETRY_AFTER[0],
        )
        assert delivery.last_error == "RuntimeError: the reaction broke down"

    def test_delivery_that_keeps_failing_waits_for_a_person_and_her_wish_is_recorded(
        self, slow_desk: None, by: Actor, now: datetime
    ) -> None:
        delivery = self.owed(SlowEvent.BROKEN, by, now)
        for _ in range(len(operations.RETRY_AFTER) + 1):
            operations.deliver(delivery_id=delivery.pk, at=now)
        assert [stuck.pk for stuck in queries.stuck_deliveries()] == [delivery.pk]
        operations.try_again(delivery_id=delivery.pk, by=by, at=now)
        operations.try_again(delivery_id=delivery.pk, by=by, at=now)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == ("pending", 0)
        recorded = Entry.objects.filter(event=OfficeEvent.DELIVERY_TRIED_AGAIN).values_list(
            "about", flat=True
        )
        assert list(recorded) == [f"office.delivery:{delivery.pk}"]

    def test_sweep_sends_again_what_is_overdue_and_not_its_own_copies(
        self, slow_desk: None, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        delivery = self.owed(SlowEvent.HAPPENED, by, now)
        sent: list[int] = []
        monkeypatch.setattr(operations, "hand_to_worker", sent.append)
        fresh = operations.sweep(at=now + timedelta(seconds=1))
        first = operations.sweep(at=now + timedelta(seconds=6))
        second = operations.sweep(at=now + timedelta(seconds=20))
        third = operations.sweep(at=now + timedelta(seconds=70))
        assert (fresh, first, second, third) == (0, 1, 0, 1)
        assert sent == [delivery.pk, delivery.pk]
