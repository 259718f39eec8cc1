"""Invented answers that anyone reads, and those of citizens about their own case."""

from __future__ import annotations

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
    "documents": [],
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
