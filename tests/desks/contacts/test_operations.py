"""From a citizen's words to the answer, the same form twice, and the message that was an access request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desks.contacts import notices, operations, queries
from desks.contacts.models import PublicContact
from foia.models import AccessRequest
from pasocial.office.messaging.channels.incoming import Author, Incoming, What
from pasocial.office.messaging.conversation import operations as conversation
from pasocial.office.messaging.conversation.models import Thread, ThreadMessage
from pasocial.office.messaging.notices.models import Mail
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items import queries as work
from pasocial.refusal import Refused
from tests.fixtures import NOW, user_with

pytestmark = pytest.mark.django_db
HER = Actor.citizen()
LATER = NOW + timedelta(days=3)


def written(**changed: Any) -> PublicContact:
    given: dict[str, Any] = {
        "kind": "disservice",
        "subject": "Buca in via Verdi",
        "text": "Davanti al numero 12 c'è una buca profonda.",
        "name": "Nives Bruni",
        "email": "nives@posta.example",
        "by": HER,
        "at": NOW,
    }
    return operations.write_to_us(**{**given, **changed})


def events(contact: PublicContact) -> list[str]:
    return [entry.event for entry in history_of(contact.about)]


def waiting(contact: PublicContact) -> list[tuple[str, str]]:
    return [(item.kind, item.state) for item in work.about(contact.about) if item.state != "done"]


def test_what_she_writes_waits_for_somebody_by_a_day() -> None:
    one = written()
    assert (one.state, one.channel, one.excerpt, one.number) == (
        "new",
        "web",
        "Davanti al numero 12 c'è una buca profonda.",
        f"C-{one.pk:06d}",
    )
    assert [(said.direction, said.space, said.text) for said in queries.said(one)] == [
        ("in", "private", "Davanti al numero 12 c'è una buca profonda.")
    ]
    assert (waiting(one), one.due_on - one.received_at.date()) == ([("answer", "open")], timedelta(days=30))


def test_the_same_form_sent_twice_is_one_contact() -> None:
    first, second = written(once="abc"), written(once="abc")
    assert (first.pk, PublicContact.objects.count(), ThreadMessage.objects.count()) == (second.pk, 1, 1)


def test_answer_is_kept_mailed_once_and_ends_the_task() -> None:
    one, editor = written(), user_with("contacts", "editor")
    operations.reply(contact_id=one.pk, text="La chiudiamo venerdì.", by=Actor.staff(editor), at=LATER)
    one.refresh_from_db()
    assert (one.state, one.assignee, one.first_replied_at, waiting(one)) == ("answered", editor, LATER, [])
    entry = next(entry for entry in history_of(one.about) if entry.event == "contacts.contact.answered")
    notices.send_answer(entry)
    notices.send_answer(entry)
    mail = Mail.objects.get(about=one.about)
    assert (mail.to, "La chiudiamo venerdì." in mail.text, "/contatti/link/" in mail.text) == (
        "nives@posta.example",
        True,
        True,
    )


def test_what_was_answered_by_word_of_mouth_leaves_no_mail() -> None:
    one, editor = written(channel="phone"), user_with("contacts", "editor")
    with pytest.raises(Refused) as refused:
        operations.reply(contact_id=one.pk, text="La chiudiamo venerdì.", by=Actor.staff(editor), at=LATER)
    assert refused.value.refusal.code == "wrong_moment"
    operations.note_answer(contact_id=one.pk, text="Le ho detto venerdì.", by=Actor.staff(editor), at=LATER)
    entry = next(entry for entry in history_of(one.about) if entry.event == "contacts.contact.answered")
    notices.send_answer(entry)
    assert Mail.objects.count() == 0


def test_she_writes_again_and_its_days_begin_anew() -> None:
    one, editor = written(), user_with("contacts", "editor")
    operations.reply(contact_id=one.pk, text="La chiudiamo venerdì.", by=Actor.staff(editor), at=NOW)
    operations.close(contact_id=one.pk, why="", by=Actor.staff(editor), at=NOW)
    operations.write_again(contact_id=one.pk, text="È ancora lì, sempre più profonda.", by=HER, at=LATER)
    one.refresh_from_db()
    assert (one.state, one.closed_at, one.excerpt, waiting(one)) == (
        "taken",
        None,
        "È ancora lì, sempre più profonda.",
        [("answer", "open")],
    )
    assert (one.due_on - LATER.date()).days == 30


def test_nothing_is_closed_in_silence() -> None:
    one = written()
    with pytest.raises(Refused) as refused:
        operations.close(contact_id=one.pk, why="", by=HER, at=LATER)
    assert (refused.value.refusal.code, PublicContact.objects.get().state) == ("why_missing", "new")


def test_access_request_counts_from_the_day_her_message_came() -> None:
    one, editor = (
        written(text="Chiedo copia del contratto della mensa del 2025."),
        user_with("contacts", "editor"),
    )
    operations.make_access_request(contact_id=one.pk, by=Actor.staff(editor), at=LATER)
    one.refresh_from_db()
    request = AccessRequest.objects.select_related("applicant").get()
    assert (one.state, one.made, waiting(one)) == ("given", request.about, [])
    assert (request.received_at, request.subject, request.applicant.email) == (
        NOW,
        "Buca in via Verdi",
        "nives@posta.example",
    )
    assert "Chiedo copia del contratto della mensa del 2025." in request.body


def test_post_of_a_network_opens_a_contact_and_its_answer_joins_it() -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    author = Author("4711", "Nives B.")

    def told(remote_id: str, text: str, what: What = What.MESSAGE, target: str = "") -> Incoming:
        return Incoming(
            "facebook_comment", what, remote_id, at, author, thread_key="post_1", text=text, target=target
        )

    def take_in(incoming: Incoming) -> ThreadMessage | None:
        return conversation.take_in(
            incoming=incoming, account="office.account:1", desk="contacts", by=Actor.system("test"), at=NOW
        )

    for _time in range(2):
        take_in(told("c1", "C'è una buca in via Verdi"))
        take_in(told("c2", "Ancora nessuno?"))
        take_in(told("e1", "C'è una buca in via Rossi", What.EDIT, "c1"))
        take_in(told("d1", "", What.DELETE, "c2"))
    one, thread = PublicContact.objects.get(), Thread.objects.get()
    assert (one.channel, one.name, thread.about) == ("facebook_comment", "Nives B.", one.about)
    assert [
        (said.text, said.space, [earlier.text for earlier in said.earlier.all()], said.deleted_at)
        for said in queries.said(one)
    ] == [
        ("C'è una buca in via Rossi", "public", ["C'è una buca in via Verdi"], None),
        ("Ancora nessuno?", "public", [], at),
    ]
