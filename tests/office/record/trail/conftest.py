"""The slow desk, installed for one test."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from pasocial.office.record import registry


@pytest.fixture
def slow_desk() -> Iterator[None]:
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.office.record.trail.slow_desk"]):
        registry.forget()
        yield
    registry.forget()
