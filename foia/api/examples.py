"""Invented answers for the API's documentation; nobody in them exists."""

from typing import Any

HERE = "https://redazione.comune.example"

KIND = {
    "kind": "generalised",
    "label": "Accesso civico generalizzato (FOIA)",
    "choose_if": "Voglio dati o documenti che avete. Non devo dire perché.",
    "example": "Quante multe nel 2025, una perizia, i verbali di un sopralluogo, la spesa per un evento.",
    "clock": "Rispondiamo entro 30 giorni, con un provvedimento motivato.",
    "base": "D.Lgs. 33/2013 art. 5(2)",
    "motive_required": False,
}
REGISTER_LINE = {
    "number": "2026/0000012",
    "slug": "2026-0000012",
    "kind": "generalised",
    "kind_label": "Accesso civico generalizzato (FOIA)",
    "subject": "Spesa per le luminarie di Natale 2025",
    "received_on": "2026-03-02",
    "decided_on": "2026-03-20",
    "outcome": "granted",
    "outcome_label": "Accoglimento",
    "reason": "",
    "with_parties": False,
    "review_outcome": "",
    "review_decided_on": None,
    "court_outcome": "",
    "court_notified_on": None,
    "url": f"{HERE}/accesso-civico/registro/2026-0000012/",
}
ANSWER = {
    "id": 41,
    "title": "Quanto costano le luminarie di Natale",
    "summary": "Le determine di spesa e le fatture degli ultimi tre anni, con il totale per fornitore.",
    "published_at": "2026-03-24T10:00:00+01:00",
    "updated_at": "2026-03-24T10:00:00+01:00",
    "fresh_until": "2026-12-31",
    "url": f"{HERE}/accesso-civico/risposte/luminarie/",
}
WHOLE_ANSWER = {
    "body_html": "<p>Nel 2025 il Comune ha speso 48.200 euro.</p>",
    "files": [
        {
            "name": "determine-2025.pdf",
            "size": 182044,
            "media_type": "application/pdf",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "url": f"{HERE}/accesso-civico/file/1b4e28ba-2fa1-41d2-883f-0016d3cca427/",
        }
    ],
}
OFFER = {
    "kind": "answer",
    "title": ANSWER["title"],
    "summary": ANSWER["summary"],
    "url": ANSWER["url"],
}
FILING = {
    "subject": "Spesa per le luminarie di Natale 2025",
    "body": "Chiedo copia delle determine di spesa per le luminarie di Natale 2025 e delle relative fatture.",
    "kind": "generalised",
    "name": "Anna Verdi",
    "email": "anna.verdi@posta.example",
    "agrees_to_be_told": True,
}
CLOCK = {
    "due_on": "2026-04-01",
    "target_on": "2026-04-01",
    "status": "running",
    "days_left": 30,
    "lines": [
        {
            "text": "La richiesta è arrivata lunedì 2 marzo 2026: i 30 giorni si contano dal giorno dopo.",
            "on": "2026-03-02",
            "source": "D.Lgs. 33/2013 art. 5(6)",
        }
    ],
}
CODE = "7K3M-PQ9R-X2WD"
OWN_LINKS = {
    "self": f"{HERE}/api/v1/foia/requests/by-code/{CODE}/",
    "page": f"{HERE}/accesso-civico/richieste/{CODE}/",
    "receipt": f"{HERE}/accesso-civico/ricevuta/{CODE}/",
}
RECEIPT = {
    "number": "2026/0000012",
    "code": CODE,
    "kind": "generalised",
    "state": "received",
    "received_on": "2026-03-02",
    "clock": CLOCK,
    "links": OWN_LINKS,
}
OWN_CASE = {
    "number": "2026/0000012",
    "code": CODE,
    "kind": "generalised",
    "state": "in_progress",
    "state_label": "In lavorazione",
    "subject": FILING["subject"],
    "body": FILING["body"],
    "received_on": "2026-03-02",
    "answered_on": None,
    "clock": CLOCK,
    "messages": [
        {
            "id": 7,
            "from_citizen": False,
            "purpose": "clarification",
            "body": "Ti servono anche le fatture dei fornitori esteri?",
            "sent_at": "2026-03-04T11:20:00+01:00",
            "files": [],
        }
    ],
    "files": [],
    "new_decision": None,
    "decision": None,
    "earlier_decisions": [],
    "remedies": [],
    "review": None,
    "rating": None,
    "may": ["write", "withdraw"],
    "links": OWN_LINKS,
}
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
ITEM = {
    "title": "Determina 812/2025",
    "disclosure": "public",
    "file": "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "partial": False,
    "ground": "",
    "reason": "",
}
DECISION = {
    "outcome": "granted",
    "reasons": "Le determine e le fatture sono pubbliche e si rilasciano per intero.",
    "answer_text": "",
    "publication_url": "",
    "transience": "",
    "earlier_request": "",
    "review_office": "",
    "deferred_until": None,
    "deferred_event": "",
    "items": [ITEM],
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
    "facts": [{"kind": "filed", "on": "2026-03-02", "party": None}],
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
        }
    ],
    "files": [FILE],
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
    },
    "earlier_decisions": [],
    "review": None,
    "rating": None,
    "register_entry": None,
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
TOPIC: dict[str, Any] = {
    "id": 3,
    "version": 4,
    "title": "Spese per le luminarie",
    "summary": "",
    "flag": "hard",
    "flagged_on": "2026-03-02",
    "persons_in_window": 3,
    "requests_in_window": 4,
    "requests_total": 4,
    "last_asked_on": "2026-03-02",
    "decide_by": "2026-03-16",
    "choice": "",
    "choice_reason": "",
    "look_again_on": None,
    "merged_into": None,
    "url": f"{HERE}/api/v1/foia/topics/3/",
}
WHOLE_TOPIC: dict[str, Any] = {
    **TOPIC,
    "window_from": "2025-03-03",
    "window_to": "2026-03-02",
    "chosen_by": None,
    "chosen_at": None,
    "last_act": {"verb": "join", "done_by": PERSON, "done_at": "2026-03-02T12:00:00+01:00"},
    "months": [{"month": "2026-03-01", "requests": 1}],
    "pages": [{"id": 41, "title": ANSWER["title"], "live": True}],
    "avoided": 0,
    "hours_saved": 0.0,
    "told": 0,
    "changes": [
        {
            "before": "soft",
            "after": "hard",
            "on": "2026-03-02",
            "persons": 3,
            "requests": 4,
            "because": "join",
            "recorded_at": "2026-03-02T12:00:00+01:00",
        }
    ],
}
MEMBER = {
    "request": 12,
    "number": "2026/0000012",
    "subject": FILING["subject"],
    "asked_on": "2026-03-02",
    "counts": True,
    "proven": False,
}
TOPIC_PERSON: dict[str, Any] = {
    "person": "cf:3f1c",
    "requests": 2,
    "last_on": "2026-03-02",
    "keys": [{"person_key": "cf:3f1c", "kind": "cf", "names": ["Anna Verdi"]}],
    "said": [],
}
TOPIC_ORGANISATION = {
    "key": "org:5d0c",
    "name": "Circolo Ambiente",
    "requests": 3,
    "persons": 3,
    "confirmed": False,
}
PROPOSAL = {
    "requests": [8, 12],
    "topic": None,
    "lowest": 0.91,
    "links": [{"suggestion": 31, "request": 12, "earlier": 8, "score": 0.91}],
}
QUALITY: dict[str, Any] = {
    "thresholds": [
        {"score": 0.75, "judged": 61, "wrong": 0, "precision": 1.0, "recall": 0.72, "upper": 0.0425},
    ],
    "best": 0.75,
    "missing": 0,
    "accepted": 85,
    "parted": 1,
    "refused": 17,
    "together": 12,
    "overtaken": 9,
    "open": 140,
    "adopted": {
        "score": 0.75,
        "judged": 61,
        "refused": 0,
        "adopted_at": "2026-03-02T12:00:00+01:00",
        "suspended": False,
    },
}
