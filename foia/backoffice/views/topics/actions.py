"""What is done with topics elsewhere than on the page of one: opening it, and keeping its public answer fresh."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foia.actions.topics import KEEP_FRESH, START
from foia.backoffice.access import needs
from foia.backoffice.views.topics.page import TopicPages
from foia.models import Topic
from foia.queries import topics as queries
from pasocial.office.screens.actions import Action, ActionForm
from pasocial.office.screens.actions.pages import Door


class AnswerDoor(Door):
    """Who brings a published answer up to date, said on the page of its topic."""

    def again(self, action: Action, form: ActionForm, status: int) -> HttpResponse:
        return TopicPages.found(self.request, self.about.topic_id).page(form, status)

    def address(self, action: Action) -> str:
        return reverse(TopicPages.url_name, args=[self.about.topic_id])


@require_POST
@needs(KEEP_FRESH.permission)
def keep_fresh(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    answer = queries.answer_of(pk, page)
    if answer is None:
        raise Http404(f"answer {page}")
    return AnswerDoor(request, answer).do(KEEP_FRESH)


class StartDoor(Door):
    """A page of its own, that leads to the topic it made."""

    def again(self, action: Action, form: Any, status: int) -> HttpResponse:
        trail = [(_("Temi ricorrenti"), reverse("foia_staff:topics"))]
        context = {"form": action.labelled(form, reverse("foia_staff:start_topic")), "trail": trail}
        return render(self.request, "foia/backoffice/start_topic.html", context, status=status)

    def address(self, action: Action) -> str:
        return reverse(TopicPages.url_name, args=[self.about.pk])


@require_http_methods(["GET", "POST"])
@needs(START.permission)
def start(request: HttpRequest) -> HttpResponse:
    door = StartDoor(request, Topic())
    if request.method == "POST":
        return door.do(START)
    form = START.form(about=door.about, user=request.user, action=START.name)
    return door.again(START, form, 200)
