"""One topic's page: what people asked, who decides, what was decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from foia.backoffice.access import needs
from foia.backoffice.presenters import TimelineEntry, day_chip, outcome_label
from foia.backoffice.views.topics.chips import state_chips
from foia.forms import topics as topic_forms
from foia.models import Topic
from foia.queries import topics as queries
from pasocial.office.files.attachments.queries import clearances
from pasocial.office.files.attachments.views.material import material_page
from pasocial.office.people.members.policy import may
from pasocial.office.record import registry
from pasocial.sentences import day as day_words
from pasocial.sentences import moment

PER_PAGE = 25
BECAUSE = {
    "start": gettext_lazy("Tema aperto"),
    "join": gettext_lazy("Richieste aggiunte"),
    "leave": gettext_lazy("Richieste tolte"),
    "split": gettext_lazy("Tema diviso"),
    "merge": gettext_lazy("Temi uniti"),
    "undo": gettext_lazy("Modifica annullata"),
    "identified": gettext_lazy("Un richiedente si è identificato"),
    "recount": gettext_lazy("Ricalcolo"),
    "terms": gettext_lazy("Il coordinamento ha cambiato come si conta"),
    "kind_changed": gettext_lazy("Il tipo di una richiesta è cambiato"),
    "transferred": gettext_lazy("Una richiesta è passata a un altro ente"),
    "marked_test": gettext_lazy("Una richiesta era una prova"),
    "contact_corrected": gettext_lazy("I dati di un richiedente sono stati corretti"),
    "persons_merged": gettext_lazy("Due richiedenti sono la stessa persona"),
    "persons_split": gettext_lazy("Due richiedenti sono persone diverse"),
    "organisation_confirmed": gettext_lazy("Un'organizzazione conta una volta sola"),
    "organisation_parted": gettext_lazy("I membri di un'organizzazione contano uno per uno"),
}
FLAG_SHIFT = gettext_lazy(
    "Da «%(before)s» a «%(after)s»: %(persons)s persone, %(requests)s richieste in un anno."
)


@require_GET
@needs("foia.read_topics")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return topic_page(request, pk)


def topic_page(request: HttpRequest, pk: int, status: int = 200, **bound: Any) -> HttpResponse:
    """One topic; `bound` are forms that were just refused."""
    found = topic_or_404(pk)
    topic = found.topic
    page = Paginator(found.memberships, PER_PAGE).get_page(request.GET.get("page"))
    reads = may(request.user, "foia.read")
    works = may(request.user, "foia.work") and topic.merged_into_id is None
    chooses = may(request.user, "foia.choose_topic") and topic.merged_into_id is None
    today = timezone.localdate()
    rows = [_member(membership, reads) for membership in page]
    context = {
        "topic": topic,
        "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))],
        "chips": state_chips(topic, any(each.live for each in found.pages), today),
        "window_note": _window(topic),
        "merged": _merged(topic),
        "choice_facts": _choice_facts(topic),
        "choose_title": _("Cambia la decisione") if topic.choice else _("Decidi se pubblicare"),
        "choose_form": (bound.get("choose") or topic_forms.Choose(auto_id="scegli_%s")) if chooses else None,
        "choose_against": _choose_against(topic, chooses),
        "columns": [_("Richiesta"), _("Chiesta il"), _("Esito"), _("Conta")],
        "rows": rows,
        "ticked": bound.get("ticked", set()),
        "page": page,
        "months": [(date_format(month, "M Y").lower(), n) for month, n in found.months[-24:]],
        "material_url": material_page(request.user, clearances(topic.about), topic.about),
        "pages": [_page(each, bound.get("keep"), chooses, today) for each in found.pages],
        "persons_url": reverse("foia_staff:topic_persons", args=[topic.pk]) if reads else "",
        "figures": _figures(found),
        "history": _history(found),
        "last_act": _last_act(found),
        "may_work": works,
        "join_form": bound.get("join") or topic_forms.Join(auto_id="aggiungi_%s"),
        "merge_form": bound.get("merge") or topic_forms.Merge(topic=topic, auto_id="unisci_%s"),
        "split_form": bound.get("split") or topic_forms.Split(members=[], auto_id="dividi_%s"),
        "urls": {
            name: reverse(f"foia_staff:{name}_topic", args=[topic.pk])
            for name in ("choose", "join", "split", "merge", "undo")
        },
    }
    return render(request, "foia/backoffice/topic.html", context, status=status)


def _member(membership: Any, reads: bool) -> dict[str, Any]:
    access_request = membership.request
    return {
        "pk": access_request.pk,
        "number": access_request.number,
        "subject": access_request.subject,
        "url": reverse("foia_staff:case", args=[access_request.pk]) if reads else "",
        "asked_on": membership.asked_on,
        "outcome": outcome_label(access_request.outcome),
        "counts": _("sì") if membership.counts else _("no: trasferita, anonima o di prova"),
    }


def _page(each: Any, refused: Any, chooses: bool, today: Any) -> dict[str, Any]:
    """A public answer of the topic: whether it is out, who keeps it fresh, by when."""
    desks = registry.desks()
    owner = str(desks[each.owner_desk].name) if each.owner_desk in desks else each.owner_desk
    form = None
    if chooses and each.live:
        given = {"owner_desk": each.owner_desk, "fresh_until": each.fresh_until}
        form = topic_forms.KeepFresh(initial=given, auto_id=f"aggiorna{each.pk}_%s")
        if refused is not None and refused.page_id == each.pk:
            form = refused
    return {
        "title": each.title,
        "live": each.live,
        "url": each.url or "",
        "owner": owner,
        "fresh": day_chip(each.fresh_until, today) if each.fresh_until else None,
        "fresh_until": each.fresh_until,
        "form": form,
        "action": reverse("foia_staff:keep_answer_fresh", args=[each.topic_id, each.pk]),
    }


def _window(topic: Topic) -> str:
    if not (topic.window_from and topic.window_to):
        return ""
    return _("dal %(first)s al %(last)s") % {
        "first": day_words(topic.window_from),
        "last": day_words(topic.window_to),
    }


def _merged(topic: Topic) -> dict[str, str] | None:
    into = topic.merged_into
    return {"title": into.title, "url": reverse("foia_staff:topic", args=[into.pk])} if into else None


def _choice_facts(topic: Topic) -> list[tuple[str, Any]]:
    if not topic.choice:
        return []
    facts: list[tuple[str, Any]] = [
        (_("Decisione"), topic.get_choice_display()),
        (_("Perché"), topic.choice_reason),
        (_("Decisa da"), str(topic.chosen_by or "")),
        (_("Il"), moment(topic.chosen_at) if topic.chosen_at else ""),
    ]
    if topic.look_again_on:
        facts.append((_("Da riguardare il"), day_words(topic.look_again_on)))
    return facts


def _choose_against(topic: Topic, chooses: bool) -> str:
    if topic.merged_into_id:
        return _("Questo tema è stato unito a un altro: la decisione si prende su quello.")
    return "" if chooses else _("La decisione spetta al coordinamento o al responsabile della redazione.")


def _figures(found: queries.TopicView) -> list[tuple[str, Any]]:
    return [
        (_("Richieste evitate grazie alla risposta pubblica"), found.avoided),
        (_("Ore di lavoro risparmiate (stima)"), round(found.hours_saved, 1)),
        (_("Richiedenti avvisati della pubblicazione"), found.told),
    ]


def _history(found: queries.TopicView) -> list[TimelineEntry]:
    flags = dict(Topic.Flag.choices)
    return [
        TimelineEntry(
            title=str(BECAUSE.get(change.because, change.because)),
            at=change.recorded_at,
            text=str(FLAG_SHIFT)
            % {
                "before": flags[change.before],
                "after": flags[change.after],
                "persons": change.persons,
                "requests": change.requests,
            },
            icon="horn",
        )
        for change in found.changes
    ]


def _last_act(found: queries.TopicView) -> str:
    act = found.last_act
    if act is None:
        return ""
    return _("%(what)s da %(who)s il %(when)s") % {
        "what": str(BECAUSE.get(act.verb, act.get_verb_display())),
        "who": str(act.done_by or ""),
        "when": moment(act.done_at),
    }


def topic_or_404(pk: int) -> queries.TopicView:
    try:
        return queries.topic(pk)
    except Topic.DoesNotExist:
        raise Http404(f"topic {pk}") from None
