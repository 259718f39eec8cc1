"""Programs that speak to the API: with a key of somebody, or with none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pasocial.office.people.identity.operations import make_token
from pasocial.office.record.trail.actor import Actor

ROOT = "/api/v1/foia"
ALL_SCOPES = (
    "foia.read",
    "foia.work",
    "foia.approve",
    "foia.review",
    "foia.reopen",
    "foia.correct",
    "foia.publish_register",
    "foia.choose_topic",
    "foia.read_topics",
    "foia.reply_shared",
    "newsroom.read",
    "newsroom.write",
    "newsroom.approve",
)


class Program:
    """A client that sends JSON, and shows its key if it has one."""

    def __init__(self, raw: str = "", **headers: str) -> None:
        self.client = Client(headers={**({"Authorization": f"Bearer {raw}"} if raw else {}), **headers})

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.get(whole(path), query or {}, headers=names(headers))

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._send("post", path, data, headers)

    def put(self, path: str, data: Any = None, **headers: str) -> Any:
        return self._send("put", path, data, headers)

    def _send(self, method: str, path: str, data: Any, headers: dict[str, str]) -> Any:
        body = json.dumps({} if data is None else data)
        return getattr(self.client, method)(
            whole(path), body, content_type="application/json", headers=names(headers)
        )


def whole(path: str) -> str:
    return path if path.startswith("/api/") else f"{ROOT}{path}"


def names(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def key_of(user: Any, *scopes: str, **more: Any) -> tuple[Any, str]:
    """A key of this person, with all scopes unless some are named."""
    return make_token(
        user=user,
        name="prova",
        scopes=scopes or ALL_SCOPES,
        allowed=scopes or ALL_SCOPES,
        expires_at=more.get("expires_at"),
        by=Actor.staff(user),
        at=more.get("at", timezone.now()),
    )


@pytest.fixture
def anybody(db: None) -> Program:
    return Program()


@pytest.fixture
def program(user_with: Callable[..., Any]) -> Callable[..., Program]:
    """`program("head")`, `program("editor", scopes=("foia.read",))`, `program(office="rpct")`; `.user` is the maker."""

    def make(role: str = "", *, scopes: tuple[str, ...] = (), user: Any = None, **who: Any) -> Program:
        person = user or user_with(role, **who)
        made = Program(key_of(person, *scopes)[1])
        made.user = person  # type: ignore[attr-defined]
        return made

    return make


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The problem document of an answer, after checking that it is one."""
    assert answer.status_code == status, (answer.status_code, answer.content[:600])
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert {"type", "title", "status", "code", "detail"} <= set(told)
    return told
