"""What the address of a list asks: which filters are in force, in which order, and which view that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from pasocial.cleaning import searched
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# The longest address a saved view may hold, and the most of them that a list shows.
LONGEST_QUERY = 500
MOST_SAVED = 20


@dataclass(frozen=True)
class Column:
    """One column: its heading, and the name of the order that its heading asks for ("" for none)."""

    label: object
    key: str = ""


@dataclass(frozen=True)
class Words:
    """The search field of a list."""

    label: object
    name: str = "q"

    def read(self, value: str) -> str:
        return value

    def chip(self, value: str) -> str:
        return f"«{value}»"


@dataclass(frozen=True)
class OneOf:
    """One of several values. `choices`: value and words, that of "" first.

    `other` says in words a value that stands in an address and not among the choices ("" refuses it). A filter
    without choices shows no field: it is only ever asked by a link.
    """

    name: str
    label: object
    choices: Sequence[tuple[str, object]] = ()
    other: Callable[[str], str] | None = None

    def read(self, value: str) -> str:
        if any(value == one for one, _words in self.choices):
            return value
        return value if self.other is not None and self.other(value) else ""

    def chip(self, value: str) -> str:
        for one, words in self.choices:
            if one == value:
                return f"{self.label}: {words}"
        return self.other(value) if self.other is not None else value


@dataclass(frozen=True)
class Switch:
    """Something that is asked or not, in words that say what is then shown."""

    name: str
    label: object

    def read(self, value: str) -> str:
        return "1" if value else ""

    def chip(self, value: str) -> str:
        return str(self.label)


Filter = Words | OneOf | Switch


@dataclass(frozen=True)
class View:
    """A ready-made view: its name among the counts, what it is called, and the filters it stands for."""

    code: str
    label: object
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FiltersInForce:
    """The filters in force by name; `sort` is "" for the list's own order."""

    values: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def without(self, name: str) -> FiltersInForce:
        return replace(self, values={one: value for one, value in self.values.items() if one != name})

    def query(self) -> str:
        """For an address, "" when nothing is asked."""
        return urlencode({**self.values, **({"sort": self.sort} if self.sort else {})})

    def is_view(self, view: View) -> bool:
        """Whether the filters are exactly the view's, in whatever order the rows stand."""
        return dict(self.values) == dict(view.asked)


def read_asked(filters: Iterable[Filter], sorts: Iterable[str], given: Mapping[str, str]) -> FiltersInForce:
    """Reads an address; what the list does not know it leaves out. The first of `sorts` is the list's own order."""
    values = {}
    for one in filters:
        value = searched(given.get(one.name, ""))
        if value and (read := one.read(value)):
            values[one.name] = read
    own, *others = [*sorts, ""]
    wanted = searched(given.get("sort", ""))
    return FiltersInForce(values, wanted if wanted in others and wanted != own else "")


def read_query(filters: Iterable[Filter], sorts: Iterable[str], query: str) -> FiltersInForce:
    """The same of the part of an address after its question mark."""
    return read_asked(filters, sorts, dict(parse_qsl(query[: LONGEST_QUERY * 2])))


def reason_against_saving(*, query: str, name_taken: bool) -> Refusal | None:
    """Why a view may not be kept under this name."""
    if len(query) > LONGEST_QUERY:
        return Refusal(
            "query_too_long",
            _("Questi filtri sono troppo lunghi per essere salvati: togline uno o accorcia le parole."),
            field="name",
        )
    if name_taken:
        return Refusal("name_taken", _("Hai già un filtro con questo nome: scegline un altro."), field="name")
    return None
