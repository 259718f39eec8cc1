"""Point settings that Django has already read at engines that started only afterwards."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.cache import caches
from django.db import connections

from pasocial.embedded.addresses import database_from
from pasocial.embedded.state import Addresses


def point_settings_at(addresses: Addresses) -> None:
    """Before the first query only: an open connection would stay where it is."""
    os.environ["DATABASE_URL"] = addresses.database_url
    os.environ["REDIS_URL"] = addresses.redis_url
    # In place: Django's connection registry already holds this dictionary.
    connections.close_all()
    settings.DATABASES["default"].update(database_from(addresses.database_url))
    point_redis_at(addresses.redis_url)


def point_redis_at(url: str) -> None:
    settings.REDIS_URL = url
    for known in settings.CACHES.values():
        known["LOCATION"] = url
    settings.CELERY_BROKER_URL = url
    settings.STREAM_BROKER = settings.STREAM_BROKER | {"url": url}
    for cache in caches.all(initialized_only=True):
        cache.close()
    for alias in list(settings.CACHES):
        try:
            del caches[alias]
        except AttributeError:  # not opened yet
            continue


def numbered(url: str, number: int) -> str:
    """The same Redis server, another of its numbered databases."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
