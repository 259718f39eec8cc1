"""A browser without JavaScript: reads a form as the page shows it, fills it in and sends it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from tests.fixtures import let_leave


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_at(response: HttpResponse, action: str, *, number: int = 0) -> Tag:
    """The form that posts to `action`; `number` when the page has several."""
    found = page(response).find_all("form", action=action)
    assert len(found) > number, f"no form posts to {action}"
    return found[number]


def values(form: Tag) -> dict[str, Any]:
    """What the browser would send without a click."""
    sent: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in ("submit", "file") or field.has_attr("disabled"):
            continue
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                sent[name] = field.get("value", "on")
        elif field.name == "textarea":
            sent[name] = field.text.removeprefix("\r\n").removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            sent[name] = chosen.get("value", "") if chosen else ""
        else:
            sent[name] = field.get("value", "")
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def go_ahead(client: Client, preview: HttpResponse) -> HttpResponse:
    """Presses «Invia» on the page that shows what leaves, and reads the page again once it has left."""
    address = preview.request["PATH_INFO"]
    assert "/invio/" in address, page(preview).get_text(" ", strip=True)[:2000]
    after = client.post(address, follow=True)
    assert let_leave() >= 1
    return client.get(after.request["PATH_INFO"])


def send(
    client: Client, response: HttpResponse, action: str, *, number: int = 0, **typed: Any
) -> HttpResponse:
    """Fills in the form and presses its button; follows the redirect."""
    return client.post(action, {**values(form_at(response, action, number=number)), **typed}, follow=True)
