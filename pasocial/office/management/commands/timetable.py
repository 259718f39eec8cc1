"""`manage.py timetable`: what runs by the clock, who declared it and when."""

from typing import Any

from django.core.management.base import BaseCommand

from pasocial.office.record import registry


class Command(BaseCommand):
    help = "Prints every turn the desks declare, the frequent ones first; times are Europe/Rome."

    def handle(self, *args: Any, **options: Any) -> None:
        turns = [(desk.code, turn) for desk in registry.desks().values() for turn in desk.turns]
        turns.sort(
            key=lambda pair: (bool(pair[1].daily_at), pair[1].every_seconds, pair[1].daily_at, pair[1].run)
        )
        for code, turn in turns:
            when = f"daily at {turn.daily_at}" if turn.daily_at else f"every {turn.every_seconds} s"
            self.stdout.write(f"{when:<16} {code:<12} {turn.run}")
        if not turns:
            self.stdout.write("No desk declares a turn.")
