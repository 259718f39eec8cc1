"""Fixtures of the shared office's tests; the same people are functions in `tests.fixtures`."""

from datetime import datetime

import pytest

from pasocial.office.record.trail.actor import Actor
from tests import fixtures


@pytest.fixture
def now() -> datetime:
    return fixtures.NOW


@pytest.fixture
def by() -> Actor:
    return Actor.system("test")
