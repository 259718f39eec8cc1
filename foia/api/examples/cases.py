"""Invented answers about a case as staff read it: its row, the whole, what is shared, its line of the register."""

from __future__ import annotations

from typing import Any

from foia.actions.decision import DRAFT as DECISION
from foia.api.examples.public import CLOCK, FILING, HERE
from pasocial.office.messaging.departures.api import EXAMPLE as DEPARTURE

PERSON = {"id": 4, "name": "Carla Bianchi"}
CASE_ROW: dict[str, Any] = {
    "id": 12,
    "version": 7,
    "number": "2026/0000012",
    "kind": "generalised",
    "channel": "portal",
    "state": "in_progress",
    "state_label": "In lavorazione",
    "subject": FILING["subject"],
    "applicant_name": "Anna Verdi",
    "received_on": "2026-03-02",
    "due_on": "2026-04-01",
    "target_on": "2026-04-01",
    "answered_on": None,
    "outcome": "",
    "priority": 0,
    "is_test": False,
    "assignee": PERSON,
    "unread": True,
    "topic": {"id": 3, "title": "Spese per le luminarie"},
    "url": f"{HERE}/api/v1/foia/requests/12/",
}
FILE = {
    "id": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "name": "determina-812.pdf",
    "size": 91023,
    "media_type": "application/pdf",
    "access": "private",
    "scan": "clean",
    "purpose": "collected",
    "about": "foia.request:12",
    "url": f"{HERE}/api/v1/foia/requests/12/files/1b4e28ba-2fa1-41d2-883f-0016d3cca427/",
}
CASE: dict[str, Any] = {
    **CASE_ROW,
    "body": FILING["body"],
    "motive": "",
    "purpose": "",
    "sector": "",
    "language": "it",
    "delivery": "email",
    "holder": "Ufficio cultura",
    "made_public_url": "",
    "made_public_on": None,
    "applicant": {
        "name": "Anna Verdi",
        "email": "anna.verdi@posta.example",
        "pec": "",
        "phone": "",
        "birth_date": None,
        "birth_place": "",
        "codice_fiscale": "",
        "postal_address": "",
        "organisation": "",
        "identified_by": "declared",
        "agrees_to_be_told": True,
    },
    "clock": {**CLOCK, "decide_not_before": None, "send_not_before": None, "conflict": False},
    "facts": [
        {
            "id": 40,
            "kind": "filed",
            "on": "2026-03-02",
            "party": None,
            "holds": True,
            "corrects": None,
            "because": "",
        }
    ],
    "messages": [
        {
            "id": 7,
            "direction": "out",
            "purpose": "clarification",
            "body": "Ti servono anche le fatture dei fornitori esteri?",
            "author": "Carla Bianchi",
            "sent_at": "2026-03-04T11:20:00+01:00",
            "read_at": None,
        }
    ],
    "notes": [
        {
            "id": 2,
            "body": "Le fatture sono in ragioneria.",
            "author": "Carla Bianchi",
            "written_at": "2026-03-03T09:00:00+01:00",
        }
    ],
    "consultations": [
        {
            "id": 5,
            "contact": {"id": 9, "name": "Luca Neri"},
            "question": "Avete le fatture del 2025?",
            "asked_at": "2026-03-03T09:05:00+01:00",
            "due_on": "2026-03-10",
            "reply": "",
            "replied_at": None,
            "withdrawn_at": None,
        }
    ],
    "parties": [
        {
            "id": 1,
            "name": "Luci del Nord S.r.l.",
            "email": "info@lucidelnord.example",
            "postal_address": "",
            "language": "it",
            "interest": "economic_interests",
            "notified_on": None,
            "notice_received_on": None,
            "opposed_on": None,
            "consented_on": None,
            "opposition": "",
            "grant_received_on": None,
            "notice": None,
            "next": ["send_notice", "note_notice", "note_remedy"],
            "remedies": [],
        }
    ],
    "files": [FILE],
    "mails": [
        {
            "id": 31,
            "to": "anna.verdi@posta.example",
            "subject": "Abbiamo ricevuto la tua richiesta 2026/0000012",
            "state": "sent",
            "queued_at": "2026-03-02T10:00:00+01:00",
            "sent_at": "2026-03-02T10:00:04+01:00",
        }
    ],
    "new_decision": None,
    "decision": {
        **DECISION,
        "number": 1,
        "basis": "",
        "effect": "",
        "state": "draft",
        "drafted_by": PERSON,
        "drafted_at": "2026-03-10T10:00:00+01:00",
        "submitted_at": None,
        "approved_by": None,
        "approved_at": None,
        "return_reason": "",
        "leaves_at": None,
        "sent_at": None,
        "missing": [],
        "readings": [],
    },
    "earlier_decisions": [],
    "review": None,
    "ombudsman": None,
    "rating": None,
    "register_entry": None,
    "departures": [{**DEPARTURE, "kind": "foia.letter"}],
    "next": ["holder", "mark-test", "consultations", "parties", "decision"],
    "history": [
        {
            "event": "foia.request.filed",
            "words": "richiesta ricevuta",
            "at": "2026-03-02T10:00:00+01:00",
            "actor": "citizen",
            "who": "",
        }
    ],
}
SUGGESTION = {
    "id": 31,
    "score": 0.71,
    "why": {"parts": [["shared_terms", {"terms": "luminarie, natale"}]], "warnings": [], "terms": []},
    "verdict": "open",
    "earlier": {
        "id": 8,
        "number": "2026/0000008",
        "subject": "Costo delle luminarie natalizie",
        "received_on": "2026-01-12",
        "topic": None,
    },
}
SHARED = {
    "id": 12,
    "version": 7,
    "number": "2026/0000012",
    "kind": "generalised",
    "subject": FILING["subject"],
    "body": FILING["body"],
    "questions": [
        {
            "id": 5,
            "question": "Avete le fatture del 2025?",
            "asked_at": "2026-03-03T09:05:00+01:00",
            "due_on": "2026-03-10",
            "reply": "",
            "replied_at": None,
        }
    ],
}
ENTRY = {
    "id": 6,
    "version": 1,
    "request": 12,
    "number": "2026/0000012",
    "kind": "generalised",
    "state": "proposed",
    "original_subject": FILING["subject"],
    "public_subject": "",
    "public_reason": "",
    "received_on": "2026-03-02",
    "decided_on": "2026-03-20",
    "outcome": "granted",
    "with_parties": False,
    "review_outcome": "",
    "review_decided_on": None,
    "court_outcome": "",
    "court_notified_on": None,
    "proposed_at": "2026-03-20T09:00:00+01:00",
    "approved_at": None,
}
