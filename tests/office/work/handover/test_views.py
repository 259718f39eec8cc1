"""From a work item to another desk, by hand: its form, its faults, what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from foia.models import AccessRequest
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.items.models import Item
from pasocial.office.work.items.operations import open_item
from tests.fixtures import signed_in_client, user_with

pytestmark = pytest.mark.django_db
TYPED = {
    "channel": "email",
    "kind": "generalised",
    "subject": "Costi della mensa",
    "body": "Chiedo copia dei contratti della mensa scolastica degli ultimi tre anni.",
    "name": "Ada Lovato",
    "identified_by": "declared",
    "email": "ada@posta.example",
    "delivery": "email",
    "language": "it",
}


@pytest.fixture
def item(by: Actor, now: datetime) -> Item:
    return open_item(
        desk="newsroom",
        kind="reply",
        about="newsroom.page:4",
        title="Un lettore chiede i contratti",
        why="Lo ha scritto sotto la notizia.",
        by=by,
        at=now,
    )


def test_the_item_offers_what_other_desks_accept_and_the_form_has_its_words(item: Item) -> None:
    writer = signed_in_client(user_with("newsroom", "editor"))
    page = writer.get(f"/redazione/attivita/{item.pk}/").content.decode()
    address = f"/redazione/attivita/{item.pk}/affida/access_request/"
    assert address in page
    assert f"/redazione/attivita/{item.pk}/affida/page/" not in page
    form = writer.get(address)
    assert (form.status_code, form.context["form"]["subject"].value()) == (
        200,
        "Un lettore chiede i contratti",
    )


def test_faults_come_back_with_what_was_typed_and_then_it_is_given(item: Item) -> None:
    writer = signed_in_client(user_with("newsroom", "editor"))
    address = f"/redazione/attivita/{item.pk}/affida/access_request/"
    typed = {**TYPED, "received_at": f"{timezone.localdate() - timedelta(days=1)}T09:00"}
    wrong = writer.post(address, {**typed, "body": "Corto"})
    assert (wrong.status_code, wrong.context["form"]["body"].value()) == (422, "Corto")
    assert AccessRequest.objects.count() == 0
    done = writer.post(address, typed, follow=True)
    assert done.redirect_chain == [("/redazione/attivita/", 302)]  # she may not open the case
    item.refresh_from_db()
    assert (item.state, item.outcome) == ("done", "Affidata a Accesso civico: Richiesta di accesso")
    assert AccessRequest.objects.get().subject == "Costi della mensa"
    assert writer.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "kind", "status"), [("viewer", "access_request", 403), ("editor", "page", 404)]
)
def test_only_who_may_hand_it_over_and_only_to_another_desk(
    item: Item, role: str, kind: str, status: int
) -> None:
    client = signed_in_client(user_with("newsroom", role))
    assert client.get(f"/redazione/attivita/{item.pk}/affida/{kind}/").status_code == status
