"""What follows for notices and mail from what happened."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from pasocial.office.messaging.notices import operations
from pasocial.office.people.identity import queries as people
from pasocial.office.record import registry
from pasocial.office.record.trail.models import Entry


def invite_member(entry: Entry) -> None:
    """The link with which someone chooses her first password; it works for three days."""
    person = people.find_user(int(entry.about.rsplit(":", 1)[1]))
    if person is None or not person.is_active:
        return
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    operations.write_mail(
        key=f"entry:{entry.pk}:invitation",
        about=entry.about,
        template="office/invitation",
        to=person.email,
        language=person.language,
        context={
            "person": person,
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
            "action_url": settings.SITE_URL + path,
        },
        at=timezone.now(),
    )


def clear_what_is_over(entry: Entry) -> None:
    """What an event ends is not left unread: a decision that was approved is no longer to be approved."""
    over = [kind.code for kind in registry.notice_kinds().values() if entry.event in map(str, kind.over)]
    operations.clear(about=entry.about, kinds=over, at=timezone.now())
