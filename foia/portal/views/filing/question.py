"""What is asked: the kind of access, the question in her words, and what perhaps answers it already."""

from __future__ import annotations

import hashlib

from django.http import HttpResponse

from foia.portal import forms
from foia.portal.views.filing.pages import FILES, KIND, OFFERED, QUESTION, OpenStep
from foia.portal.views.suggestions import offers_for, offers_shown
from pasocial.office.files.drafts import autosave
from pasocial.office.files.drafts.operations import DraftChanged
from pasocial.office.files.drafts.rules import shown
from pasocial.timekeeping.zone import local_date


def kind(step: OpenStep) -> HttpResponse:
    form = forms.KindStep(step.request.POST or None, initial=step.draft.fields)
    if step.request.method == "POST" and form.is_valid():
        step.keep(form.cleaned_data, QUESTION)
        return step.go_to(QUESTION)
    return step.page("new_kind", KIND, 422 if form.errors else 200, form=form)


def question(step: OpenStep) -> HttpResponse:
    draft, today = step.draft, local_date(step.at)
    if step.request.method != "POST":
        form = forms.QuestionStep(kept=draft.fields, today=today)
        seen = shown(draft.fields, tuple(form.fields))
        return step.page("new_question", QUESTION, form=form, kind=step.kind_words, seen=seen)
    form = forms.QuestionStep(step.request.POST, kept=draft.fields, today=today)
    good = form.is_valid()
    typed = form.typed()
    text = f"{typed.get('subject', '')} {typed.get('body', '')}"
    mark = hashlib.sha256(text.encode()).hexdigest()[:16]
    ask_first = draft.fields.get("offered") != mark and bool(offers_for(text, limit=1))
    goes_on = good and not autosave.is_autosave(step.request)
    try:
        seen = step.keep_typed(
            typed,
            QUESTION,
            also={"offered": mark} if goes_on else {},
            next_step=FILES if goes_on else "",
        )
    except DraftChanged as changed:
        return step.overtaken(changed, "new_question", QUESTION, typed, form, kind=step.kind_words)
    if autosave.is_autosave(step.request):
        return autosave.answer(seen)
    if good:
        return step.go_to(OFFERED if ask_first else FILES)
    return step.page("new_question", QUESTION, 422, form=form, kind=step.kind_words, seen=seen)


def offered(step: OpenStep) -> HttpResponse:
    """Perhaps the answer is already public: shown once, also to whoever writes without JavaScript."""
    fields = step.draft.fields
    offers = offers_for(f"{fields.get('subject', '')} {fields.get('body', '')}", limit=5, counted=True)
    if not offers:
        return step.go_to(FILES)
    offers_shown(offers, step.at)
    return step.page("new_offered", OFFERED, offers=offers)
