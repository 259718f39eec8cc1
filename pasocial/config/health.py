"""Probes for machines: is the process alive, is everything it needs reachable, how much work waits.

They say which part fails and never why: addresses and errors go to the log, not to whoever asks.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from pasocial.config import pulse

logger = logging.getLogger(__name__)
ADDRESSES = frozenset({"/healthz", "/readyz", "/metrics"})
LOOPBACK = {"127.0.0.1", "::1"}


class ProbeHost:
    """Lets machines ask by the address of the container: probes know no name, and production believes only its own.

    Only for the three addresses below, whose answers hold no link; every other one still refuses a foreign Host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in ADDRESSES and settings.ALLOWED_HOSTS:
            name = settings.ALLOWED_HOSTS[0].lstrip(".")
            request.META["HTTP_HOST"] = "localhost" if name == "*" else name
        return self.get_response(request)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else, so that a database fault does not restart every web server."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything the office needs is reachable: 200, or 503 with the parts that are not.

    `?needs=database` asks for that part alone (several: repeat it): what a load balancer wants to know, since pages are
    served without the others.
    """
    asked = set(request.GET.getlist("needs")) & set(PARTS) or set(PARTS)
    parts = {
        name: ("ok" if works(name, check) else "unreachable")
        for name, check in PARTS.items()
        if name in asked
    }
    ready = set(parts.values()) == {"ok"}
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; with METRICS_TOKEN only to its bearer, without it only to this machine."""
    if not may_read_metrics(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    return HttpResponse(generate_latest(measured()), content_type=CONTENT_TYPE_LATEST)


def works(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:  # whatever fails, the part is not ready
        logger.warning("Not ready: %s (%s)", name, error)
        return False


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def cache_answers() -> bool:
    cache = caches["counters"]  # the one that says when its server is away
    cache.set("pulse:probe", "1", 5)
    return bool(cache.get("pulse:probe") == "1")


def broker_answers() -> bool:
    return queue_length() >= 0


def queue_length() -> int:
    """Tasks that wait for a worker in the default queue."""
    from pasocial.config.celery import app

    with app.connection_for_read() as broker:
        declared = broker.default_channel.queue_declare(queue=app.conf.task_default_queue)
        return int(declared.message_count)


PARTS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "cache": cache_answers,
    "broker": broker_answers,
    "worker": pulse.worker_is_alive,
}


def may_read_metrics(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-For" not in request.headers


def measured() -> CollectorRegistry:
    """Computed when asked: every web process would otherwise tell only its own part."""
    from pasocial.office.messaging.notices import queries as mail
    from pasocial.office.record.trail import queries as trail

    registry = CollectorRegistry()
    reachable = Gauge("pasocial_part_reachable", "1 when the part answers", ["part"], registry=registry)
    for name, check in PARTS.items():
        reachable.labels(name).set(works(name, check))
    figures: dict[str, tuple[str, Callable[[], int]]] = {
        "pasocial_queue_tasks": ("Tasks waiting for a worker", queue_length),
        "pasocial_deliveries_owed": ("Reactions to the trail not yet done", trail.owed_count),
        "pasocial_deliveries_stuck": ("Reactions a person must look at", trail.stuck_count),
        "pasocial_mail_troubled": ("Messages refused or given up", mail.troubled_mail().count),
    }
    for name, (words, count) in figures.items():
        try:
            value = count()
        except Exception as error:  # the figure is missing, the others still help
            logger.warning("No figure for %s (%s)", name, error)
            continue
        Gauge(name, words, registry=registry).set(value)
    return registry


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
