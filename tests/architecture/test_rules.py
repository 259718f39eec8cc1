"""A rule that nobody asks is not a rule; what an operation decides by itself is a rule in the wrong place."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.tree import modules, text

# A name: the module that defines it, as Python spells it, and its own.
Name = tuple[str, str]

# Public names that stay although nothing of ours asks them, each with its reason.
CALENDAR = (
    "the calendar is promised whole: desks still to come count working days, quarters and years with it"
)
UNASKED = {
    ("foia.rules.clock.review", "formal_notice_due"): "waits for the desk that answers formal notices",
    **{
        (f"pasocial.timekeeping.{module}", name): CALENDAR
        for module, name in (
            ("holidays", "Patron"),
            ("holidays", "holidays"),
            ("spans", "add_calendar_year"),
            ("spans", "days_between"),
            ("spans", "quarter_of"),
            ("spans", "year_span"),
            ("workdays", "previous_working_day"),
            ("workdays", "workdays_between"),
        )
    },
}


def spelled(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def of_rules(path: Path) -> bool:
    decides = "rules" in path.parts[:-1] or path.stem == "rules"
    return decides or path.parts[:2] == ("pasocial", "timekeeping")


class Reading:
    """One module: what it defines, what each of its names means, what each definition uses."""

    def __init__(self, module: str, source: str, is_package: bool) -> None:
        self.module, self.is_package = module, is_package
        self.tree = ast.parse(source)
        # The local name of what is imported, at any depth: where it comes from; a module has no own name.
        self.imported: dict[str, Name] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                for each in node.names:
                    self.imported[each.asname or each.name] = (origin, each.name)
            elif isinstance(node, ast.Import):
                for each in node.names:
                    if each.asname:
                        self.imported[each.asname] = (each.name, "")
        self.defined: dict[str, list[ast.stmt]] = {}
        self.loose: list[ast.stmt] = []
        for node in self.tree.body:
            names = list(_defines(node))
            for name in names:
                self.defined.setdefault(name, []).append(node)
            if not names and not isinstance(node, ast.Import | ast.ImportFrom):
                self.loose.append(node)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        up = node.level - (1 if self.is_package else 0)
        base = self.module.split(".")[: len(self.module.split(".")) - up]
        return ".".join([*base, *([node.module] if node.module else [])])

    def uses(self, *nodes: ast.AST) -> Iterator[Name]:
        """The names these pieces of code read, each as its module and its own; a dotted string is a name too."""
        for top in nodes:
            for node in ast.walk(top):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    yield self.imported.get(node.id, (self.module, node.id))
                elif isinstance(node, ast.Attribute):
                    dotted = ast.unparse(node.value)
                    head, _dot, rest = dotted.partition(".")
                    if head in self.imported:
                        module, name = self.imported[head]
                        inside = ".".join(part for part in (module, name, rest) if part)
                        yield inside, node.attr
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    module, dot, name = node.value.rpartition(".")
                    if dot and node.value.replace(".", "").isidentifier():
                        yield module, name


def _defines(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.AnnAssign | ast.AugAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            for each in ast.walk(target):
                if isinstance(each, ast.Name):
                    yield each.id


def unasked(sources: dict[Path, str], waiting: Iterable[Name] = ()) -> set[Name]:
    """Public names of rules that no code outside rules uses, by itself or through another used rule.

    `waiting`: names taken as used, with all that they use in their turn.
    """
    readings = {spelled(path): Reading(spelled(path), source, path.name == "__init__.py")
                for path, source in sources.items()}  # fmt: skip
    rules = {spelled(path) for path in sources if of_rules(path)}

    def home(name: Name) -> Name | None:
        """Where a name is defined, followed through the packages that pass it on; None if it is no rule."""
        seen = set()
        while name not in seen:
            seen.add(name)
            module, own = name
            if module not in readings:
                return None
            if own in readings[module].defined:
                return name if module in rules else None
            if own not in readings[module].imported:
                return None
            name = readings[module].imported[own]
        return None

    asked: set[Name] = set()
    coming = [
        found
        for module, reading in readings.items()
        for used in reading.uses(*([reading.tree] if module not in rules else reading.loose))
        if (found := home(used))
    ]
    coming += waiting
    while coming:
        name = coming.pop()
        if name in asked:
            continue
        asked.add(name)
        reading = readings[name[0]]
        coming += [
            found
            for used in reading.uses(*reading.defined[name[1]])
            if (found := home(used)) and found != name
        ]
    return {
        (module, name)
        for module in rules
        for name in readings[module].defined
        if not name.startswith("_") and (module, name) not in asked
    }


def test_every_public_name_of_the_rules_is_asked_by_the_product() -> None:
    sources = {path: text(path) for path in modules()}
    assert unasked(sources, waiting=UNASKED) == set()
    # An exception that is asked by now is none.
    assert set(UNASKED) - unasked(sources) == set()


# Operations that still build their refusals themselves, how many, and why: the list only grows shorter.
UNMOVED: dict[str, int] = {}


def acts(path: Path) -> bool:
    """Operations, and the office's operations that have a file of another name."""
    return "operations" in (*path.parts[:-1], path.stem) or path.stem == "clearing"


def built(path: Path) -> int:
    return sum(
        isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Refusal"
        for node in ast.walk(ast.parse(text(path)))
    )


def test_operations_build_no_refusal_themselves() -> None:
    """They call guards of `rules`, so that the page, the API and the operation give the same reason."""
    assert {str(path): many for path in modules() if acts(path) and (many := built(path))} == UNMOVED


def test_import_a_mention_or_a_rule_nobody_asks_is_no_use() -> None:
    """The reading itself is tried: each of these rules looks used and is not, and the last is through another."""
    rules = """
__all__ = ["imported", "mutual"]
LIMIT = 3
def imported(): ...
def mutual(): return other()
def other(): return mutual()
def recursive(): return recursive()
def asked(): return _within(LIMIT)
def _within(most): return Shape
class Shape: ...
"""
    found = unasked({
        Path("desks/attic/rules.py"): rules,
        Path("desks/attic/operations.py"): "from desks.attic.rules import asked, imported\ndef act(): return asked()",
    })  # fmt: skip
    assert found == {("desks.attic.rules", name) for name in ("imported", "mutual", "other", "recursive")}


def test_rule_is_asked_through_its_package_its_module_or_its_dotted_name() -> None:
    found = unasked({
        Path("foia/rules/__init__.py"): "",
        Path("foia/rules/one/__init__.py"): "from .inner import passed_on",
        Path("foia/rules/one/inner.py"): "def passed_on(): ...\ndef by_module(): ...\ndef by_string(): ...",
        Path("foia/queries.py"): "from foia.rules.one import inner, passed_on as p\np()\ninner.by_module()",
        Path("foia/desk.py"): "TILE = 'foia.rules.one.inner.by_string'",
    })  # fmt: skip
    assert found == set()
