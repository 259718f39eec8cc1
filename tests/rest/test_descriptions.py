"""Every operation of the API says in words what it does, and shows what is sent and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pasocial.rest import reference


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in reference.document()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_is_told_in_words_beside_its_scope() -> None:
    silent = [name for name, one in operations() if not one["description"].partition("Scope:")[0].strip()]
    assert silent == []


def test_every_body_and_every_json_answer_has_an_example() -> None:
    bare = []
    for name, one in operations():
        answers = {status: each for status, each in one["responses"].items() if status.startswith("2")}
        for what, holder in {"body": one.get("requestBody", {}), **answers}.items():
            for media, content in holder.get("content", {}).items():
                if not content.get("examples") and (what == "body" or "json" in media):
                    bare.append(f"{name}: {what} as {media}")
    assert bare == []
