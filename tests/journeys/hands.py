"""Two hands that walk the same journey: one has only the keys of a real browser, the other reads forms and has no script.

    def test_she_takes_it_on(office):
        elena = office.hand(signed_in_client(person))
        elena.opens("/redazione/foia/")
        elena.follows("Spesa per le luminarie")
        elena.presses("Prendi in carico")

`KeyboardHand` never clicks and never lets a script move the focus: it presses Tab, or Shift+Tab when what it
wants stands above, and fails where the focus cannot be seen, does not move on, or comes round without meeting
it. `NoScriptHand` is a form reader over Django's test client: a press sends what HTML says a browser sends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from django.test import Client

from tests.browsing import chromium, page_of
from tests.form_reader import FormReader

# Presses of Tab beyond which nobody would call a thing reachable.
MOST_TABS = 60

# Where the focus is, and whether one sees it there. `arguments`: the element wanted, or null.
STOP = r"""
wanted => {
  const here = document.activeElement;
  const nowhere = !here || here === document.body || here === document.documentElement;
  // After a link to a part of the page Tab goes on from that part, although nothing has the focus.
  const from = nowhere ? document.getElementById(location.hash.slice(1)) : here;
  const box = nowhere ? null : (here.getClientRects()[0] ?? here.getBoundingClientRect());
  const ring = element => {
    const style = getComputedStyle(element);
    const line = parseFloat(style.outlineWidth) >= 1 && !['none', 'hidden'].includes(style.outlineStyle)
      && !/^rgba.*, 0\)$/.test(style.outlineColor);
    return line || /0px 0px 0px [2-9]px/.test(style.boxShadow);
  };
  const covered = () => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !!top && !here.contains(top) && !top.contains(here) && !top.closest('label')?.contains(here)
      && ![...(here.labels ?? [])].some(label => label.contains(top));
  };
  const seen = box && box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
    && box.top < innerHeight && box.left < innerWidth;
  return {
    hit: here === wanted,
    nowhere,
    ahead: !from || !wanted || !(wanted.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING),
    fresh: nowhere && !from,
    name: nowhere ? '' : `${here.tagName} «${(here.ariaLabel || here.name || here.innerText || '').slice(0, 60)}»`,
    // The calendar button inside a date field is the browser's, and so is its ring.
    ringed: nowhere || (here.type === 'date' && !here.matches(':focus'))
      || ring(here) || [...(here.labels ?? [])].some(ring),
    seen: nowhere || !!seen,
    covered: !nowhere && !!seen && covered(),
    group: here?.type === 'radio' ? here.name : '',
    editable: !!here?.isContentEditable,
  };
}
"""


class Hand(Protocol):
    """What a person can do with a page, in her words: names are those that are read out to her."""

    url: str

    def opens(self, path: str) -> None: ...
    def follows(self, name: str, within: str = ...) -> None: ...
    def turns_to(self, name: str) -> None: ...
    def presses(self, name: str, within: str = ...) -> None: ...
    def unfolds(self, name: str, within: str = ...) -> None: ...
    def lays_open(self, name: str, within: str = ...) -> None: ...
    def writes(self, label: str, text: str, within: str = ...) -> None: ...
    def dates(self, label: str, day: date, within: str = ...) -> None: ...
    def ticks(self, label: str, within: str = ...) -> None: ...
    def chooses(self, label: str, within: str = ...) -> None: ...
    def picks(self, label: str, option: str, within: str = ...) -> None: ...
    def attaches(self, label: str, paths: list[Path], within: str = ...) -> None: ...
    def downloads(self, name: str, within: str = ...) -> str: ...
    def reads(self, within: str = ...) -> str: ...
    def sees(self, words: str, within: str = ...) -> bool: ...


class KeyboardHand:
    """Tab, Shift+Tab, Enter, Space, arrows and letters."""

    def __init__(self, page: Any) -> None:
        self.page = page
        # How many presses each thing took, in order: what a journey is really like for who has only keys.
        self.walks: list[tuple[int, str]] = []
        # Whoever listens only when the key is pressed may come too late: the browser would open its own window.
        page.on("filechooser", lambda _chooser: None)

    @property
    def url(self) -> str:
        return str(self.page.url)

    def opens(self, path: str) -> None:
        """Typing an address needs neither pointer nor script."""
        self.page.goto(path)
        self._looks()

    def reads(self, within: str = "main") -> str:
        return str(self.page.locator(within).first.inner_text())

    def sees(self, words: str, within: str = "main") -> bool:
        """Whether the page says so; upper case made by the style does not matter."""
        return words.casefold() in self.reads(within).casefold()

    def _one(self, role: str, name: str, within: str) -> Any:
        """The thing of this role whose name is, or else begins with, `name`."""
        place = self.page.locator(within)
        exact = place.get_by_role(role, name=name, exact=True)
        if exact.count():
            return exact.first
        found = place.get_by_role(role, name=re.compile(f"^{re.escape(name)}"))
        assert found.count(), f"no {role} «{name}» in {within} of {self.page.url}"
        return found.first

    def _field(self, label: str, within: str) -> Any:
        # A required field's name ends with a remark, and a file field is a button in some browsers.
        found = self.page.locator(within).get_by_label(re.compile(f"^{re.escape(label)}"))
        assert found.count(), f"no field «{label}» in {within} of {self.page.url}"
        return found.first

    def _summary(self, name: str, within: str) -> Any:
        found = (
            self.page.locator(within)
            .locator("summary")
            .filter(has_text=re.compile(f"^\\s*{re.escape(name)}"))
        )
        assert found.count(), f"nothing to unfold called «{name}» in {within} of {self.page.url}"
        return found.first

    def _goes(self, act: Callable[[], None]) -> None:
        with self.page.expect_navigation():
            act()
        self._looks()

    def _looks(self) -> None:
        """Nothing went wrong behind the page, and it is no wider than the window."""
        self.page.wait_for_load_state("load")
        # A page that says what to correct answers 422, one that was overtaken 409: the browser notes both.
        # The server of a test has no streams beside it. Wagtail's editor tells that somebody is at work and
        # saves by itself, and is refused (400) when the form was sent, or the page has gone, meanwhile.
        told = re.compile(
            r"status of 4(22|09)|/streams/|/admin/editing-sessions/|status of 400 .*/admin/pages/\d+/edit/"
        )
        wrong = [heard for heard in self.page.heard if not told.search(heard)]
        self.page.heard.clear()
        assert wrong == [], f"{self.page.url}: {wrong}"
        sideways = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert sideways <= 0, f"{self.page.url} is {sideways} px wider than the window"

    def follows(self, name: str, within: str = "main") -> None:
        self._walks_to(self._one("link", name, within), name)
        self._goes(lambda: self.page.keyboard.press("Enter"))

    def presses(self, name: str, within: str = "main") -> None:
        self._walks_to(self._one("button", name, within), name)
        self._goes(lambda: self.page.keyboard.press("Enter"))

    def turns_to(self, name: str) -> None:
        """An entry of the staff's menu, which stands beside the page."""
        self.follows(name, within=".pa-side-wide")

    def shortcut(self, keys: str) -> None:
        """A shortcut that opens another page."""
        self._goes(lambda: self.page.keyboard.press(keys))

    def strikes(self, name: str, *then: str, within: str = "main") -> None:
        """A button that changes the page she is on, and the keys she presses next."""
        self._walks_to(self._one("button", name, within), name)
        for key in ("Enter", *then):
            self.page.keyboard.press(key)

    def says_in_words(self, words: str) -> None:
        """Typing where the focus already is."""
        self.page.keyboard.insert_text(words)

    def unfolds(self, name: str, within: str = "main") -> None:
        summary = self._summary(name, within)
        if not summary.evaluate("summary => summary.parentElement.open"):
            self._walks_to(summary, name)
            self.page.keyboard.press("Enter")

    def lays_open(self, name: str, within: str = "main") -> None:
        """Unfolds what is folded only on a telephone, where it is."""
        if self._summary(name, within).is_visible():
            self.unfolds(name, within)

    def writes(self, label: str, text: str, within: str = "main") -> None:
        self._walks_to(self._field(label, within), label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def dates(self, label: str, day: date, within: str = "main") -> None:
        """Typed figure by figure; the same in every order, because the order is the reader's own setting."""
        assert day.day == day.month, "choose a day that reads alike in every country"
        self._walks_to(self._field(label, within), label)
        self.page.keyboard.type(day.strftime("%d%m%Y"))

    def ticks(self, label: str, within: str = "main") -> None:
        self._walks_to(self._one("checkbox", label, within), label)
        self.page.keyboard.press("Space")

    def chooses(self, label: str, within: str = "main") -> None:
        """Tab brings to the group, arrows to the answer."""
        wanted = self._one("radio", label, within).element_handle()
        group = wanted.evaluate("radio => radio.name")
        self._walks_to(wanted, label, arrived=lambda stop: stop["hit"] or stop["group"] == group)
        for _choice in range(20):
            if self._stop(wanted)["hit"]:
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        assert wanted.is_checked(), f"arrows do not reach «{label}»"

    def picks(self, label: str, option: str, within: str = "main") -> None:
        select = self._field(label, within)
        self._walks_to(select, label)
        wanted, now = select.evaluate(
            "(box, text) => [[...box.options].findIndex(one => one.text.trim().startsWith(text)), box.selectedIndex]",
            option,
        )
        assert wanted >= 0, f"«{label}» does not offer «{option}»"
        for _step in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowDown" if wanted > now else "ArrowUp")
        assert select.evaluate("box => box.selectedIndex") == wanted

    def attaches(self, label: str, paths: list[Path], within: str = "main") -> None:
        self._walks_to(self._field(label, within), label)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files([str(path) for path in paths])

    def downloads(self, name: str, within: str = "main") -> str:
        self._walks_to(self._one("link", name, within), name)
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return str(download.value.suggested_filename)

    def _walks_to(
        self,
        wanted: Any,
        name: str,
        *,
        arrived: Callable[[dict[str, Any]], bool] = lambda stop: bool(stop["hit"]),
        most: int = MOST_TABS,
    ) -> None:
        """Presses Tab until the focus is there, and looks at every stop on the way."""
        handle = wanted.element_handle() if hasattr(wanted, "element_handle") else wanted
        stop = self._stop(handle)
        back = not stop["ahead"]
        if stop["fresh"]:
            self._skips(handle)
        presses, before = 0, ""
        while not arrived(stop):
            assert presses < most, f"«{name}» is not reached in {most} presses of Tab on {self.page.url}"
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            presses += 1
            stop = self._stop(handle)
            where = f"{stop['name']} of {self.page.url}"
            assert not (stop["nowhere"] and presses > 1), (
                f"Tab ran past «{name}» after {before} of {self.page.url}"
            )
            assert stop["seen"], f"the focus is on {where}, which is out of sight"
            assert stop["ringed"], f"nothing shows that the focus is on {where}"
            assert not stop["covered"], f"the focus is on {where}, which something covers"
            before = stop["name"]
        self.walks.append((presses, name))

    def _skips(self, wanted: Any) -> None:
        """On a fresh page the first stop is the way past the menus, and it works."""
        if not wanted.evaluate("element => !!element.closest('main')"):
            return
        self.page.keyboard.press("Tab")
        first = self._stop(None)
        skips = self.page.evaluate("document.activeElement.getAttribute('href')?.startsWith('#') ?? false")
        assert skips, f"the first stop of {self.page.url} is {first['name']}, not a way past the menus"
        assert (first["seen"], first["ringed"]) == (True, True), f"it does not show on {self.page.url}"
        self.page.keyboard.press("Enter")

    def _stop(self, wanted: Any) -> dict[str, Any]:
        return dict(self.page.evaluate(STOP, wanted))


class NoScriptHand(FormReader):
    """Reads and sends what a browser without scripts would (tests/form_reader.py): no browser is started."""

    def turns_to(self, name: str) -> None:
        """An entry of the staff's menu, which a telephone folds away."""
        self.unfolds("Menu della redazione", within=".pa-side")
        self.follows(name, within=".pa-side-narrow")


HANDS = ("keyboard", "no script")


class Office:
    """Where every person has a window of her own; `browser` and `url` of the running office where there is one."""

    def __init__(self, browser: Any = None, url: str = "") -> None:
        self.browser, self.url = browser, url

    @property
    def by_keyboard(self) -> bool:
        return self.browser is not None

    def hand(self, client: Client | None = None) -> Any:
        """The hand of one more person; `client` brings her cookies."""
        if self.browser is None:
            return NoScriptHand(client)
        return KeyboardHand(page_of(self.browser, self.url, client=client, width=1280))


@contextmanager
def office_by_keyboard(url: str) -> Iterator[Office]:
    with chromium() as browser:
        yield Office(browser, url)
