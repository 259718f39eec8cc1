"""Invented answers about topics that recur: the board, one whole, who asked, what is proposed."""

from __future__ import annotations

from typing import Any

from foia.api.examples.cases import PERSON
from foia.api.examples.public import ANSWER, FILING, HERE

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
