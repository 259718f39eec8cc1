"""Large bodies are received where files are taken and nowhere else."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from pasocial.config.doorway.sizes import READING_BYTES, most_bytes, parses_files
from pasocial.office.record import registry
from tests.walks.addresses import OURS, patterns

FORM, FILES = 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.REST_MOST_BYTES


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("POST", "/account/login/", FORM),
        ("POST", "/", FORM),
        ("POST", "/accesso-civico/registro/", FORM),
        ("POST", "/nessuna/pagina", FORM),
        ("PATCH", "/api/docs/", FORM),
        ("POST", "/accesso-civico/nuova/abc/file/", FILES),
        ("POST", "/admin/images/multiple/add/", FILES),
        ("POST", "/api/v1/foia/requests/", FILES),
        ("PUT", "/api/v1/foia/requests/", FORM),
        ("POST", "/api/schema/", FORM),
        ("GET", "/accesso-civico/nuova/abc/file/", READING_BYTES),
        ("GET", "/", READING_BYTES),
    ],
)
def test_each_address_has_its_size(method: str, path: str, most: int) -> None:
    assert most_bytes(method, path) == most


def test_every_page_that_reads_files_is_named_and_no_other() -> None:
    """Looks at the view's own code and at all of ours that it calls."""
    readers = {name for name, pattern in ours() if reads_files(pattern.callback)}
    assert readers == registry.pages_with_files()


def test_a_view_that_reads_files_far_below_is_found() -> None:
    def deep(request: Any) -> Any:
        return request.FILES

    def page(request: Any) -> Any:
        return {"step": deep}["step"](request)

    def other(request: Any) -> Any:
        return request.POST

    assert (reads_files(page), reads_files(other)) == (True, False)


def test_names_of_pages_with_files_exist() -> None:
    known = {name for name, _ in patterns()}
    assert registry.pages_with_files() - known == set()
    assert reverse("foia:new_step", args=["abc", "file"]) == "/accesso-civico/nuova/abc/file/"


def ours() -> Iterator[tuple[str, Any]]:
    for name, pattern in patterns():
        view = inspect.unwrap(pattern.callback)
        if getattr(view, "__module__", "").startswith(OURS) and not parses_files(pattern.callback, "POST"):
            yield name, pattern


def reads_files(view: Any) -> bool:
    """By its code; or as it says itself, when the actions that it does come from declarations."""
    told = getattr(view, "reads_files", None)
    if told is not None:
        return bool(told)
    return any("FILES" in code.co_names for code in reached(inspect.unwrap(view), set()))


def reached(thing: Any, seen: set[int]) -> Iterator[CodeType]:
    """The code of a function, of what is written inside it, and of what it finds by name in our modules."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, dict):
        thing = tuple(thing.values())
    if isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from reached(each, seen)
    elif isinstance(thing, FunctionType):
        thing = inspect.unwrap(thing)
        if not thing.__module__.startswith((*OURS, "tests.")):
            return
        for cell in thing.__closure__ or ():
            yield from reached(cell.cell_contents, seen)
        for code in codes(thing.__code__):
            yield code
            for name in code.co_names:
                found = thing.__globals__.get(name)
                if isinstance(found, ModuleType):
                    if found.__name__.startswith(OURS):
                        for inner in code.co_names:
                            yield from reached(vars(found).get(inner), seen)
                else:
                    yield from reached(found, seen)


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)
