"""Counts every topic again from its requests: what is kept on it is only a cache of the law's count."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foia.models import Topic
from foia.queries.recurrence import differences


class Command(BaseCommand):
    help = "Counts every topic whole and compares with what is kept; exit status 1 when something differs."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for one in differences():
            wrong += 1
            self.stdout.write(f"topic {one.topic_id} {one.what}: {one.kept} kept, {one.counted} counted")
        topics = Topic.objects.count()
        if wrong:
            raise CommandError(f"{wrong} differences in {topics} topics.", returncode=1)
        self.stdout.write(f"{topics} topics agree with their requests.")
