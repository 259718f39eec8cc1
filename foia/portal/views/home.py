"""The first page: what can be asked, how long it takes, what if nobody answers, what is already public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from foia.portal.views.suggestions import offers_for
from foia.queries.decisions import default_review_office
from foia.rules.clock import Clock, Fact, FactKind, read_clock
from foia.rules.filing import clean_line
from foia.rules.kinds import DEFAULT_KIND, KINDS, AccessKind
from foia.rules.outcomes import remedies_for_silence
from foia.rules.terms import ANSWER_DAYS, in_force
from pasocial.office.record.settings_store.queries import patron_day
from pasocial.page_cache import same_for_everyone
from pasocial.sentences import ShownLine, say, shown_lines
from pasocial.timekeeping.zone import local_date

MOST_SEARCHED = 200


def reading_if_filed_today(kind: AccessKind) -> Clock:
    """The clock of a request that would arrive today."""
    today = local_date(timezone.now())
    return read_clock(kind, [Fact(FactKind.FILED, today)], today, patron_day())


@same_for_everyone("foia.register", "site.pages")
def home(request: HttpRequest) -> HttpResponse:
    """The portal's first page; with `?q=` it lists the published answers and register entries alike."""
    query = clean_line(request.GET.get("q", ""))[:MOST_SEARCHED]
    clock = reading_if_filed_today(DEFAULT_KIND)
    lines: list[ShownLine] = shown_lines(clock.lines)
    return render(
        request,
        "foia/portal/home.html",
        {
            "query": query,
            "found": offers_for(query, limit=10) if query else [],
            "answer_days": in_force(ANSWER_DAYS[DEFAULT_KIND], clock.started_on).value,
            "due_on": clock.due_on,
            "days_left": clock.days_left,
            "lines": lines,
            "kinds": [
                {
                    "kind": str(rules.kind),
                    "name": _(rules.label),
                    "choose_if": _(rules.choose_if),
                    "example": _(rules.example),
                    "clock": _(rules.clock),
                    "base": rules.base,
                }
                for rules in sorted(KINDS.values(), key=lambda rules: rules.kind is not DEFAULT_KIND)
            ],
            "remedies": [
                {"title": _(remedy.title), "text": say(remedy), "source": remedy.source}
                for remedy in remedies_for_silence(DEFAULT_KIND, review_office=default_review_office())
            ],
        },
    )
