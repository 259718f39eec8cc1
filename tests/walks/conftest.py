"""One office for a whole module: built once inside a transaction that is rolled back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.walks.office import Office, build_office


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """The calls of a walk come faster than any person's, so their pace is not counted here."""
    unhurried = {name: (10**6, seconds) for name, (_calls, seconds) in settings.REST_PACES.items()}
    with django_db_blocker.unblock(), override_settings(REST_PACES=unhurried):
        cache.clear()
        with transaction.atomic():
            yield build_office()
            transaction.set_rollback(True)
        cache.clear()
