"""Yearly figures for everyone; small numbers are not shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pasocial.timekeeping.zone import local_date


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    today = local_date(timezone.now())
    return render(
        request, "foia/portal/statistics.html", {"year": today.year, "year_links": [], "empty": True}
    )
