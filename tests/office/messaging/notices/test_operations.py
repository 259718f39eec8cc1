"""Mail: written once, sent over a real SMTP dialogue, refused recipients shown, troubles retried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pasocial.embedded.ports import free_port
from pasocial.office.messaging.notices import operations, queries
from pasocial.office.messaging.notices.models import Mail, Notice
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.models import Entry
from tests.fixtures import user, user_with

pytestmark = pytest.mark.django_db


class Server:
    """Refuses, tempers or accepts by the recipient's name."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("unknown"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("full"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 looks like spam"
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    answering = Server()
    controller = Controller(answering, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    yield answering
    controller.stop()


def written(now: datetime, *, to: str = "ada@example.org", key: str = "k", **more: Any) -> Mail:
    told = {
        "template": "office/account_notice",
        "context": {"what": "Perché sì", "action_url": "https://x.example/"},
    }
    return operations.write_mail(
        key=key,
        about="foia.request:1",
        to=to,
        language=more.pop("language", "it"),
        at=now,
        **{**told, **more},
    )


class TestWriting:
    def test_mail_is_written_once_per_key(self, now: datetime) -> None:
        assert written(now).pk == written(now, to="other@example.org").pk
        assert Mail.objects.count() == 1

    def test_message_id_follows_from_the_key_whoever_sends(self, now: datetime) -> None:
        assert written(now).message_id == operations.message_id_for("k")
        assert operations.message_id_for("k") != operations.message_id_for("l")

    def test_mail_says_who_writes_in_text_and_accessible_html(self, now: datetime) -> None:
        mail = written(
            now, context={"what": "<b>Perché</b> & come", "action_url": "https://x.example/a?b=1&c=2"}
        )
        assert "<b>Perché</b> & come" in mail.text
        assert "https://x.example/a?b=1&c=2" in mail.text
        assert "&lt;b&gt;Perché&lt;/b&gt; &amp; come" in mail.html
        assert '<html lang="it">' in mail.html
        assert "Comune di Esempio" in mail.text

    @pytest.mark.parametrize(
        "template",
        [
            "office/account_notice",
            "office/password_reset",
            "office/invitation",
            "office/notice",
            "office/digest",
        ],
    )
    @pytest.mark.parametrize("language", ["it", "en"])
    def test_every_mail_has_a_subject_a_text_and_a_page(
        self, template: str, language: str, now: datetime
    ) -> None:
        context = {
            "what": "x",
            "days": 3,
            "person": user(),
            "name": "2026/0000001",
            "parts": [{"label": "Leggi", "number": 1, "names": ["2026/0000001"], "more": 0}],
            "number": 1,
            "action_url": "https://x.example/",
        }
        mail = written(now, template=template, language=language, context=context)
        assert mail.subject
        assert "\n" not in mail.subject
        assert "https://x.example/" in mail.text
        assert f'<html lang="{language}">' in mail.html
        assert "{%" not in mail.text + mail.html + mail.subject


class TestSending:
    def test_mail_leaves_once_with_its_message_id_and_both_bodies(
        self, server: Server, now: datetime
    ) -> None:
        mail = written(now)
        assert [operations.send(mail_id=mail.pk, at=now) for _ in range(2)] == [True, False]
        mail.refresh_from_db()
        assert (mail.state, mail.sent_at, mail.attempts) == ("sent", now, 1)
        (got,) = server.got
        assert (got["Message-ID"], got["To"], got["Auto-Submitted"]) == (
            mail.message_id,
            "ada@example.org",
            "auto-generated",
        )
        assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
        assert "Perché sì" in got.get_body(("plain",)).get_content()  # type: ignore[union-attr]

    @pytest.mark.parametrize("to", ["unknown@example.org", "spam@example.org"])
    def test_refused_mail_is_shown_on_its_case(self, to: str, server: Server, now: datetime) -> None:
        mail = written(now, to=to)
        assert operations.send(mail_id=mail.pk, at=now) is False
        mail.refresh_from_db()
        assert mail.state == "refused"
        assert "5.1.1" in mail.error or "5.7.1" in mail.error
        entry = Entry.objects.get(event="office.mail.refused")
        assert (entry.about, entry.note) == ("foia.request:1", {"mail": mail.pk, "kind": mail.kind})
        assert list(queries.troubled_mail()) == [mail]
        assert list(queries.mail_about("foia.request:1")) == [mail]

    def test_full_mailbox_is_tried_again_later(self, server: Server, now: datetime) -> None:
        mail = written(now, to="full@example.org")
        operations.send(mail_id=mail.pk, at=now)
        mail.refresh_from_db()
        assert (mail.state, mail.due_at) == ("queued", now + operations.RETRY_AFTER[0])
        assert Entry.objects.count() == 0

    def test_server_that_is_away_is_tried_until_a_person_must_look(
        self, settings: Any, now: datetime
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        mail = written(now)
        for _ in range(len(operations.RETRY_AFTER) + 1):
            operations.send(mail_id=mail.pk, at=now)
        mail.refresh_from_db()
        assert (mail.state, "ConnectionRefusedError" in mail.error) == ("failed", True)
        operations.send_again(mail_id=mail.pk, by=Actor.staff(user()), at=now)
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == ("queued", 0)

    def test_message_that_cannot_be_built_does_not_turn_for_ever(self, now: datetime) -> None:
        mail = written(now)
        Mail.objects.filter(pk=mail.pk).update(reply_to="a@example.org\nBcc: all@example.org")
        operations.send(mail_id=mail.pk, at=now)
        mail.refresh_from_db()
        assert (mail.state, mail.attempts, mail.due_at > now) == ("queued", 1, True)
        assert mail.error.startswith("BadHeaderError")

    def test_link_that_opens_an_account_is_forgotten_once_it_left(
        self, server: Server, now: datetime
    ) -> None:
        mail = written(
            now, template="office/password_reset", context={"days": 3, "action_url": "https://x.example/k"}
        )
        operations.send(mail_id=mail.pk, at=now)
        mail.refresh_from_db()
        assert (mail.text, mail.html) == ("", "")
        assert "https://x.example/k" in server.got[0].as_string()

    def test_local_mailbox_keeps_everything_to_be_read(self, settings: Any, now: datetime) -> None:
        settings.EMAIL_BACKEND = operations.LOCAL_MAILBOX
        mail = written(
            now, template="office/password_reset", context={"days": 3, "action_url": "https://x.example/k"}
        )
        assert operations.send(mail_id=mail.pk, at=now) is True
        mail.refresh_from_db()
        assert (mail.state, "https://x.example/k" in mail.text) == ("sent", True)

    def test_sweep_sends_again_what_is_overdue(self, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        mail = written(now)
        handed: list[int] = []
        monkeypatch.setattr(operations, "hand_to_worker", handed.append)
        swept = [operations.sweep(at=now + timedelta(seconds=after)) for after in (1, 6, 20, 70)]
        assert (swept, handed) == ([0, 1, 0, 1], [mail.pk, mail.pk])


class TestNotices:
    def test_notice_is_told_once_per_key_and_read_by_its_owner(self, now: datetime) -> None:
        me, other = user_with("foia"), user_with("foia")
        told: dict[str, Any] = {
            "key": "k",
            "kind": "foia.approve",
            "about": "foia.request:1",
            "name": "x" * 400,
            "title": "x" * 400,
            "url": "/",
            "at": now,
        }
        assert operations.tell(user_ids=[me.pk, other.pk], words="x" * 400, **told) == 2
        operations.tell(user_ids=[me.pk], words="again", **told)
        assert (queries.unread_count(me), Notice.objects.count()) == (1, 2)
        assert operations.mark_read(user_id=me.pk, at=now) == 1
        assert (queries.unread_count(me), queries.unread_count(other)) == (0, 1)


def test_message_goes_elsewhere_once_and_the_refused_one_stays() -> None:
    now = datetime.fromisoformat("2026-03-02T09:00+01:00")
    former = Mail.objects.create(
        key="first", message_id="<first@x>", about="thing:1", kind="office/account_notice", to="unknown@x.example",
        subject="Avviso", text="apri /vecchio/", html="<a href='/vecchio/'>", state="refused",
        attachments=["uno"], due_at=now, queued_at=now,
    )  # fmt: skip
    made = [
        operations.send_elsewhere(
            mail_id=former.pk,
            to="ada@x.example",
            key="second",
            at=now,
            reworded=lambda text: text.replace("/vecchio/", "/nuovo/"),
        ).pk
        for _try in range(2)
    ]
    again = Mail.objects.get(key="second")
    assert made == [again.pk, again.pk]
    assert (again.to, again.text, again.html, again.attachments, again.state) == (
        "ada@x.example",
        "apri /nuovo/",
        "<a href='/nuovo/'>",
        ["uno"],
        "queued",
    )
    assert Mail.objects.get(key="first").state == "refused"
