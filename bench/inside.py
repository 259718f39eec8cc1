"""What is measured without a server, one after another on one core: filing, and finding alike requests."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.stock import texts
from foia.models import AccessRequest
from foia.operations import dialogue, intake, triage
from foia.operations.suggestions import make_suggestions
from foia.queries import likeness
from foia.rules.filing import ApplicantDetails, Filing, FilingChannel, Identification
from pasocial.config.warming import warm_up
from pasocial.office.record.trail.actor import Actor

BY = Actor.system("bench")


SUGGESTIONS = "likeness, five with their reasons"
# Stored requests → milliseconds within which 95 % of the suggestions must come (docs/decisions/0010).
BARS = {100_000: 50.0, 1_000_000: 150.0}


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one thing done many times. `cpu_p95` is this process's own time, without waiting."""

    name: str
    times: int
    median: float
    p95: float
    cpu_p95: float
    queries: int


def a_draft(subject: str, body: str, number: int) -> Filing:
    return Filing(
        subject=subject,
        body=body,
        channel=FilingChannel.PORTAL,
        consent_electronic=True,
        applicant=ApplicantDetails(
            name=f"Prova Numero {number}",
            email=f"prova{number}@posta.example",
            identified_by=Identification.DECLARED,
        ),
    )


def filing(times: int) -> Timing:
    """`times` different requests filed through the real operation, committed each by itself."""
    drafts = [a_draft(*text, number) for number, text in enumerate(texts(times + 1, seed=int(time.time())))]

    def file(draft: Filing) -> AccessRequest:
        return intake.file_request(draft=draft, by=BY, at=timezone.now())

    return timed("filing a request (operation)", file, drafts)


def suggestions(times: int) -> Timing:
    """The five earlier requests most like one of the second half of those stored; statistics already counted."""
    likeness.word_statistics()
    warm_up()  # as the process of pages does
    stored = AccessRequest.objects.order_by("id").values_list("pk", flat=True)
    later = list(stored[stored.count() // 2 :])
    chosen = random.Random(5).sample(later, times + 1)
    return timed(SUGGESTIONS, likeness.alike, AccessRequest.objects.filter(pk__in=chosen).defer("search"))


def timed(name: str, act: Callable[[Any], object], over: Iterable[Any]) -> Timing:
    first, *rest = over
    with CaptureQueriesContext(connection) as captured:
        act(first)
    walls, cpus = [], []
    for one in rest:
        started, spent = time.perf_counter(), time.process_time()
        act(one)
        walls.append((time.perf_counter() - started) * 1000)
        cpus.append((time.process_time() - spent) * 1000)
    walls.sort()
    cpus.sort()
    return Timing(name, len(walls), walls[len(walls) // 2], at_95(walls), at_95(cpus), len(captured))


def likeness_bar(timing: Timing, requests: int) -> str:
    """The bar for a town of that size beside its figure, or nothing."""
    bar = BARS.get(requests)
    if bar is None or timing.name != SUGGESTIONS:
        return ""
    return f"   bar {bar:g} ms: {'reached' if timing.p95 <= bar else 'NOT reached'}"


def at_95(ordered: list[float]) -> float:
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]


def a_worked_case(user: Any) -> int:
    """One request as a case looks in its second week: taken on, with suggestions, messages and notes."""
    at = timezone.now()
    (text,) = texts(1, seed=3)
    known = AccessRequest.objects.filter(idempotency_key="bench:case").values_list("pk", flat=True).first()
    if known:
        return int(known)
    request = intake.file_request(draft=a_draft(*text, 0), by=BY, at=at, idempotency_key="bench:case")
    make_suggestions(request_id=request.pk, by=BY, at=at)
    by = Actor.staff(user)
    triage.take_on(request_id=request.pk, user=user, by=by, at=at)
    for number in range(4):
        dialogue.write_to_citizen(
            request_id=request.pk, body=f"Messaggio di prova numero {number}.", by=by, at=at
        )
        dialogue.add_note(request_id=request.pk, body=f"Nota interna numero {number}.", by=by, at=at)
    return int(request.pk)
