"""Exceptions become problem documents; nested messages become a flat list."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from rest_framework import exceptions

from pasocial.refusal import Refusal, Refused
from pasocial.rest.problems import MEDIA_TYPE, Problem, handle_exception


def told(exc: Exception) -> dict[str, object]:
    answer = handle_exception(exc, {})
    assert answer.content_type == MEDIA_TYPE
    assert answer.data["status"] == answer.status_code
    return answer.data


def test_refusal_gives_every_reason_with_its_field_and_day():
    refused = Refused(
        Refusal("late", "Scrivi prima di {day}.", "on", {"day": date(2026, 4, 7)}),
        Refusal("short", "Scrivi di più.", "body"),
    )
    with translation.override("it"):
        document = told(refused)
    assert (document["status"], document["code"]) == (422, "late")
    assert document["errors"] == [
        {"field": "on", "code": "late", "detail": "Scrivi prima di martedì 7 aprile 2026."},
        {"field": "body", "code": "short", "detail": "Scrivi di più."},
    ]


def test_nested_errors_are_flat_with_their_path():
    wrong = exceptions.ValidationError(
        {
            "items": [{}, {"title": [exceptions.ErrorDetail("Manca.", "required")]}],
            "non_field_errors": ["Così no."],
        }
    )
    assert [(each["field"], each["code"]) for each in told(wrong)["errors"]] == [
        ("items.1.title", "required"),
        ("", "invalid"),
    ]


def test_problem_keeps_its_members_and_headers():
    answer = handle_exception(Problem(409, "stale", "Cambiata.", headers={"X-Y": "1"}, current_version=8), {})
    assert (answer.status_code, answer.data["current_version"], answer.headers["X-Y"]) == (409, 8, "1")


def test_throttled_says_when_to_come_back():
    answer = handle_exception(exceptions.Throttled(wait=41.2), {})
    assert (answer.status_code, answer.headers["Retry-After"], answer.data["retry_after"]) == (429, "42", 42)
