"""Writes and sends mail and notices. Called by reactions, never by other operations."""

from __future__ import annotations

import hashlib
import logging
import smtplib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from pasocial.office.files.attachments import queries as files
from pasocial.office.files.attachments.outgoing import parcel_of
from pasocial.office.messaging.notices import queries, rules
from pasocial.office.messaging.notices.models import Mail, Notice, NoticeChoice
from pasocial.office.people.identity import queries as people
from pasocial.office.record import registry
from pasocial.office.record.broadcast import NOTICES, hint_on_commit, person_reference
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.settings_store import queries as settings_store
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import SEND_AGAIN_AFTER, SWEEP_LAG, record
from pasocial.outgoing import file_name, one_plain_line, plain

log = logging.getLogger(__name__)

SECRET_KINDS = frozenset({"office/invitation", "office/password_reset"})
LOCAL_MAILBOX = "pasocial.office.messaging.notices.backends.LocalMailbox"
NOTICES_PAGE = "/redazione/avvisi/"
RETRY_AFTER = tuple(timedelta(seconds=s) for s in (20, 60, 300, 1800, 7200, 6 * 3600, 24 * 3600))


def message_id_for(key: str) -> str:
    """The same key always gives the same Message-ID, whichever worker sends it."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def render_mail(*, template: str, language: str, context: Mapping[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML of a message as it would leave: what a preview shows is what is sent."""
    with translation.override(language):
        full = {
            "site_url": settings.SITE_URL,
            "language": language,
            "body_name": settings_store.value("body_name"),
            "body_address": settings_store.value("address"),
            "privacy_url": f"{settings.SITE_URL}/privacy/",
            **context,
        }
        subject = one_plain_line(render_to_string(f"emails/{template}.subject.txt", full))
        text = plain(render_to_string(f"emails/{template}.txt", full))
        html = plain(render_to_string(f"emails/{template}.html", full))
    return subject, text, html


@transaction.atomic
def write_mail(
    *,
    key: str,
    about: str,
    template: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    at: datetime,
    attachments: Iterable[str] = (),
    reply_to: str = "",
) -> Mail:
    """Queues one message rendered from `templates/emails/<template>.{subject.txt,txt,html}`; once per `key`."""
    known = Mail.objects.filter(key=key).first()
    if known is not None:
        return known
    subject, text, html = render_mail(template=template, language=language, context=context)
    mail, created = Mail.objects.get_or_create(
        key=key,
        defaults={
            "message_id": message_id_for(key),
            "about": about,
            "kind": template,
            "to": to,
            "language": language,
            "subject": subject[:250],
            "text": text,
            "html": html,
            "reply_to": reply_to,
            "attachments": list(attachments),
            "due_at": at,
            "queued_at": at,
        },
    )
    if created:
        transaction.on_commit(lambda: hand_to_worker(mail.pk), robust=True)
    return mail


def hand_to_worker(mail_id: int) -> None:
    try:
        current_app.send_task("office.notices.send", args=[mail_id], retry=False)
    except Exception as problem:
        log.warning("Broker away, mail %s waits for the sweep: %s", mail_id, problem)


def send(*, mail_id: int, at: datetime) -> bool:
    """Sends one queued message under its row lock; returns whether it left now.

    The only moment in which a crash can make a copy leave twice is between the server's acceptance and the commit
    that follows at once; both copies then carry the same Message-ID.
    """
    with transaction.atomic():
        mail = (
            Mail.objects.select_for_update(skip_locked=True)
            .filter(pk=mail_id, state=Mail.State.QUEUED)
            .first()
        )
        if mail is None:
            return False
        mail.attempts += 1
        try:
            _deliver_smtp(mail)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refusal:
            _note_refusal(mail, refusal, at)
        except (
            Exception
        ) as trouble:  # whatever else fails is no fault of the recipient: try later, then show it
            _postpone(mail, f"{type(trouble).__name__}: {trouble}", at)
        else:
            mail.state, mail.sent_at, mail.error = Mail.State.SENT, at, ""
            _forget_secrets(mail)
        mail.save(update_fields=["attempts", "state", "sent_at", "error", "due_at", "text", "html"])
        return mail.state == Mail.State.SENT


def _forget_secrets(mail: Mail) -> None:
    """A link that opens an account is not kept once it left; the local mail box is the only place it can be read."""
    if mail.kind in SECRET_KINDS and settings.EMAIL_BACKEND != LOCAL_MAILBOX:
        mail.text = mail.html = ""


def _deliver_smtp(mail: Mail) -> None:
    message = EmailMultiAlternatives(
        subject=one_plain_line(mail.subject),
        body=plain(mail.text),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    message.attach_alternative(plain(mail.html), "text/html")
    for public_id in mail.attachments:
        stored = files.by_public_id(public_id)
        if stored is not None:
            # What leaves by mail leaves without metadata too.
            with parcel_of(stored).opened() as content:
                message.attach(file_name(stored.name), content.read(), stored.media_type)
    message.send()


def _note_refusal(mail: Mail, refusal: smtplib.SMTPException, at: datetime) -> None:
    codes = _codes(refusal)
    if codes and all(400 <= code < 500 for code in codes):
        _postpone(mail, str(refusal), at)
        return
    mail.state, mail.error = Mail.State.REFUSED, str(refusal)[:1000]
    record(
        event=OfficeEvent.MAIL_REFUSED,
        about=mail.about,
        by=Actor.system("office.notices"),
        at=at,
        note={"mail": mail.pk, "kind": mail.kind},
    )


def _codes(refusal: smtplib.SMTPException) -> list[int]:
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in refusal.recipients.values()]
    if isinstance(refusal, smtplib.SMTPResponseException):
        return [refusal.smtp_code]
    return []


def _postpone(mail: Mail, error: str, at: datetime) -> None:
    mail.error = error[:1000]
    if mail.attempts > len(RETRY_AFTER):
        mail.state = Mail.State.FAILED
    else:
        mail.due_at = at + RETRY_AFTER[mail.attempts - 1]


def sweep(*, at: datetime, limit: int = 500) -> int:
    """Hands to workers again what is queued and overdue; see `trail.operations.sweep` for the two waits."""
    with transaction.atomic():
        owed = list(
            Mail.objects.select_for_update(skip_locked=True)
            .filter(state=Mail.State.QUEUED, due_at__lte=at - SWEEP_LAG)
            .order_by("due_at")
            .values_list("pk", flat=True)[:limit]
        )
        Mail.objects.filter(pk__in=owed).update(due_at=at + SEND_AGAIN_AFTER)
    for pk in owed:
        hand_to_worker(pk)
    return len(owed)


@transaction.atomic
def send_again(*, mail_id: int, by: Actor, at: datetime) -> None:
    """A person asks to try a refused or failed message once more."""
    mail = Mail.objects.select_for_update().get(pk=mail_id)
    if mail.state in (Mail.State.REFUSED, Mail.State.FAILED):
        mail.state, mail.due_at, mail.attempts = Mail.State.QUEUED, at, 0
        mail.save(update_fields=["state", "due_at", "attempts"])
        record(
            event=OfficeEvent.MAIL_SENT_AGAIN,
            about=mail.about,
            by=by,
            at=at,
            note={"mail": mail.pk, "kind": mail.kind},
        )
        transaction.on_commit(lambda: hand_to_worker(mail_id), robust=True)


@transaction.atomic
def send_elsewhere(
    *, mail_id: int, to: str, key: str, at: datetime, reworded: Callable[[str], str] = str
) -> Mail:
    """The same message to another address, as a new one; the refused one stays, as proof of the attempt.

    `reworded` changes what in the text belonged to the former address: a private link, for instance.
    """
    known = Mail.objects.filter(key=key).first()
    if known is not None:
        return known
    former = Mail.objects.get(pk=mail_id)
    mail = Mail.objects.create(
        key=key,
        message_id=message_id_for(key),
        about=former.about,
        kind=former.kind,
        to=to,
        language=former.language,
        subject=former.subject,
        text=reworded(former.text),
        html=reworded(former.html),
        reply_to=former.reply_to,
        attachments=former.attachments,
        due_at=at,
        queued_at=at,
    )
    transaction.on_commit(lambda: hand_to_worker(mail.pk), robust=True)
    return mail


@transaction.atomic
def choose_ways(*, user_id: int, ways: Mapping[str, str]) -> None:
    """How the member wants to be told each kind; her own choice about herself, so it leaves no trail entry."""
    for kind, way in ways.items():
        NoticeChoice.objects.update_or_create(user_id=user_id, kind=kind, defaults={"way": way})


@transaction.atomic
def tell(
    *,
    user_ids: Iterable[int],
    key: str,
    kind: str,
    about: str,
    name: str,
    url: str,
    at: datetime,
    title: str = "",
    words: str = "",
    instead: bool = False,
) -> int:
    """Tells each member one thing, once per key; returns how many are new.

    `instead`: it takes the place of what she was told before of this kind and thing (a count, a nearer day).

    `kind` is one that a desk declares; `name` of the thing may stand in a mail, `title` never does. `words` instead of
    the kind's label, where it says more (a day, a number), in the reader's language; without any personal data.
    """
    declared = registry.notice_kinds()[kind]
    told = set(user_ids)
    known = set(Notice.objects.filter(key=key, user_id__in=told).values_list("user_id", flat=True))
    new = sorted(told - known)
    chosen = queries.chosen_ways(new, kind)
    ways = {pk: rules.way_for(declared.way, chosen.get(pk), has_letter=declared.has_letter) for pk in new}
    Notice.objects.bulk_create(
        [
            Notice(
                user_id=pk,
                key=key,
                kind=kind,
                about=about,
                name=name[:120],
                title=title[:250],
                words=words[:250],
                url=url,
                needs_me=ways[pk].needs_me,
                owed_by_mail=ways[pk].owed_by_mail,
                made_at=at,
            )
            for pk in new
        ],
        ignore_conflicts=True,
    )
    for person in people.active_users([pk for pk in new if ways[pk].mail_now]):
        with translation.override(person.language):
            what = words or str(declared.label)
        write_mail(
            key=f"{key}:{person.pk}:now",
            # It is about her, not about the case: a case shows what was written to its applicant.
            about=person_reference(person.pk),
            template="office/notice",
            to=person.email,
            language=person.language,
            context={"what": what, "name": name, "action_url": settings.SITE_URL + url},
            at=at,
        )
    if instead:
        former = Notice.objects.filter(user_id__in=new, about=about, kind=kind, read_at__isnull=True)
        former.exclude(key=key).update(read_at=at)
    hint_on_commit(NOTICES, [person_reference(pk) for pk in new])
    return len(new)


@transaction.atomic
def clear(*, about: str, kinds: Iterable[str], at: datetime) -> int:
    """Unread notices of these kinds about a thing are out of date: what they asked for is done, or no longer asked."""
    over = Notice.objects.filter(about=about, kind__in=list(kinds), read_at__isnull=True)
    told = sorted(set(over.values_list("user_id", flat=True)))
    cleared = over.update(read_at=at)
    hint_on_commit(NOTICES, [person_reference(pk) for pk in told])
    return cleared


@transaction.atomic
def send_digest(*, user_id: int, day: date, at: datetime) -> bool:
    """The mail of this morning, once a person and day; nothing when nothing is owed. Returns whether it was written.

    It says kinds, names and numbers only: what citizens wrote stays inside.
    """
    key = rules.digest_key(user_id, day)
    owed = list(
        Notice.objects.select_for_update()
        .filter(user_id=user_id, owed_by_mail=True, read_at__isnull=True)
        .order_by("id")
    )
    person = next(iter(people.active_users([user_id])), None)
    if person is None or not owed or Mail.objects.filter(key=key).exists():
        return False
    kinds = registry.notice_kinds()
    with translation.override(person.language):
        parts = [
            {
                "label": str(kinds[part.kind].label) if part.kind in kinds else part.kind,
                "number": part.number,
                "names": part.names,
                "more": part.more,
            }
            for part in rules.digest_parts(
                # Words that say more than the kind (how many, which day) stand beside the thing's name.
                ((one.kind, f"{one.name}: {one.words}" if one.words else one.name) for one in owed),
                list(kinds),
            )
        ]
    write_mail(
        key=key,
        about=person_reference(user_id),
        template="office/digest",
        to=person.email,
        language=person.language,
        context={
            "parts": parts,
            "number": sum(part["number"] for part in parts),
            "action_url": f"{settings.SITE_URL}{NOTICES_PAGE}",
        },
        at=at,
    )
    Notice.objects.filter(pk__in=[one.pk for one in owed]).update(owed_by_mail=False)
    return True


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Read lines go after three months; an unread one that asked for nothing goes after one. Returns how many."""
    until = rules.out_of_date(at)
    old = Notice.objects.filter(
        Q(read_at__lt=until["read"]) | Q(read_at__isnull=True, needs_me=False, made_at__lt=until["unread"])
    )
    removed, _rows = old.delete()
    return removed


def mark_read(*, user_id: int, at: datetime, notice_id: int | None = None) -> int:
    """Marks one notice, or all of a member's, as read."""
    unread = Notice.objects.filter(user_id=user_id, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    marked = unread.update(read_at=at)
    if marked:
        hint_on_commit(NOTICES, [person_reference(user_id)])
    return marked
