"""The API answers as its own description says, whatever is sent: statuses, types, bodies, headers."""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache as kept
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pasocial.rest import reference
from tests.walks.office import Office
from tests.walks.who import merged

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# For each operation: as the description wants it, and as it does not. More with CONTRACT_EXAMPLES=100.
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "4"))
THERE, HEADERS = merged("THERE"), merged("HEADERS")


@cache
def described() -> Any:
    schema = schemathesis.openapi.from_dict(reference.document())
    schema.app = get_wsgi_application()
    return schema


@cache
def by_tag() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for result in described().get_all_operations():
        operation = result.ok()
        found[operation.definition.raw["tags"][0]].append(operation)
    return found


@pytest.fixture(autouse=True)
def _kept_as_it_was(office: Office, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.CRITICAL, logger="django.request")
    # As Django's own test client does: what a server closes after each call is shared by all of them here.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)
    kept.clear()


def there(office: Office, path: str, name: str) -> list[Any]:
    """What stands in this office for a parameter of an address, so that not every call is about nothing."""
    if name in THERE:
        return list(THERE[name](office))
    beginning = max((start for start in THERE if path.startswith(start)), key=len, default="")
    return list(THERE[beginning](office)) if beginning else []


@pytest.mark.slow
@pytest.mark.parametrize("tag", sorted({tag["name"] for tag in reference.document()["tags"]}))
def test_answers_are_what_the_description_says(office: Office, tag: str) -> None:
    keys = {"": "", **{name: f"Bearer {raw}" for name, raw in office.raw_keys.items()}}
    faults: list[str] = []
    for operation in by_tag()[tag]:
        faults += faults_of(operation, office, keys)
    assert not faults, "\n\n".join(faults)


def faults_of(operation: Any, office: Office, keys: dict[str, str]) -> list[str]:
    modes = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
    return [fault for mode in modes for fault in faults_in(operation, mode, office, keys)]


def faults_in(operation: Any, mode: Any, office: Office, keys: dict[str, str]) -> list[str]:
    """What is wrong with the answers to one operation, each kind of fault once."""
    faults: dict[str, str] = {}
    cases = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, key=st.sampled_from(sorted(keys)), is_there=st.booleans(), data=st.data())
    def look(case: Any, key: str, is_there: bool, data: st.DataObject) -> None:
        if is_there:
            for name in case.path_parameters:
                known = there(office, operation.path, name)
                if known:
                    case.path_parameters[name] = data.draw(st.sampled_from(known))
        headers = {"Authorization": keys[key]} if keys[key] else {}
        for name in case.path_parameters or {}:
            headers |= HEADERS.get(name, {})
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        try:
            case.validate_response(answer, checks=CHECKS)
        except AssertionError as told:
            words = str(told)
            faults.setdefault(
                words.split("\n\n")[0][:300], f"{operation.label} ({mode.value}): {words[:900]}"
            )
        except BaseException as told:  # a group of failures is no AssertionError
            words = "\n".join(str(one)[:700] for one in getattr(told, "exceptions", [told]))
            faults.setdefault(words[:300], f"{operation.label} ({mode.value}): {words}")

    with suppress(Unsatisfiable):  # nothing can be wrong in a call that takes nothing
        look()
    return list(faults.values())
