"""A person at a browser without scripts, for Django's test client: she reads a page, fills in its forms and presses buttons.

    anna = FormReader()
    anna.opens("/accesso-civico/nuova/")
    anna.writes("Oggetto", "Spese per il verde")
    anna.presses("Continua")
    assert anna.sees("Chi sei")

Names are those that are read out to her: of what has this name, or else begins with it, the first. What she cannot do she
does not: press a button that is disabled, hidden or folded away, write into a field that is read-only, send a form whose
required fields are empty (unless it says `novalidate`). What is sent is what HTML says a browser sends, with the CSRF check
on (`tests/page_forms.py`). `within` is a CSS selector; `:has-text('…')` in it means that the words stand there.

It sees no style sheet: whether something is in sight, is large enough or is wider than the window only a browser can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client, TestCase

from tests.page_forms import BUTTON_TYPES, Submission, form_of, is_disabled, kind_of, submission, value_of

HOME = "http://testserver"
# A page that says what to correct answers 422, one that was overtaken 409.
READABLE = {200, 409, 422}
MOST_REDIRECTS = 10
# What is never shown; whatever a browser with scripts would show instead of <noscript> is not.
NEVER_SHOWN = {"script", "style", "template", "head", "datalist"}
BLOCKS = "address article aside blockquote br dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
BLOCKS += "li main nav ol option p pre section summary table td th tr ul"


class FormReader:
    """`client` brings the cookies of somebody who is signed in; nothing else of it is used."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if client is not None:
            self.client.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
            self.client.defaults.update(client.defaults)
        self.url = ""
        self.answer: Any = None
        self.soup = BeautifulSoup("", "html.parser")
        self.files: dict[int, list[Path]] = {}  # those she has chosen, by the identity of the field

    # going somewhere

    def opens(self, path: str) -> None:
        self._goes(Submission("GET", urljoin(self.url or HOME, path)), referer="")

    def follows(self, name: str, within: str = "main") -> None:
        """A link; one to a part of this page leads there, and it must be there."""
        where = self._href(name, within)
        page, fragment = urldefrag(where)
        if page == urldefrag(self.url)[0] and fragment:
            part = self.soup.find(id=fragment)
            assert part is not None, f"«{name}» leads to #{fragment}, which is nowhere on {self.url}"
            _unfold_around(part)
            return
        self._goes(Submission("GET", where))

    def downloads(self, name: str, within: str = "main") -> str:
        """The name of the file behind a link; she stays on the page."""
        answer = self._ask(Submission("GET", self._href(name, within)))
        answer = self._redirected(answer)[0]
        assert answer.status_code == 200, f"«{name}» answers {answer.status_code}"
        found = re.search(r'^attachment;.*filename="([^"]+)"', answer.get("Content-Disposition", ""))
        assert found is not None, f"«{name}» is no download: {answer.get('Content-Disposition')!r}"
        assert b"".join(answer.streaming_content) if answer.streaming else answer.content, (
            f"«{name}» is empty"
        )
        return found.group(1)

    def presses(self, name: str, within: str = "main") -> None:
        self._goes(self.ready(name, within))

    def ready(self, name: str, within: str = "main") -> Submission:
        """What pressing this button sends; not sent yet."""
        button = self._button(name, within)
        form = form_of(self.soup, button)
        assert form is not None, f"the button «{name}» of {self.url} belongs to no form"
        made = submission(self.soup, form, button, self.url, self.files)
        assert made.refused == (), f"the browser does not send «{name}» of {self.url}: {made.refused}"
        return made

    def lands(self, answer: Any, sent: Submission) -> None:
        """She reads the answer to what she (or her second click) has sent."""
        answer, url = self._redirected(answer, sent)
        self._reads(answer, url)

    # filling in

    def writes(self, label: str, text: str, within: str = "main") -> None:
        field = self._field(label, within)
        kind = kind_of(field)
        assert kind not in NOT_WRITTEN, f"nobody writes into «{label}», which is a {kind}"
        assert not field.has_attr("readonly"), f"«{label}» is read-only"
        most = int(field.get("maxlength", "-1"))
        assert most < 0 or len(text) <= most, f"«{label}» takes {most} letters, not {len(text)}"
        if field.name == "textarea":
            field.string = "\n" + text  # HTML drops the first line break
        else:
            field["value"] = text

    def dates(self, label: str, day: date, within: str = "main") -> None:
        field = self._field(label, within)
        assert kind_of(field) == "date", f"«{label}» takes no day"
        field["value"] = day.isoformat()

    def ticks(self, label: str, within: str = "main") -> None:
        box = self._one(label, within, "input[type=checkbox]", "checkbox")
        if box.has_attr("checked"):
            del box["checked"]
        else:
            box["checked"] = ""

    def chooses(self, label: str, within: str = "main") -> None:
        radio = self._one(label, within, "input[type=radio]", "radio")
        form = form_of(self.soup, radio)
        for other in self.soup.select("input[type=radio]"):
            if other.get("name") == radio.get("name") and form_of(self.soup, other) is form:
                other.attrs.pop("checked", None)
        radio["checked"] = ""

    def picks(self, label: str, option: str, within: str = "main") -> None:
        select = self._field(label, within)
        assert select.name == "select", f"«{label}» is no list to pick from"
        offered = select.find_all("option")
        found = [one for one in offered if _words(one).startswith(option)]
        assert found, f"«{label}» does not offer «{option}» but {[_words(one) for one in offered]}"
        assert not found[0].has_attr("disabled"), f"«{option}» of «{label}» cannot be picked"
        for other in [] if select.has_attr("multiple") else offered:
            other.attrs.pop("selected", None)
        found[0]["selected"] = ""

    def attaches(self, label: str, paths: list[Path], within: str = "main") -> None:
        field = self._field(label, within)
        assert field.get("type") == "file", f"«{label}» takes no files"
        assert len(paths) < 2 or field.has_attr("multiple"), f"«{label}» takes one file"
        self.files[id(field)] = paths

    def unfolds(self, name: str, within: str = "main") -> None:
        found = [one for one in self._place(within).select("summary") if _words(one).startswith(name)]
        assert found, f"nothing to unfold called «{name}» in {within} of {self.url}"
        folded = _obstacle(found[0].parent)
        assert not folded, f"«{name}» is {folded} on {self.url}"
        found[0].parent["open"] = ""

    def lays_open(self, name: str, within: str = "main") -> None:
        """Unfolds what is folded on a telephone only."""
        self.unfolds(name, within)

    # reading

    def reads(self, within: str = "main") -> str:
        return _words(self._place(within))

    def sees(self, words: str, within: str = "main") -> bool:
        """Whether the page says so where she can read it; upper case does not matter."""
        return " ".join(words.split()).casefold() in self.reads(within).casefold()

    def typed(self, label: str, within: str = "main") -> str:
        """What stands in a field now: after a refusal it must be what she had typed."""
        return value_of(self._field(label, within))

    def objections(self, within: str = "main") -> dict[str, str]:
        """What the page says is wrong with each field, by the field's name as it is read out."""
        wrong = self._place(within).select("[aria-invalid=true]")
        return {_name_of(self.soup, one): self._described(one) for one in wrong}

    def buttons(self, within: str = "main") -> list[str]:
        """The buttons that can be pressed."""
        return [_name_of(self.soup, one) for one in self._place(within).select(BUTTONS) if not _obstacle(one)]

    # how

    def _described(self, field: Tag) -> str:
        parts = [self.soup.find(id=one) for one in str(field.get("aria-describedby", "")).split()]
        return " ".join(_words(one) for one in parts if one is not None)

    def _place(self, within: str) -> Tag:
        found = self.soup.select_one(within.replace(":has-text(", ":-soup-contains("))
        assert found is not None, f"there is no {within} on {self.url}"
        return found

    def _one(self, name: str, within: str, selector: str, what: str) -> Tag:
        """Of the things with this name, or else with a name that begins so, the first that nothing is in the way of."""
        places = self._place(within).select(selector)
        named = [(_name_of(self.soup, one), one) for one in places]
        found = [one for told, one in named if told == name] or [
            one for told, one in named if told.startswith(name)
        ]
        assert found, f"no {what} «{name}» in {within} of {self.url}, but {[told for told, _one in named]}"
        free = [one for one in found if not _obstacle(one)]
        assert free, f"the {what} «{name}» of {self.url} is {_obstacle(found[0])}"
        return free[0]

    def _field(self, label: str, within: str) -> Tag:
        return self._one(label, within, "input:not([type=hidden]), textarea, select", "field")

    def _button(self, name: str, within: str) -> Tag:
        return self._one(name, within, BUTTONS, "button")

    def _href(self, name: str, within: str) -> str:
        link = self._one(name, within, "a[href]", "link")
        where = urljoin(self.url, str(link["href"]))
        assert urlsplit(where).netloc == urlsplit(HOME).netloc, f"«{name}» leads out of the house: {where}"
        return where

    def _goes(self, sent: Submission, referer: str | None = None) -> None:
        self.lands(self._ask(sent, referer), sent)

    def _ask(self, sent: Submission, referer: str | None = None) -> Any:
        """Sends it; what waits for the end of a transaction follows, as where each call has its own."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return sent.send(self.client, self.url if referer is None else referer)

    def _redirected(self, answer: Any, sent: Submission | None = None) -> tuple[Any, str]:
        url = sent.url if sent else ""
        for _time in range(MOST_REDIRECTS):
            if answer.status_code not in (301, 302, 303, 307, 308):
                return answer, url
            url = urljoin(url or self.url, answer["Location"])
            assert urlsplit(url).netloc == urlsplit(HOME).netloc, f"led out of the house: {url}"
            again = sent if sent and answer.status_code in (307, 308) else Submission("GET", url)
            answer = self._ask(again.moved_to(url))
        raise AssertionError(f"{url} leads round and round")

    def _reads(self, answer: Any, url: str) -> None:
        assert answer.status_code in READABLE, f"{url}: {answer.status_code}"
        assert answer.get("Content-Type", "").startswith("text/html"), f"{url} is no page"
        self.answer, self.url = answer, url
        self.soup = BeautifulSoup(answer.content, "html.parser")
        self.files = {}
        for part in urldefrag(url)[1:]:
            if part and (there := self.soup.find(id=part)) is not None:
                _unfold_around(there)


BUTTONS = "button, input[type=submit]"
NOT_WRITTEN = {"checkbox", "radio", "file", "select", "hidden", *BUTTON_TYPES}


def _unfold_around(part: Tag) -> None:
    """A browser opens what is folded around the place it is led to."""
    for above in [part, *part.parents]:
        if above.name == "details":
            above["open"] = ""


def _obstacle(thing: Tag) -> str:
    """Why nobody can use this, or nothing."""
    if thing.name in ("button", "input", "select", "textarea") and is_disabled(thing):
        return "disabled"
    for above in (thing, *thing.parents):
        if above.has_attr("hidden") or above.get("type") == "hidden" or above.name in NEVER_SHOWN:
            return "hidden"
        if above.has_attr("inert") or above.get("aria-hidden") == "true":
            return "hidden"
    below: Tag = thing
    for above in thing.parents:
        if above.name == "details" and not above.has_attr("open") and not _is_summary_of(below, above):
            return "folded away"
        below = above
    return ""


def _is_summary_of(part: Tag, details: Tag) -> bool:
    return part.name == "summary" and details.find("summary", recursive=False) is part


def _name_of(soup: BeautifulSoup, thing: Tag) -> str:
    """The name that is read out: told outright, by labels, by its own words, by its title."""
    if parts := str(thing.get("aria-labelledby", "")).split():
        found = [soup.find(id=part) for part in parts]
        return " ".join(_words(one, all_of_it=True) for one in found if one is not None)
    if told := str(thing.get("aria-label", "")).strip():
        return told
    if thing.name in ("a", "button", "summary"):
        return _words(thing, all_of_it=True) or str(thing.get("title", ""))
    if kind_of(thing) == "submit":
        return str(thing.get("value", ""))
    labels = soup.select(f'label[for="{thing["id"]}"]') if thing.has_attr("id") else []
    labels = labels or [one for one in [thing.find_parent("label")] if one is not None]
    return " ".join(_words(one, all_of_it=True) for one in labels) or str(thing.get("title", ""))


def _words(place: Tag, *, all_of_it: bool = False) -> str:
    """The words that are shown there; `all_of_it` where a name is made of them, folded or not."""
    return " ".join("".join(_pieces(place, all_of_it)).split())


def _pieces(place: Tag, all_of_it: bool) -> Iterator[str]:
    for piece in place.children:
        if not isinstance(piece, Tag):
            yield str(piece) if type(piece).__name__ == "NavigableString" else ""
            continue
        if piece.name in NEVER_SHOWN or piece.has_attr("hidden"):
            continue
        if all_of_it and (
            piece.get("aria-hidden") == "true" or piece.name in ("input", "select", "textarea")
        ):
            continue
        folded = place.name == "details" and not place.has_attr("open") and not _is_summary_of(piece, place)
        if folded and not all_of_it:
            continue
        edge = " " if piece.name in BLOCKS.split() else ""
        yield edge + str(piece.get("alt", "") if piece.name == "img" else "")
        yield from _pieces(piece, all_of_it)
        yield edge
