"""How good the suggestions were on this office's own cases, and from which likeness many are proposed at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from foia.backoffice.access import actor, needs
from foia.operations import proposals as operations
from foia.queries import quality as queries
from foia.rules.recurrence.quality import Point, least_judged
from pasocial.office.people.members.policy import may
from pasocial.refusal import Refused
from pasocial.sentences import day, say


@require_GET
@needs("foia.read_topics")
def quality(request: HttpRequest) -> HttpResponse:
    """Precision and recall by threshold, in a chart with its table; who decides on topics adopts the measured one."""
    found = queries.quality()
    points = found.measure.points
    context = {
        "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))],
        "standing": standing_words(found.holding),
        "standing_kind": "success" if found.holding.offered else "warning",
        "missing": missing_words(found),
        "best": _best(found),
        "may_adopt": may(request.user, "foia.choose_topic"),
        "can_adopt": found.can_adopt,
        "adopt_url": reverse("foia_staff:adopt_threshold"),
        "tiles": [
            (_("Accettate"), found.fates.accepted),
            (_("Accettate e poi separate"), found.fates.parted),
            (_("Rifiutate"), found.fates.refused),
            (_("Valutate in gruppo"), found.fates.together),
            (_("Superate: già nello stesso tema"), found.fates.overtaken),
            (_("Mai valutate"), found.fates.open),
        ],
        "columns": [
            _("Somiglianza da"),
            {"label": _("Valutate"), "align": "end"},
            {"label": _("Sbagliate"), "align": "end"},
            {"label": _("Precisione"), "align": "end"},
            {"label": _("Richiamo"), "align": "end"},
            {"label": _("Sbagliate, al più"), "align": "end"},
        ],
        "rows": [_row(point, found) for point in points],
        "precision": _series(points, "precision"),
        "recall": _series(points, "recall"),
        "judged": found.measure.judged,
    }
    return render(request, "foia/backoffice/topic_quality.html", context)


def _row(point: Point, found: queries.Quality) -> dict[str, Any]:
    best = found.measure.best
    return {
        "score": number_format(point.score, 2),
        "judged": point.judged,
        "wrong": point.wrong,
        "precision": share(point.precision),
        "recall": share(point.recall),
        "upper": share(point.upper) if point.judged else "–",
        "good": point.good,
        "chosen": best is not None and best.score == point.score,
    }


def _series(points: tuple[Point, ...], name: str) -> list[tuple[str, float]]:
    shares = [(point.score, getattr(point, name)) for point in points]
    return [(number_format(score, 2), round(value * 100, 1)) for score, value in shares if value is not None]


def share(value: float | None) -> str:
    return "–" if value is None else f"{number_format(value * 100, 1)} %"


def standing_words(found: queries.Holding) -> str:
    """Whether many are proposed at once, from which likeness, on how many cases it rests and since when."""
    adopted = found.adopted
    if adopted is None:
        return _("Nessuna soglia è stata adottata: molte richieste insieme non vengono proposte.")
    measured = _(
        "Soglia %(score)s, misurata su %(judged)s casi (%(refused)s sbagliati), adottata da %(who)s il %(day)s."
    ) % {
        "score": number_format(adopted.score, 2),
        "judged": adopted.judged,
        "refused": adopted.refused,
        "who": str(adopted.adopted_by or _("recurrence_report")),
        "day": day(timezone.localdate(adopted.adopted_at)),
    }
    if not found.suspended:
        return measured
    assert found.now is not None
    since = _("È sospesa: con i casi valutati dopo, le sbagliate sono %(wrong)s su %(judged)s.") % {
        "wrong": found.now.wrong,
        "judged": found.now.judged,
    }
    return f"{measured} {since}"


def missing_words(found: queries.Quality) -> str:
    """What is missing before a threshold can be adopted; empty when nothing is."""
    if found.measure.best is not None:
        return ""
    missing = found.measure.missing
    need = ngettext(
        "Serve almeno un'altra proposta valutata una per una, e giusta.",
        "Servono almeno altre %(missing)s proposte valutate una per una, tutte giuste.",
        missing,
    ) % {"missing": missing}
    why = _(
        "Per dire con il 95 %% di sicurezza che meno del 5 %% è sbagliato servono %(least)s casi senza errori, "
        "%(one)s con un errore, %(two)s con due."
    ) % {"least": least_judged(0), "one": least_judged(1), "two": least_judged(2)}
    return f"{need} {why}"


def _best(found: queries.Quality) -> str:
    best = found.measure.best
    if best is None:
        return ""
    return _(
        "I casi di questo ufficio permettono la soglia %(score)s: %(wrong)s sbagliate su %(judged)s valutate, "
        "al più %(upper)s con il 95 %% di sicurezza; trova %(recall)s di quelle giuste."
    ) % {
        "score": number_format(best.score, 2),
        "wrong": best.wrong,
        "judged": best.judged,
        "upper": share(best.upper),
        "recall": share(best.recall),
    }


@require_POST
@needs("foia.choose_topic")
def adopt(request: HttpRequest) -> HttpResponse:
    try:
        operations.adopt_threshold(by=actor(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(
            request, _("Soglia adottata: le richieste che si somigliano almeno così si propongono insieme.")
        )
    return redirect("foia_staff:topics_quality")
