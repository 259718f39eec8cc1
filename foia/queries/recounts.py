"""How far the recount of topics or of clocks is, for whoever changed how one counts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foia.models import ClockRecount, TopicRecount
from pasocial.office.people.members.policy import may


def running_recount() -> TopicRecount | None:
    found: TopicRecount | None = TopicRecount.objects.filter(state=TopicRecount.State.RUNNING).first()
    return found


def recount_tile(user: Any) -> dict[str, Any] | None:
    """While topics are counted again on new terms: how many are left, and what moved so far."""
    if not may(user, "foia.choose_topic"):
        return None
    run = running_recount()
    if run is None:
        return None
    return {
        "title": _("Temi da ricontare con le nuove impostazioni"),
        "count": run.missing,
        "url": reverse("foia_staff:topics"),
        "note": _("%(counted)s di %(topics)s ricontati: %(raised)s segnalazioni in più, %(lowered)s in meno")
        % {"counted": run.counted, "topics": run.topics, "raised": run.raised, "lowered": run.lowered},
    }


def running_clock_recount() -> ClockRecount | None:
    found: ClockRecount | None = ClockRecount.objects.filter(state=ClockRecount.State.RUNNING).first()
    return found


def clock_recount_tile(user: Any) -> dict[str, Any] | None:
    """While due days are computed again after a change of holidays: how many are left, and how many moved."""
    if not may(user, "foia.read_measures"):
        return None
    run = running_clock_recount()
    if run is None:
        return None
    return {
        "title": _("Scadenze da ricalcolare con il nuovo giorno festivo"),
        "count": run.missing,
        "url": reverse("foia_staff:measures"),
        "note": _("%(counted)s di %(requests)s ricalcolate, %(moved)s cambiate")
        % {"counted": run.counted, "requests": run.requests, "moved": run.moved},
    }
