"""Folds the facts of every request again and compares with the days that are kept: they are only a cache."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foia.models import AccessRequest, Review
from foia.operations.facts import cached_days
from foia.queries.deadlines import duty, reading, review_reading
from pasocial.timekeeping import local_date


class Command(BaseCommand):
    help = "Reads every clock again from its facts; exit status 1 when a stored day differs."

    def handle(self, *args: Any, **options: Any) -> None:
        today = local_date(timezone.now())
        checked = differing = 0
        requests = AccessRequest.objects.defer("search", "body").prefetch_related("facts").order_by("pk")
        for request in requests.iterator(chunk_size=500):
            checked += 1
            for name, expected in cached_days(reading(request, today), duty(request, today)).items():
                if getattr(request, name) != expected:
                    differing += 1
                    self.stdout.write(
                        f"{request.number} {name}: {getattr(request, name)} kept, {expected} computed"
                    )
        reviews = (
            Review.objects.select_related("request")
            .prefetch_related("request__facts", "request__reviews")
            .order_by("pk")
        )
        for review in reviews.iterator(chunk_size=500):
            checked += 1
            due_on = review_reading(review, today).due_on
            if review.due_on != due_on:
                differing += 1
                self.stdout.write(
                    f"{review.request.number} review due_on: {review.due_on} kept, {due_on} computed"
                )
        if differing:
            raise CommandError(f"{differing} differences in {checked} clocks.", returncode=1)
        self.stdout.write(f"{checked} clocks agree with their facts.")
