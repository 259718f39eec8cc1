"""Which sentences of ours are marked for translation, and which owner each belongs to.

Plain Python and Django's own template lexer: no GNU gettext programs, so a fresh machine needs nothing more.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

# Which arguments of a marking call are: context, singular, plural. None where it has none.
MARKS: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(["_", "mark", "gettext", "gettext_lazy", "gettext_noop"], (None, 0, None)),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (None, 0, 1)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], (0, 1, None)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], (0, 1, 2)),
}
SKIPPED_FOLDERS = {"migrations", "locale", "static", "node_modules", "__pycache__"}
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".typ", ".svg"}
# Folders of templates/ whose owner is not the package of the same name.
TEMPLATE_OWNERS = {
    "office": "pasocial/office",
    "account": "pasocial/design",
    "allauth": "pasocial/design",
    "mfa": "pasocial/design",
    "socialaccount": "pasocial/design",
    "usersessions": "pasocial/design",
    "site": "pasocial/site",
    "wagtailadmin": "pasocial/coordinator",
    "coordinator": "pasocial/coordinator",
    "demo": "pasocial/demo",
    "rest": "pasocial/rest",
}
DESIGN = "pasocial/design"
# Packages of pasocial/ that are no app: their sentences are in pasocial/locale (see LOCALE_PATHS).
WITHOUT_CATALOGUE = {"config", "timekeeping", "cleaning", "sentences"}


@dataclass(frozen=True, order=True)
class Msgid:
    """One marked sentence; `plural` and `context` are empty when it has none."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Marked:
    """A sentence and the file that marks it, relative to the project."""

    msgid: Msgid
    path: str


class Unreadable(Exception):
    """A source file that cannot be parsed, or marks something that is not a plain sentence."""


def owner_of(path: Path) -> str:
    """The package whose catalogue holds the sentences of a file (`path` relative to the project)."""
    parts = path.parts
    if parts[0] == "templates":
        folders = parts[1:-1]
        if folders[:1] == ("emails",):
            folders = folders[1:]
        if folders[:1] == ("desks",) and len(folders) > 1:
            return f"desks/{folders[1]}"
        if folders and folders[0] in top_packages():
            return folders[0]
        return TEMPLATE_OWNERS.get(folders[0], DESIGN) if folders else DESIGN
    if parts[0] in {"desks", "pasocial"}:
        return parts[0] if len(parts) == 2 or parts[1] in WITHOUT_CATALOGUE else "/".join(parts[:2])
    return parts[0]


@cache
def top_packages() -> tuple[str, ...]:
    """The folders of the project that hold its apps, from INSTALLED_APPS: a new slice is found by itself."""
    project = Path(settings.BASE_DIR)
    names = dict.fromkeys(name.partition(".")[0] for name in settings.INSTALLED_APPS)
    return tuple(sorted(name for name in names if (project / name / "__init__.py").exists()))


def source_files(project: Path) -> Iterator[Path]:
    """Every file that may mark a sentence, relative to the project, in a stable order."""
    for folder in (*top_packages(), "templates"):
        for path in sorted((project / folder).rglob("*")):
            relative = path.relative_to(project)
            if SKIPPED_FOLDERS & set(relative.parts):
                continue
            in_templates = "templates" in relative.parts
            if path.suffix == ".py" or (in_templates and path.suffix in TEMPLATE_ENDINGS):
                yield relative


def marked_in(project: Path, path: Path) -> list[Marked]:
    """The sentences that one file marks, in their order."""
    source = (project / path).read_text(encoding="utf-8")
    try:
        found = in_python(source) if path.suffix == ".py" else in_template(source)
        return [Marked(msgid, path.as_posix()) for msgid in found]
    except (SyntaxError, ValueError) as error:
        raise Unreadable(f"{path}: {error}") from error


def in_python(source: str) -> Iterator[Msgid]:
    """Sentences in marking calls; adjacent literals are one sentence, an f-string is refused."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MARKS and isinstance(node.func, ast.Name | ast.Attribute):
            msgid = _from_call(name, node.args)
            if msgid is not None:
                yield msgid


def _from_call(name: str, arguments: list[ast.expr]) -> Msgid | None:
    context, singular, plural = MARKS[name]
    if len(arguments) <= max(place for place in (context, singular, plural) if place is not None):
        return None
    chosen = {
        key: arguments[place]
        for key, place in {"context": context, "text": singular, "plural": plural}.items()
        if place is not None
    }
    for argument in chosen.values():
        if isinstance(argument, ast.JoinedStr):
            raise ValueError(f"line {argument.lineno}: an f-string cannot be translated, use named gaps")
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            return None  # a variable: its sentence is marked where it is written
    values = {
        key: str(argument.value) for key, argument in chosen.items() if isinstance(argument, ast.Constant)
    }
    return Msgid(**values) if values["text"] else None


LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(
    rf"(?<![\w.])(?P<name>_|gettext|ngettext|pgettext|npgettext)\((?P<args>{LITERAL}(?:\s*,\s*{LITERAL})*)"
)


def in_template(source: str) -> Iterator[Msgid]:
    """Sentences of `translate`, `blocktranslate` and `_()` in a Django template."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calls = templatize(source)
    for found in CALL.finditer(calls):
        arguments = ast.literal_eval(f"({found['args']},)")
        name = found["name"]
        if name == "_":  # what Django looks up for a literal inside a tag has its percent signs doubled
            arguments = (arguments[0].replace("%", "%%"),)
        msgid = _from_call(name, [ast.Constant(value=argument) for argument in arguments])
        if msgid is not None:
            yield msgid


def by_owner(marked: Iterable[Marked]) -> dict[str, dict[Msgid, set[str]]]:
    """Owner → sentence → the files that mark it."""
    owners: dict[str, dict[Msgid, set[str]]] = {}
    for item in marked:
        owner = owner_of(Path(item.path))
        owners.setdefault(owner, {}).setdefault(item.msgid, set()).add(item.path)
    return owners
