"""Who asks: her name and where she is reached, typed or proven; nothing of a proven identity is kept with the draft."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from foia.portal import forms
from foia.portal.views import identity
from foia.portal.views.filing.pages import APPLICANT, REVIEW, OpenStep
from pasocial.office.files.drafts import autosave
from pasocial.office.files.drafts.operations import DraftChanged
from pasocial.office.files.drafts.rules import shown
from pasocial.office.people.identity.proven import signed_in
from pasocial.timekeeping.zone import local_date


def applicant(step: OpenStep) -> HttpResponse:
    request, draft, today = step.request, step.draft, local_date(step.at)
    person = signed_in(request)
    around: dict[str, Any] = {
        "person": person,
        "ways": identity.ways(f"bozza:{step.token}"),
        "demonstration": identity.demonstration(),
    }
    form = forms.ApplicantStep(kept=draft.fields, today=today, person=person)
    seen = shown(draft.fields, tuple(form.fields))
    if request.method == "POST":
        form = forms.ApplicantStep(request.POST, kept=draft.fields, today=today, person=person)
        good = form.is_valid()
        typed = form.typed()
        try:
            seen = step.keep_typed(
                typed,
                APPLICANT,
                also={"proven": person is not None},
                next_step=REVIEW if good else "",
            )
        except DraftChanged as changed:
            return step.overtaken(changed, "new_applicant", APPLICANT, typed, form, **around)
        if autosave.is_autosave(request):
            return autosave.answer(seen)
        if good:
            return step.go_to(REVIEW)
    return step.page(
        "new_applicant",
        APPLICANT,
        422 if form.errors else 200,
        form=form,
        seen=seen,
        expired=bool(draft.fields.get("proven")) and person is None,
        **around,
    )
