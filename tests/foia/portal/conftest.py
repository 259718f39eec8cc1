"""A citizen with a browser that runs no script: Django's test client, and the steps in her words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from foia.models import AccessRequest, RegisterEntry
from pasocial.office.files.drafts.models import Draft

QUESTION = {
    "subject": "Spese per il verde pubblico nel 2025",
    "body": "Chiedo le determine di spesa per la manutenzione dei giardini pubblici nel 2025.",
}
PERSON = {"name": "Anna Verdi", "email": "anna.verdi@posta.example"}


class Citizen:
    """What a person does on the portal, one call a step."""

    def __init__(self) -> None:
        self.client = Client()
        self.token = ""
        self.start = "/accesso-civico/nuova/"

    def address(self, step: str) -> str:
        return f"{self.start}{self.token}/{step}/"

    def begins(self, kind: str = "generalised", **more: Any) -> Citizen:
        answer = self.client.post(self.start, {"kind": kind, **more})
        assert answer.status_code == 302, answer.content.decode()
        self.token = answer["Location"].removeprefix(self.start).split("/")[0]
        # She does not fill five pages in a second.
        Draft.objects.update(created_at=timezone.now() - timedelta(minutes=5))
        return self

    def answers(self, step: str, **fields: Any) -> Any:
        return self.client.post(self.address(step), fields)

    def reaches_the_end(self, **changes: Any) -> Citizen:
        if not self.token:
            self.begins(changes.pop("kind", "generalised"))
        question = {name: changes.pop(name) for name in ("subject", "body", "motive") if name in changes}
        self.answers("richiesta", **{**QUESTION, **question})
        self.answers("file", go="next")
        self.answers("dati", **{**PERSON, **changes})
        return self

    def sends(self, **fields: Any) -> Any:
        return self.client.post(self.address("riepilogo"), fields)

    def files(self, **changes: Any) -> AccessRequest:
        self.reaches_the_end(**changes)
        answer = self.sends()
        assert answer.status_code == 302, answer.content.decode()
        return AccessRequest.objects.latest("pk")


@pytest.fixture
def citizen(db: None) -> Citizen:
    return Citizen()


@pytest.fixture
def line(filed_request: Any) -> Any:
    """A line of the register, approved unless told otherwise."""

    def make(
        subject: str = "Spese per le luminarie", *, state: str = "approved", **fields: Any
    ) -> RegisterEntry:
        request = filed_request()
        now = timezone.now()
        return RegisterEntry.objects.create(
            request=request,
            slug=f"{request.year}-{request.sequence:07d}",
            public_subject=subject,
            state=state,
            proposed_at=now,
            approved_at=now if state != "proposed" else None,
            **{
                "kind": request.kind,
                "public_reason": "Consegnate tutte le determine.",
                "received_on": request.received_on,
                "outcome": "granted",
                "decided_on": date(2026, 3, 20),
                **fields,
            },
        )

    return make
