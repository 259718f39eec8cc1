"""The worker's application; its timetable is what the desks declare."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab, schedule
from celery.signals import worker_process_init

from pasocial.embedded.children import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasocial.config.settings.prod")

app = Celery("pasocial")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


# Its processes are forked from the one that read this file.
started_by = os.getpid()


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    end_with_parent(started_by)


@app.on_after_finalize.connect
def set_timetable(sender: Celery, **_: Any) -> None:
    sender.conf.beat_schedule = timetable()


def timetable() -> dict[str, dict[str, Any]]:
    """Beat's schedule from every declared turn: name → task and time."""
    from pasocial.office.record import registry

    entries: dict[str, dict[str, Any]] = {}
    for desk in registry.desks().values():
        for turn in desk.turns:
            if turn.daily_at:
                hour, minute = turn.daily_at.split(":")
                when: Any = crontab(hour=int(hour), minute=int(minute))
            else:
                when = schedule(turn.every_seconds)
            task = registry.resolve(turn.run)
            entries[turn.run] = {"task": task.name, "schedule": when}
    return entries
