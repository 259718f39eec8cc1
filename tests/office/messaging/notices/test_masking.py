"""Links and codes that open a case are the addressee's: whoever else reads the mail pages sees dots."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import override_settings
from django.urls import reverse

from foia.access import sign_link
from foia.models import AccessRequest
from pasocial.office.messaging.notices import operations
from pasocial.office.messaging.notices.models import Mail
from tests.fixtures import NOW, coordinator, signed_in_client
from tests.foia.conftest import filed_request

__all__ = ["filed_request"]
pytestmark = pytest.mark.django_db


def a_mail(request: AccessRequest, to: str = "") -> tuple[Mail, str]:
    """A message as the portal sends it, and the token of the link in it."""
    path = sign_link(request, NOW)
    text = f"Segui la richiesta: https://comune.example{path} con il codice {request.code}."
    draft = "https://comune.example/accesso-civico/nuova/Zm9vYmFyYmF6cXV4cXV1eA/tipo/"
    mail = Mail.objects.create(
        key=f"prova:{to or 'a'}",
        message_id=f"<{to or 'a'}@comune.example>",
        about=request.about,
        kind="foia/news",
        to=to or request.applicant.email,
        subject=f"Richiesta {request.code}",
        text=f"{text}\nOppure riprendi la bozza: {draft}",
        html=f'<p>{text} <a href="https://comune.example{path}">Apri</a> <a href="{draft}">bozza</a></p>',
        due_at=NOW - timedelta(minutes=1),
        queued_at=NOW,
    )
    return mail, path.split("/")[-2]


@pytest.mark.parametrize("local", [False, True])
def test_coordinator_reads_the_message_without_what_opens_the_case(filed_request: Any, local: bool) -> None:
    request = filed_request()
    mail, token = a_mail(request)
    client = signed_in_client(coordinator())
    backend = operations.LOCAL_MAILBOX if local else "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend):
        pages = [
            client.get(reverse(name, args=args)).content.decode()
            for name, args in (
                ("office:mail", [mail.pk]),
                ("office:mail_html", [mail.pk]),
                ("office:mailbox", []),
            )
        ]
    secrets = (token, request.code, "Zm9vYmFyYmF6cXV4cXV1eA")
    assert all(secret in mail.text for secret in secrets)
    assert [[secret in page for secret in secrets] for page in pages] == [[False] * 3] * 3
    assert ["•••" in page for page in pages] == [True] * 3
    assert "Collegamenti e codici nascosti" in pages[0]


def test_addressee_reads_it_whole(filed_request: Any) -> None:
    request = filed_request()
    person = coordinator()
    mail, token = a_mail(request, person.email.upper())
    page = signed_in_client(person).get(reverse("office:mail", args=[mail.pk])).content.decode()
    assert (token in page, request.code in page, "•••" in page) == (True, True, False)


def test_message_itself_keeps_them(filed_request: Any) -> None:
    request = filed_request()
    mail, token = a_mail(request)
    signed_in_client(coordinator()).get(reverse("office:mail", args=[mail.pk]))
    assert operations.send(mail_id=mail.pk, at=NOW) is True
    assert (token in outbox.outbox[0].body, request.code in outbox.outbox[0].subject) == (True, True)
    mail.refresh_from_db()
    assert token in mail.text


def test_photograph_leaves_by_mail_without_its_metadata(filed_request: Any) -> None:
    from io import BytesIO

    from pasocial.office.files.attachments.operations import store_file
    from pasocial.office.record.trail.actor import Actor
    from tests.office.files.attachments.cleaning.samples import SECRET, picture

    request = filed_request()
    stored = store_file(
        content=BytesIO(picture("JPEG")),
        name="piazza.jpg",
        about=request.about,
        purpose="release",
        by=Actor.system("test"),
        at=NOW,
    )
    mail, _token = a_mail(request)
    Mail.objects.filter(pk=mail.pk).update(attachments=[str(stored.public_id)])
    operations.send(mail_id=mail.pk, at=NOW)
    name, content, kind = outbox.outbox[0].attachments[0]
    assert (name, kind, SECRET.encode() in content, b"Exif" in content) == (
        "piazza.jpg",
        "image/jpeg",
        False,
        False,
    )
