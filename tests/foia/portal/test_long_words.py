"""A word of three hundred letters makes no page wider than the screen, and runs off no paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pymupdf
import pytest
from django.utils import timezone

from foia.letters.receipt import receipt_letter
from foia.models import AccessRequest, Applicant, RegisterEntry
from foia.operations import dialogue, parties
from pasocial.office.work.items.models import Item
from tests.browsing import open_browser
from tests.fixtures import signed_in_client
from tests.foia.portal.test_following import opened

TELLS_OF = ("foia/letters/receipt.py", "pasocial/design/css/ground.css")
LONG = "Wm" * 100
FAR = "W" * 300


def with_long_words(request: AccessRequest, desk: Any) -> AccessRequest:
    now = timezone.now()
    dialogue.add_note(request_id=request.pk, body=FAR, by=desk.by_editor, at=now)
    dialogue.write_to_citizen(
        request_id=request.pk, body=FAR, purpose="clarification", by=desk.by_editor, at=now
    )
    parties.add_party(
        request_id=request.pk,
        name=LONG,
        postal_address=LONG,
        interest="personal_data",
        by=desk.by_editor,
        at=now,
    )
    AccessRequest.objects.filter(pk=request.pk).update(subject=LONG, body=FAR * 3)
    Applicant.objects.filter(pk=request.applicant_id).update(
        name=LONG, organisation=LONG, postal_address=LONG, email=f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"
    )
    Item.objects.filter(about=request.about).update(title=LONG, why=FAR)
    request.refresh_from_db()
    return request


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways(
    live_server: Any, taken_request: Any, desk: Any, line: Any, settings: Any
) -> None:
    settings.STAFF_MFA_REQUIRED = False
    now = timezone.now()
    request = with_long_words(taken_request(at=now - timedelta(days=4)), desk)
    entry = line("Verbali della giunta", outcome="refused")
    RegisterEntry.objects.filter(pk=entry.pk).update(public_subject=LONG, public_reason=FAR)
    staff = [
        "/redazione/",
        "/redazione/attivita/",
        "/redazione/foia/",
        f"/redazione/foia/?q={LONG}",
        *(
            f"/redazione/foia/richieste/{request.pk}/{tab}/"
            for tab in ("conversazione", "parti", "decisione", "storia")
        ),
        f"/redazione/foia/richieste/{request.pk}/",
    ]
    public = [
        "/accesso-civico/registro/",
        f"/accesso-civico/registro/?q={LONG}",
        f"/accesso-civico/registro/{entry.slug}/",
        "/accesso-civico/",
        f"/accesso-civico/?q={LONG}",
        f"/cerca/?q={LONG}",
    ]
    hers = [f"/accesso-civico/ricevuta/{request.code}/", f"/accesso-civico/richieste/{request.code}/"]
    rooms = [(signed_in_client(desk.editor), staff), (None, public), (opened(request), hers)]
    wide = []
    for client, addresses in rooms:
        for width in (390, 320):
            with open_browser(live_server.url, client=client, width=width) as page:
                for address in addresses:
                    page.goto(address)
                    found = page.evaluate("document.documentElement.scrollWidth")
                    if found > width:
                        culprit = page.evaluate(
                            "w => [...document.querySelectorAll('body *')].filter(e =>"
                            " e.getBoundingClientRect().right > w + 1 && !e.closest('.table-responsive, .pa-tabs'))"
                            ".slice(0, 3).map(e => e.tagName + '.' + e.className)",
                            width,
                        )
                        wide.append(f"{address[:60]} at {width}: {found} px, {culprit}")
    assert wide == []


@pytest.mark.django_db
def test_no_word_runs_off_the_paper(taken_request: Any, desk: Any) -> None:
    request = with_long_words(taken_request(), desk)
    paper = pymupdf.open(stream=receipt_letter(request, timezone.now()))
    right = [max(word[2] for word in page.get_text("words")) for page in paper]
    inside = [page.rect.width - 2.4 / 2.54 * 72 + 1 for page in paper]
    assert [edge for edge, most in zip(right, inside, strict=True) if edge > most] == []
    whole = "".join("".join(page.get_text() for page in paper).split())
    assert (LONG in whole, FAR in whole) == (True, True)
