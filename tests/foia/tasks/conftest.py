"""Notices go to whoever holds a role: here everybody of the desk is there before anything happens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.foia.conftest import PEOPLE, People


@pytest.fixture
def desk(user_with: Any) -> People:
    people = People(user_with)
    for name in PEOPLE:
        getattr(people, name)
    return people
