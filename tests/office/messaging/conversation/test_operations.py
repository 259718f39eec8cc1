"""What is said is kept once, in its thread, and never overwritten; what becomes of an answer never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasocial.office.messaging.channels.incoming import Author, Incoming, What
from pasocial.office.messaging.conversation import operations, queries
from pasocial.office.messaging.conversation.models import Thread, ThreadMessage
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.fixtures import NOW, user_with

pytestmark = pytest.mark.django_db
US = Actor.system("test")
ABOUT, ACCOUNT = "attic.trunk:1", "office.account:1"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def thread(channel: str = "whatsapp") -> Thread:
    return operations.open_thread(about=ABOUT, channel=channel, account=ACCOUNT, key="k", at=AT)


def told(what: What, number: int = 0, *, at: datetime = AT, **more: str) -> Incoming:
    given = {"remote_id": f"{what}{number}", "thread_key": "k", **more}
    return Incoming("whatsapp", what, sent_at=at, author=Author("39333"), **given)


def take_in(incoming: Incoming) -> ThreadMessage | None:
    return operations.take_in(incoming=incoming, account=ACCOUNT, desk="nobody", by=US, at=NOW)


def ours() -> ThreadMessage:
    """An answer of ours that the network knows as r1."""
    held = thread()
    operations.receive(thread=held, text="Buongiorno a tutti", by=US, at=AT)
    made = operations.write(thread_id=held.pk, text="Buongiorno.", by=US, at=AT)
    ThreadMessage.objects.filter(pk=made.pk).update(remote_id="r1", account=ACCOUNT)
    return made


def test_message_that_nobody_opens_a_thing_for_waits_without_one() -> None:
    made = take_in(told(What.MESSAGE, text="C'è una buca"))
    assert made is not None
    assert (made.thread.about, made.text, Thread.objects.count()) == ("", "C'è una buca", 1)


def test_same_event_told_twice_is_kept_once() -> None:
    first, second = (take_in(told(What.MESSAGE, text="C'è una buca")) for _time in range(2))
    assert (first, ThreadMessage.objects.count()) == (second, 1)


def test_answer_joins_the_thread_of_what_it_answers() -> None:
    first = take_in(Incoming("mail", What.MESSAGE, "<1@x>", AT, Author("a@b.example"), text="Domanda"))
    second = take_in(
        Incoming(
            "mail",
            What.MESSAGE,
            "<2@x>",
            AT,
            Author("a@b.example"),
            text="Ancora",
            answers=("<0@x>", "<1@x>"),
        )
    )
    assert first is not None
    assert second is not None
    assert (first.thread_id, Thread.objects.count()) == (second.thread_id, 1)


def test_edit_keeps_what_stood_before_and_an_older_one_changes_nothing() -> None:
    take_in(told(What.MESSAGE, text="prima"))
    minute = timedelta(minutes=1)
    take_in(told(What.EDIT, 2, at=AT + 2 * minute, text="terza", target="message0"))
    take_in(told(What.EDIT, 1, at=AT + minute, text="seconda", target="message0"))
    one = ThreadMessage.objects.get()
    assert (one.text, [earlier.text for earlier in one.earlier.all()]) == ("terza", ["prima"])


def test_what_its_writer_took_back_is_marked_and_kept() -> None:
    take_in(told(What.MESSAGE, text="prima"))
    take_in(told(What.DELETE, target="message0"))
    one = ThreadMessage.objects.get()
    assert (one.text, one.deleted_at) == ("prima", AT)


def test_change_of_a_message_nobody_knows_is_none() -> None:
    assert take_in(told(What.READ, target="elsewhere")) is None


@given(st.lists(st.sampled_from([What.DELIVERED, What.READ]), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_state_of_an_answer_is_the_furthest_that_was_told(db: None, events: list[What]) -> None:
    ThreadMessage.objects.all().delete()
    Thread.objects.all().delete()
    made = ours()
    for event in events:
        take_in(told(event, target="r1"))
    made.refresh_from_db()
    assert made.state == ("read" if What.READ in events else "delivered")


def test_answer_that_was_not_delivered_says_why() -> None:
    made = ours()
    operations.take_in(
        incoming=Incoming(
            "whatsapp", What.FAILED, "f", AT, Author("x"), target="r1", failure="Numero inesistente"
        ),
        account=ACCOUNT,
        desk="nobody",
        by=US,
        at=NOW,
    )
    made.refresh_from_db()
    assert (made.state, made.failure) == ("failed", "Numero inesistente")
    assert [entry.event for entry in history_of(ABOUT)] == [
        "office.message.received",
        "office.message.written",
        "office.message.failed",
    ]


@pytest.mark.parametrize(
    ("channel", "hours", "text", "code"),
    [
        ("whatsapp", 24, "Buongiorno.", "window_closed"),
        ("whatsapp", 1, "x" * 4_097, "too_long"),
        ("telegram", 1, "  ", "nothing_written"),
    ],
)
def test_channel_says_what_it_does_not_allow(channel: str, hours: int, text: str, code: str) -> None:
    held = thread(channel)
    operations.receive(thread=held, text="Buongiorno a tutti", by=US, at=AT)
    with pytest.raises(Refused) as refused:
        operations.write(thread_id=held.pk, text=text, by=US, at=AT + timedelta(hours=hours))
    assert (refused.value.refusal.code, ThreadMessage.objects.count()) == (code, 1)


def test_nobody_begins_where_the_network_does_not_let_us() -> None:
    with pytest.raises(Refused) as refused:
        operations.write(thread_id=thread().pk, text="Buongiorno.", by=US, at=AT)
    assert refused.value.refusal.code == "may_not_begin"


def test_note_is_internal_and_names_its_writer() -> None:
    editor = user_with("newsroom", "editor")
    held = thread()
    made = operations.note(
        thread_id=held.pk, text="Chiesto ai lavori pubblici.", by=Actor.staff(editor), at=AT
    )
    assert [(one.pk, one.direction, one.space, one.author) for one in queries.messages_about(ABOUT)] == [
        (made.pk, "note", "internal", editor)
    ]
