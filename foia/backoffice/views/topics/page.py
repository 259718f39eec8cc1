"""One topic's page: what people asked, who decides, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.actions.topics import KEEP_FRESH, TOPIC_ACTIONS
from foia.backoffice.presenters import TimelineEntry, day_chip, outcome_label
from foia.backoffice.views.topics.chips import state_chips
from foia.models import AnswerPage, Topic
from foia.queries import topics as queries
from pasocial.office.files.attachments.queries import clearances
from pasocial.office.files.attachments.views.material import material_page
from pasocial.office.people.members.policy import may
from pasocial.office.record import registry
from pasocial.office.screens.actions import Offer
from pasocial.office.screens.actions.pages import ThingPages, ticked
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


class TopicPages(ThingPages):
    actions: ClassVar = TOPIC_ACTIONS
    permission = "foia.read_topics"
    url_name = "foia_staff:topic"
    template = "foia/backoffice/topic.html"
    rows: ClassVar = staticmethod(queries.every_topic)

    @cached_property
    def known(self) -> queries.TopicView:
        return queries.view_of(self.thing)

    def offers(self) -> Iterator[Offer]:
        """A topic that was put into another is only read."""
        return super().offers() if self.thing.merged_into_id is None else iter(())

    def context(self) -> dict[str, Any]:
        found, topic, user = self.known, self.thing, self.request.user
        page = Paginator(found.memberships, PER_PAGE).get_page(self.request.GET.get("page"))
        today = timezone.localdate()
        chooses = may(user, KEEP_FRESH.permission) and topic.merged_into_id is None
        return {
            "trail": [(_("Temi ricorrenti"), reverse("foia_staff:topics"))],
            "chips": state_chips(topic, any(each.live for each in found.pages), today),
            "window_note": _window(topic),
            "merged": _merged(topic),
            "choice_facts": _choice_facts(topic),
            "offered": self.offered,
            "columns": [_("Richiesta"), _("Chiesta il"), _("Esito"), _("Conta")],
            "rows": [_member(membership, may(user, "foia.read")) for membership in page],
            "ticked": ticked(self.bound, "requests"),
            "page": page,
            "months": [(date_format(month, "M Y").lower(), n) for month, n in found.months[-24:]],
            "material_url": material_page(user, clearances(topic.about), topic.about),
            "pages": [self.answer(each, chooses, today) for each in found.pages],
            "persons_url": reverse("foia_staff:topic_persons", args=[topic.pk])
            if may(user, "foia.work")
            else "",
            "figures": _figures(found),
            "history": _history(found),
            "last_act": _last_act(found),
        }

    def answer(self, each: AnswerPage, chooses: bool, today: date) -> dict[str, Any]:
        """A public answer of the topic: whether it is out, who keeps it fresh, by when."""
        desks = registry.desks()
        owner = str(desks[each.owner_desk].name) if each.owner_desk in desks else each.owner_desk
        form = None
        if chooses and each.live:
            url = reverse("foia_staff:keep_answer_fresh", args=[each.topic_id, each.pk])
            form = self.form_at(KEEP_FRESH, url, about=each, mark=str(each.pk))
        return {
            "title": each.title,
            "live": each.live,
            "url": each.url or "",
            "owner": owner,
            "fresh": day_chip(each.fresh_until, today) if each.fresh_until else None,
            "fresh_until": each.fresh_until,
            "form": form,
        }


def _member(membership: Any, reads: bool) -> dict[str, Any]:
    access_request = membership.request
    return {
        "pk": str(access_request.pk),
        "number": access_request.number,
        "subject": access_request.subject,
        "url": reverse("foia_staff:case", args=[access_request.pk]) if reads else "",
        "asked_on": membership.asked_on,
        "outcome": outcome_label(access_request.outcome),
        "counts": _("sì") if membership.counts else _("no: trasferita, anonima o di prova"),
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
