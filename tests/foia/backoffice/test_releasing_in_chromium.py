"""The page where somebody answers for what was found, in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foia.operations import answering, publication
from foia.rules.outcomes import Disclosure, ItemDraft
from pasocial.office.files.attachments.inspecting import read_file
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from tests.browsing import drawings, faults_of, open_browser
from tests.fixtures import vouched
from tests.office.files.attachments.cleaning.samples import picture
from tests.office.files.attachments.redaction import papers

TELLS_OF = ("foia/backoffice/views/releasing.py", "pasocial/office/files/attachments/views/inspection.py")
PICTURES = os.environ.get("PICTURES", "")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", drawings(390, 1280))
def test_findings_and_released_documents_are_shown_without_fault(
    live_server: Any, worked: Any, desk: dict[str, Any], browser: Any, width: int
) -> None:
    request, by, now = worked(), Actor.staff(desk["editor"]), timezone.now()

    def kept(content: bytes, name: str) -> Any:
        return store_file(
            content=BytesIO(content), name=name, about=request.about, purpose="release", by=by, at=now
        )

    letter, photograph, note = (
        kept(papers.letter(), "lettera.pdf"),
        kept(picture("JPEG"), "piazza.jpg"),
        kept(b"Risponde il 333 1234567.", "nota.txt"),
    )
    kinds = (Disclosure.PUBLIC, Disclosure.PUBLIC, Disclosure.REQUESTER)
    items = [
        ItemDraft(one.name, kind, str(one.public_id))
        for one, kind in zip((letter, photograph, note), kinds, strict=True)
    ]
    answering.draft_decision(
        request_id=request.pk,
        outcome="granted",
        reasons="Ecco tutti i documenti.",
        items=items,
        by=by,
        at=now,
    )
    for one in (letter, photograph):
        read_file(public_id=one.public_id, at=now)
    pages = {
        "decision": reverse("foia_staff:case_tab", args=[request.pk, "decisione"]),
        "inspection": reverse("office:inspection", args=[photograph.public_id]),
    }
    staff = browser("editor")
    found = {}
    with open_browser(live_server.url, client=staff, width=width) as page:
        for name, path in pages.items():
            page.goto(path)
            found[name] = faults_of(page)
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    assert found == {name: [] for name in pages}

    for one in (letter, photograph):
        vouched(one)
    answering.submit_decision(request_id=request.pk, by=by, at=now)
    answering.approve_decision(request_id=request.pk, by=Actor.staff(desk["head"]), at=now)
    answering.send_decision(request_id=request.pk, by=Actor.system("foia"), at=now + timedelta(seconds=16))
    entry = publication.propose_entry(request_id=request.pk, by=by, at=now)
    publication.approve_entry(
        entry_id=entry.pk,
        public_subject="Le determine delle luminarie",
        public_reason="",
        by=Actor.staff(desk["head"]),
        at=now,
    )
    public = {
        "register": "/accesso-civico/registro/",
        "entry": reverse("foia:register_entry", args=[entry.slug]),
    }
    with open_browser(live_server.url, client=Client(), width=width) as page:
        for name, path in public.items():
            page.goto(path)
            found[name] = faults_of(page)
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    assert found == {name: [] for name in (*pages, *public)}
