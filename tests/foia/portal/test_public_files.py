"""What was released to everyone is on the line of the register, for everyone, and only while the line is there."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foia.models import Decision, RegisterEntry, ReleaseItem
from foia.operations import answering, publication
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.operations import set_access, store_file
from pasocial.office.record.trail.actor import Actor
from pasocial.sentences import file_size
from tests.fixtures import vouched
from tests.foia.conftest import MONDAY
from tests.office.files.attachments.cleaning.samples import SECRET, picture

pytestmark = pytest.mark.django_db
TELLS_OF = ("foia/queries/public_files.py", "foia/portal/views/files.py", "foia/portal/views/register.py")
REGISTER = "/accesso-civico/registro/"


def stored(request: Any, name: str, content: bytes = b"Il menu della mensa.") -> StoredFile:
    return store_file(
        content=BytesIO(content),
        name=name,
        about=request.about,
        purpose="release",
        by=Actor.system("test"),
        at=MONDAY,
    )


@pytest.fixture
def prepared(taken_request: Any, desk: Any) -> Any:
    """A decision with one document for all, one for whoever asked and one for nobody, put before the head."""

    def make(content: bytes = b"Il menu della mensa.", name: str = "menu.txt", **changes: Any) -> Any:
        request = taken_request(**changes)
        files = [
            stored(request, name, content),
            stored(request, "riservato.txt"),
            stored(request, "interno.txt"),
        ]
        kinds = (Disclosure.PUBLIC, Disclosure.REQUESTER, Disclosure.WITHHELD)
        vouched(files[0])
        answering.draft_decision(
            request_id=request.pk,
            outcome="partly_granted",
            reasons="Il menù si dà a tutti, il resto no: ecco perché.",
            items=[
                ItemDraft(
                    title=each.name,
                    disclosure=kind,
                    file=str(each.public_id),
                    **(
                        {
                            "ground": "economic_interests",
                            "reason": "Svelerebbe i prezzi unitari ai concorrenti.",
                        }
                        if kind is Disclosure.WITHHELD
                        else {}
                    ),
                )
                for each, kind in zip(files, kinds, strict=True)
            ],
            by=desk.by_editor,
            at=MONDAY,
        )
        vouched(files[0])
        answering.submit_decision(request_id=request.pk, by=desk.by_editor, at=MONDAY)
        return request, files

    return make


def sent(request: Any, desk: Any) -> None:
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=MONDAY + timedelta(seconds=15))


def approved(request: Any, desk: Any) -> RegisterEntry:
    entry = publication.propose_entry(request_id=request.pk, by=desk.by_editor, at=MONDAY)
    return publication.approve_entry(
        entry_id=entry.pk,
        public_subject="Il menù delle mense scolastiche",
        public_reason="I prezzi unitari del fornitore restano riservati.",
        by=desk.by_head,
        at=MONDAY,
    )


def door(file: StoredFile) -> str:
    return reverse("foia:public_file", args=[file.public_id])


def test_documents_are_listed_and_served_once_the_line_is_public_and_never_before(
    prepared: Any, desk: Any
) -> None:
    request, (public, private, inside) = prepared()
    anybody = Client()
    assert anybody.get(door(public)).status_code == 404
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    assert anybody.get(door(public)).status_code == 404
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=MONDAY + timedelta(seconds=15))
    public.refresh_from_db()
    # What could leak: the file is open, its line is not.
    assert (public.access, anybody.get(door(public)).status_code) == ("public", 404)
    entry = approved(request, desk)
    page = anybody.get(f"{REGISTER}{entry.slug}/").content.decode()
    assert [each in page for each in ("menu.txt", "TXT", file_size(20), "CC BY 4.0", door(public))] == [
        True
    ] * 5
    assert [
        each in page for each in ("riservato", "interno", str(private.public_id), str(inside.public_id))
    ] == [False] * 4
    assert "1 documento" in anybody.get(REGISTER).content.decode()
    answer = anybody.get(door(public))
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"Il menu della mensa.")
    assert [anybody.get(door(each)).status_code for each in (private, inside)] == [404, 404]


def test_documents_are_in_every_extract_and_nowhere_what_only_the_applicant_got(
    prepared: Any, desk: Any
) -> None:
    request, (public, private, inside) = prepared()
    sent(request, desk)
    entry = approved(request, desk)
    anybody = Client()
    url = f"{settings.SITE_URL}{door(public)}"
    document = {
        "name": "menu.txt",
        "url": url,
        "size": 20,
        "media_type": "text/plain",
        "sha256": public.sha256,
    }
    whole = b"".join(anybody.get(f"{REGISTER}registro.json").streaming_content).decode()
    assert json.loads(whole)["entries"][0]["documents"] == [document]
    table = b"".join(anybody.get(f"{REGISTER}registro.csv").streaming_content).decode()
    assert table.splitlines()[0].endswith(",documents")
    assert table.splitlines()[1].endswith(f",{url}")
    feed = anybody.get(f"{REGISTER}feed/").content.decode()
    assert f'href="{url}"' in feed
    one = anybody.get(f"/api/v1/foia/register/{entry.slug}/").json()
    many = anybody.get("/api/v1/foia/register/").json()
    assert (one["documents"], many["results"][0]["documents"]) == ([document], [document])
    everything = whole + table + feed + json.dumps(one) + json.dumps(many)
    for hidden in (private, inside):
        assert (str(hidden.public_id) in everything, hidden.name in everything) == (False, False)


def test_line_taken_off_takes_its_documents_along(prepared: Any, desk: Any) -> None:
    request, (public, *_others) = prepared()
    sent(request, desk)
    entry = approved(request, desk)
    publication.hide_entry(entry_id=entry.pk, why="Va corretta.", by=desk.by_head, at=MONDAY)
    answer = Client().get(door(public))
    assert (answer.status_code, "Content-Disposition" in answer) == (410, False)
    assert "menu.txt" not in answer.content.decode()
    assert Client().get(f"/api/v1/foia/register/{entry.slug}/").status_code == 404


def test_decision_that_replaces_takes_the_documents_of_the_former_one_away(prepared: Any, desk: Any) -> None:
    request, (public, *_others) = prepared()
    sent(request, desk)
    entry = approved(request, desk)
    other = vouched(stored(request, "menu-corretto.txt", b"Il menu giusto."))
    set_access(public_id=other.public_id, access="public")
    second = Decision.objects.create(
        request=request,
        number=2,
        effect="replaces",
        outcome="granted",
        state="sent",
        drafted_at=MONDAY,
        approved_at=MONDAY,
        sent_at=MONDAY,
    )
    ReleaseItem.objects.create(decision=second, title="Menù", file=other.public_id, disclosure="public")
    page = Client().get(f"{REGISTER}{entry.slug}/").content.decode()
    assert (door(other) in page, door(public) in page) == (True, False)
    assert [Client().get(door(each)).status_code for each in (other, public)] == [200, 410]


def test_held_decision_shows_nothing(prepared: Any, desk: Any) -> None:
    request, (public, *_others) = prepared()
    answering.approve_decision(request_id=request.pk, by=desk.by_head, at=MONDAY)
    # As while an opponent may react: answered, its line approved, nothing sent.
    request.refresh_from_db()
    request.outcome, request.answered_on = "partly_granted", MONDAY.date()
    request.save(update_fields=["outcome", "answered_on"])
    entry = approved(request, desk)
    page = Client().get(f"{REGISTER}{entry.slug}/").content.decode()
    assert (door(public) in page, Client().get(door(public)).status_code) == (False, 404)


def test_photograph_is_served_without_its_metadata_and_told_by_what_is_served(
    prepared: Any, desk: Any
) -> None:
    request, (public, *_others) = prepared(picture("JPEG"), "piazza.jpg")
    sent(request, desk)
    entry = approved(request, desk)
    answer = Client().get(door(public))
    served = b"".join(answer.streaming_content)
    assert (SECRET.encode() in picture("JPEG"), SECRET.encode() in served, b"Exif" in served) == (
        True,
        False,
        False,
    )
    told = Client().get(f"/api/v1/foia/register/{entry.slug}/").json()["documents"][0]
    import hashlib

    assert (told["size"], told["sha256"]) == (len(served), hashlib.sha256(served).hexdigest())
    # The office keeps what it was given.
    with StoredFile.objects.get(pk=public.pk).content.open() as kept:
        assert kept.read() == picture("JPEG")


def test_document_is_kept_by_browsers_and_asked_for_again(prepared: Any, desk: Any) -> None:
    request, (public, *_others) = prepared()
    sent(request, desk)
    approved(request, desk)
    first = Client().get(door(public))
    assert (first["Cache-Control"], first["ETag"]) == ("public, no-cache", f'"{public.sha256}"')
    again = Client().get(door(public), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_documents_cost_the_list_the_same_with_one_line_and_with_three(prepared: Any, desk: Any) -> None:
    counts = []
    for lines in (1, 2):
        for _number in range(lines):
            request, _files = prepared()
            sent(request, desk)
            approved(request, desk)
        with CaptureQueriesContext(connection) as queries:
            Client().get(REGISTER)
        with CaptureQueriesContext(connection) as rows:
            b"".join(Client().get(f"{REGISTER}registro.json").streaming_content)
        with CaptureQueriesContext(connection) as api:
            Client().get("/api/v1/foia/register/")
        counts.append((len(queries), len(rows), len(api)))
    assert counts[0] == counts[1]


def test_forged_file_is_nobody_s(prepared: Any) -> None:
    assert Client().get("/accesso-civico/file/5d1c2b9a-7c1e-4a55-9a0b-0f4f2f6a8d11/").status_code == 404
