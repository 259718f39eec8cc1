"""What was filled in for an action, as the database keeps it until the action is done, and as a form shows it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from pasocial.office.people.identity.queries import find_user

# A day, a person and a number of a file are kept with what they are; everything else is plain already.
DAY, PERSON, NUMBER = "day", "person", "uuid"


def is_upload(value: Any) -> bool:
    """Files are stored beside the call, never in it."""
    return isinstance(value, (list, tuple)) and bool(value) and all(hasattr(one, "read") for one in value)


def kept(given: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON, without the files. Raises TypeError for a kind of value that no action had yet."""
    return {name: _kept(value) for name, value in given.items() if not is_upload(value)}


def _kept(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, UUID):
        return {NUMBER: str(value)}
    if isinstance(value, get_user_model()):
        return {PERSON: value.pk}
    if isinstance(value, (list, tuple)):
        return [_kept(one) for one in value]
    raise TypeError(f"Say here how a {type(value).__name__} is kept.")


def restored(given: Mapping[str, Any]) -> dict[str, Any]:
    """As the operation takes it."""
    return {name: _restored(value) for name, value in given.items()}


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(one) for one in value]
    if not isinstance(value, dict):
        return value
    ((kind, plain),) = value.items()
    if kind == DAY:
        return date.fromisoformat(plain)
    return UUID(plain) if kind == NUMBER else find_user(plain)


def typed(given: Mapping[str, Any]) -> dict[str, Any]:
    """As a browser would send it, for a form that shows it again."""
    plain = {
        name: next(iter(value.values())) if isinstance(value, dict) else value
        for name, value in given.items()
    }
    return {
        name: "on" if value is True else value for name, value in plain.items() if value not in (None, False)
    }


def fingerprint(given: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()
