"""The one style sheet: of Bootstrap Italia the rules that some page can use, then our own.

The library's sheet weighs 600 kB, of which a page uses a twentieth, and a browser paints nothing before it has read it.
Which class names are used is read from the templates and the code that writes them, so a component that takes a new
name of the library gets its rules without anybody keeping a list. Nothing of a visitor is ever read here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
from django.conf import settings
from django.contrib.staticfiles import finders

LIBRARY = "css/bootstrap-italia.min.css"
OURS = Path(__file__).parent / "css"
# In the order of the cascade: what comes later may overrule what came before.
PARTS = ("fonts", "tokens", "ground", "shell", "staff", "components")
VERSION = "--bootstrap-italia-version"
# Not taken, whatever class they ask for: labels that a script moves, boxes that are drawn beside the real ones (and are not
# there in high contrast), and the ring of the focus, which could not be overruled; ours stands in ground.css.
NOT_TAKEN = re.compile(
    r"\.form-group (?:small|label|input)|\.form-check |\.form-check-input|legend|:focus|data-focus-mouse|label\.|textarea"
)

_CLASSES = re.compile(
    r"""\bclass(?:Name|List)?\b[^"'\n]{0,24}["']((?:\{%.*?%\}|\{\{.*?\}\}|[^"'])*)["']""", re.DOTALL
)
_TAG = re.compile(r"\{%\s*(?:el)?if\b.*?%\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CHOICES = re.compile(r'"([a-z0-9-]+(?:\|[a-z0-9-]+)+)"')
_SELECTED = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NEGATED = re.compile(r":not\([^()]*\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def sources() -> list[Path]:
    """Every file that may write a class name."""
    root = Path(settings.BASE_DIR)
    return sorted(
        path
        for pattern in (
            "templates/**/*.html",
            "pasocial/**/templates/**/*.html",
            "pasocial/design/**/*.py",
            "pasocial/design/**/*.js",
        )
        for path in root.glob(pattern)
        if "node_modules" not in path.parts
    )


def names_in(text: str) -> set[str]:
    """The class names that a file writes; `btn-{{ kind }}` counts for each kind that its signature accepts."""
    choices = {choice for found in _CHOICES.findall(text) for choice in found.split("|")}
    names: set[str] = set()
    for value in _CLASSES.findall(text):
        for name in _VALUE.sub("\0", _TAG.sub(" ", value)).split():
            before, gap, after = name.partition("\0")
            names |= {f"{before}{choice}{after}" for choice in choices} if gap else {name}
    return names


def used_names(paths: Iterable[Path]) -> set[str]:
    return {name for path in paths for name in names_in(path.read_text(encoding="utf-8"))}


def library_path() -> Path:
    found = finders.AppDirectoriesFinder().find(LIBRARY)
    if not found:
        raise FileNotFoundError(f"Bootstrap Italia's {LIBRARY} is in no installed package.")
    return Path(str(found))


def library_css() -> str:
    """The library's sheet, without the mark of its bytes' order: a selector after it would match nothing."""
    return library_path().read_text(encoding="utf-8-sig")


def names_of(css: str) -> set[str]:
    """Every class name that a sheet has a rule for."""
    return {
        name
        for rule in _flat(_parsed(css))
        if rule.type == "qualified-rule"
        for name in _SELECTED.findall(tinycss2.serialize(rule.prelude))
    }


def trimmed(css: str, used: set[str]) -> str:
    """The sheet without the rules that need a class nobody writes, and without the variables that nothing reads."""
    rules = list(_kept(_parsed(css), used))
    return "".join(_written(rules, _read_variables(rules)))


@dataclass(frozen=True)
class Rule:
    """What is kept of a rule: its selectors and its declarations, or its condition and the rules inside."""

    head: str
    declarations: tuple[Any, ...] = ()
    inside: tuple[Rule, ...] = ()


def _parsed(css: str) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return nodes


def _inside(node: Any) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
    return nodes


def _is_conditional(node: Any) -> bool:
    """Fonts are loaded by rules of ours, and nothing of ours moves by the library's keyframes."""
    return bool(node.type == "at-rule" and node.at_keyword in ("media", "supports"))


def _flat(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if _is_conditional(node):
            yield from _flat(_inside(node))
        else:
            yield node


def _kept(nodes: Iterable[Any], used: set[str]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [one.strip() for one in _split(tinycss2.serialize(node.prelude))]
            wanted = [one for one in selectors if _is_used(one, used)]
            if wanted:
                inside = tinycss2.parse_blocks_contents(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                yield Rule(",".join(wanted), tuple(each for each in inside if each.type == "declaration"))
        elif _is_conditional(node):
            rules = tuple(_kept(_inside(node), used))
            if rules:
                yield Rule(f"@{node.at_keyword} {tinycss2.serialize(node.prelude).strip()}", inside=rules)


def _split(selectors: str) -> list[str]:
    """At the commas between selectors, not at those inside `:is(…)`."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append(selectors[start:place])
            start = place + 1
    return [*parts, selectors[start:]]


def _is_used(selector: str, used: set[str]) -> bool:
    asked = _NEGATED.sub("", selector)
    return all(name in used for name in _SELECTED.findall(asked)) and not NOT_TAKEN.search(asked)


def _declared(rules: Iterable[Rule]) -> Iterator[Any]:
    for rule in rules:
        yield from rule.declarations
        yield from _declared(rule.inside)


def _read_variables(rules: list[Rule]) -> set[str]:
    """A variable is read by a rule or by a variable that is read; the version, by whoever checks the page."""
    values: dict[str, set[str]] = {}
    read = {VERSION, *_VARIABLE.findall(own_css())}
    for each in _declared(rules):
        asked = set(_VARIABLE.findall(tinycss2.serialize(each.value)))
        if each.name.startswith("--"):
            values.setdefault(each.name, set()).update(asked)
        else:
            read |= asked
    waiting = list(read)
    while waiting:
        new = values.get(waiting.pop(), set()) - read
        read |= new
        waiting += new
    return read


def _written(rules: Iterable[Rule], read: set[str]) -> Iterator[str]:
    for rule in rules:
        inside = "".join(_written(rule.inside, read)) or ";".join(
            _declaration(each)
            for each in rule.declarations
            if not each.name.startswith("--") or each.name in read
        )
        if inside:
            yield f"{rule.head}{{{inside}}}\n"


def _declaration(one: Any) -> str:
    value = tinycss2.serialize(one.value).strip()
    if one.name == VERSION:
        # The official checker of municipal sites reads the version only between double quotes.
        value = '"{}"'.format(value.strip("\"'"))
    return f"{one.name}:{value}{'!important' if one.important else ''}"


@cache
def own_css() -> str:
    """Our own rules, without what is written for their readers."""
    whole = "\n".join((OURS / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
    return re.sub(r"/\*.*?\*/\s*", "", whole, flags=re.DOTALL)


def sheet() -> str:
    """The whole style sheet. The library's part is a layer below ours: a rule of ours wins, however short."""
    library = trimmed(library_css(), used_names(sources()))
    return f"@layer library{{{library}}}\n{own_css()}"


def fingerprint() -> str:
    """Changes whenever the sheet may change."""
    digest = hashlib.sha256()
    for path in (library_path(), Path(__file__), *sorted(OURS.glob("*.css")), *sources()):
        about = path.stat()
        digest.update(f"{path}{about.st_size}{about.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
