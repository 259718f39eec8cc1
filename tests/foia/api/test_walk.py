"""Every address of the API with every method, as a stranger and as a reader: never an error of ours, nothing told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import get_resolver

from pasocial.rest.views import View
from tests.foia.api.conftest import Program, problem

TELLS_OF = ("foia/api/urls.py",)

METHODS = ("get", "post", "put", "delete", "options")


def addresses() -> list[tuple[str, type[View]]]:
    found: list[tuple[str, type[View]]] = []

    def walk(patterns: Any, prefix: str) -> None:
        for pattern in patterns:
            here = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, here)
                continue
            view = getattr(pattern.callback, "cls", None)
            if view is not None and issubclass(view, View):
                found.append((here, view))

    walk(get_resolver("pasocial.config.urls").url_patterns, "/")
    return found


def filled(address: str, pk: int) -> str:
    address = re.sub(r"<int:\w+>", str(pk), address)
    address = re.sub(r"<uuid:\w+>", "1b4e28ba-2fa1-41d2-883f-0016d3cca427", address)
    return re.sub(r"<(str|slug):\w+>", "2222-3333-4444", address)


@pytest.mark.slow
def test_nobody_gets_an_error_of_ours_and_strangers_get_nothing(program, filed_request, settings):
    settings.REST_PACES = dict.fromkeys(settings.REST_PACES, (10**6, 60))
    filed = filed_request(name="Gustavo Segreto")
    walked = addresses()
    assert len(walked) > 60
    # Who may is the walk of permissions: here every method is asked, of a case that is there and of one that is not.
    for name, caller in {"nobody": Program(), "viewer": program("viewer")}.items():
        for address, view in walked:
            for pk in (filed.pk, 999_999):
                path = filled(address, pk)
                for method in METHODS if pk == filed.pk else ("get",):
                    answer = getattr(caller.client, method)(path)
                    assert answer.status_code < 500, (name, method, path, answer.content[:300])
                    if answer.status_code >= 400:
                        problem(answer, answer.status_code)
                    if name == "nobody":
                        if view.permission_classes and not path.endswith("/foia/requests/"):
                            assert answer.status_code == 401, (method, path)
                        assert b"Segreto" not in answer.content, (method, path)
                        assert b"luminarie di Natale 2025 e delle" not in answer.content, (method, path)


@pytest.mark.parametrize("name", ["viewer", "top", "rpct"])
def test_roles_that_only_read_change_no_case(program, filed_request, settings, name):
    settings.REST_PACES = dict.fromkeys(settings.REST_PACES, (10**6, 60))
    filed = filed_request()
    caller = program("viewer") if name == "viewer" else program(office=name)
    for address, view in addresses():
        if "/requests/<int:pk>/" not in address or view.scope != "foia.work":
            continue
        for method in ("post", "put"):
            if hasattr(view, method):
                answer = getattr(caller, method)(filled(address, filed.pk), {}, If_Match="*")
                assert problem(answer, 403)["code"] == "role_missing", address
    before = filed.version
    filed.refresh_from_db()
    assert filed.version == before
