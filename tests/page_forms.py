"""What a browser sends when a button is pressed: the entries of the form, in its order and its encoding.

After the HTML standard, "Constructing the entry list" and "Form submission algorithm". Left out, because no page of ours has
it: pictures as buttons with coordinates, `dirname`, `text/plain`, controls of custom elements.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client

BUTTON_TYPES = {"submit", "button", "reset", "image"}
BOUNDARY = "----leserin7d1e5a"
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class Submission:
    """One call, ready to be sent. `refused`: why the browser would not send it, in words."""

    method: str
    url: str
    body: bytes = b""
    kind: str = ""
    refused: tuple[str, ...] = ()

    def moved_to(self, url: str) -> Submission:
        return replace(self, url=url)

    def send(self, client: Client, referer: str = "") -> Any:
        parts = urlsplit(self.url)
        headers = {"Referer": urldefrag(referer)[0]} if referer else {}
        if self.method == "GET":
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            return client.get(path, headers=headers)
        headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return client.generic(self.method, path, self.body, content_type=self.kind, headers=headers)


def submission(
    soup: BeautifulSoup, form: Tag, button: Tag, url: str, files: Mapping[int, list[Path]]
) -> Submission:
    """What pressing `button` sends from the page at `url`; `files` are those chosen, by the identity of their field."""
    told = {
        name: str(button.get(f"form{name}") or form.get(name) or "")
        for name in ("action", "method", "enctype")
    }
    entries = list(entry_list(soup, form, button, files))
    where = urljoin(url, told["action"]) if told["action"] else urldefrag(url)[0]
    free = form.has_attr("novalidate") or button.has_attr("formnovalidate")
    refused = () if free else tuple(faults_of(soup, form, files))
    if told["method"].lower() != "post":
        pairs = [(name, value if isinstance(value, str) else value.name) for name, value in entries]
        path = urlsplit(urldefrag(where)[0])._replace(query=urlencode(pairs)).geturl()
        return Submission("GET", path, refused=refused)
    if told["enctype"].lower() == MULTIPART:
        kind = f"{MULTIPART}; boundary={BOUNDARY}"
        return Submission("POST", where, multipart(entries), kind, refused)
    pairs = [(name, value if isinstance(value, str) else value.name) for name, value in entries]
    return Submission("POST", where, urlencode(pairs).encode(), URLENCODED, refused)


def form_of(soup: BeautifulSoup, control: Tag) -> Tag | None:
    """The form a control belongs to: the one it names, or else the one around it."""
    if control.has_attr("form"):
        return soup.find("form", id=control["form"])
    return control.find_parent("form")


def controls_of(soup: BeautifulSoup, form: Tag) -> list[Tag]:
    """In the order of the page, also those elsewhere that name the form."""
    return [
        one
        for one in soup.find_all(["input", "button", "select", "textarea"])
        if form_of(soup, one) is form and not one.find_parent("datalist")
    ]


def entry_list(
    soup: BeautifulSoup, form: Tag, button: Tag, files: Mapping[int, list[Path]]
) -> Iterator[tuple[str, str | Path]]:
    """Names and values; a file is a path, a file field that was left alone sends an empty name (`Path()`)."""
    for control in controls_of(soup, form):
        name, kind = str(control.get("name", "")), kind_of(control)
        if not name or is_disabled(control) or (kind in BUTTON_TYPES and control is not button):
            continue
        if kind in ("checkbox", "radio"):
            if control.has_attr("checked"):
                yield name, str(control.get("value", "on"))
        elif kind == "file":
            for path in files.get(id(control)) or [Path()]:
                yield name, path
        elif kind == "select":
            for option in chosen_of(control):
                yield name, option_value(option)
        else:
            yield name, re.sub(r"\r\n|\r|\n", "\r\n", value_of(control))


def kind_of(control: Tag) -> str:
    if control.name == "button":
        told = str(control.get("type", "submit")).lower()
        return told if told in BUTTON_TYPES else "submit"
    return str(control.get("type", "text")).lower() if control.name == "input" else str(control.name)


def value_of(control: Tag) -> str:
    """What stands in it now."""
    if control.name == "textarea":
        return re.sub(r"^\r?\n", "", control.get_text())
    if control.name == "select":
        return next((option_value(one) for one in chosen_of(control)), "")
    value = str(control.get("value", ""))
    return value if kind_of(control) in ("hidden", *BUTTON_TYPES) else re.sub(r"[\r\n]", "", value)


def chosen_of(select: Tag) -> list[Tag]:
    """The options that are chosen; a list to pick one from that says none shows its first, and sends it."""
    options = select.find_all("option")
    chosen = [one for one in options if one.has_attr("selected")]
    if not select.has_attr("multiple"):
        chosen = chosen[-1:] or [one for one in options if not _is_closed(one)][:1]
    return [one for one in chosen if not _is_closed(one)]


def _is_closed(option: Tag) -> bool:
    group = option.find_parent("optgroup")
    return option.has_attr("disabled") or (group is not None and group.has_attr("disabled"))


def option_value(option: Tag) -> str:
    return str(option["value"]) if option.has_attr("value") else " ".join(option.get_text().split())


def is_disabled(control: Tag) -> bool:
    """By itself, or by a fieldset around it whose first legend does not hold it."""
    if control.has_attr("disabled"):
        return True
    for fieldset in control.find_parents("fieldset"):
        legend = fieldset.find("legend", recursive=False)
        if fieldset.has_attr("disabled") and not (legend is not None and legend in control.parents):
            return True
    return False


def faults_of(soup: BeautifulSoup, form: Tag, files: Mapping[int, list[Path]]) -> Iterator[str]:
    """What a browser would stop at before it sends: the parts of constraint validation that our pages use."""
    controls = controls_of(soup, form)
    ticked = {one.get("name") for one in controls if kind_of(one) == "radio" and one.has_attr("checked")}
    for one in controls:
        name, kind = one.get("name", ""), kind_of(one)
        if is_disabled(one) or one.has_attr("readonly") or kind in (*BUTTON_TYPES, "hidden"):
            continue
        value = value_of(one)
        if kind == "radio":
            empty = name not in ticked
        elif kind == "checkbox":
            empty = not one.has_attr("checked")
        else:
            empty = not (files.get(id(one)) if kind == "file" else value)
        if empty:
            if one.has_attr("required"):
                yield f"{name} is required"
            continue
        if kind == "email" and not MAIL.fullmatch(value.strip()):
            yield f"{name} is no address"
        if one.has_attr("pattern") and not re.fullmatch(str(one["pattern"]), value):
            yield f"{name} is not {one['pattern']}"
        if len(value) < int(one.get("minlength", 0)):
            yield f"{name} is too short"


def multipart(entries: list[tuple[str, str | Path]]) -> bytes:
    """RFC 7578, quoted as browsers quote."""
    body = b""
    for name, value in entries:
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'.encode()
        if isinstance(value, str):
            body += b"\r\n\r\n" + value.encode() + b"\r\n"
            continue
        kind = mimetypes.guess_type(value.name)[0] or "application/octet-stream"
        body += f'; filename="{_quoted(value.name)}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        body += (value.read_bytes() if value.name else b"") + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
