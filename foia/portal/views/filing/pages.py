"""One step of a draft as its page shows it: the steps in order, keeping what was typed, and two tabs of one draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foia.portal import forms
from foia.rules.kinds import declared_or_default, rules_of
from pasocial.office.files.drafts import autosave
from pasocial.office.files.drafts.operations import DraftChanged, save_draft
from pasocial.office.files.drafts.rules import Seen, differing, shown
from pasocial.sentences import say

if TYPE_CHECKING:
    from pasocial.office.files.drafts.models import Draft

# What a request being written on the portal is called among the drafts of the office.
DRAFT = "foia.draft"
KIND, QUESTION, OFFERED, FILES, APPLICANT, REVIEW = "tipo", "richiesta", "forse", "file", "dati", "riepilogo"
STEPS = (
    (KIND, gettext_lazy("Che cosa cerchi")),
    (QUESTION, gettext_lazy("La domanda")),
    (FILES, gettext_lazy("Allegati")),
    (APPLICANT, gettext_lazy("Chi sei")),
    (REVIEW, gettext_lazy("Controlla e invia")),
)
_NUMBER = {KIND: 1, QUESTION: 2, OFFERED: 2, FILES: 3, APPLICANT: 4, REVIEW: 5}


@dataclass
class OpenStep:
    """A draft open at one of its steps, asked for by `request` at a moment; `token` is its private address's."""

    request: HttpRequest
    draft: Draft
    token: str
    at: datetime

    def page(self, template: str, step: str, status: int = 200, **context: Any) -> HttpResponse:
        return render(
            self.request,
            f"foia/portal/{template}.html",
            {
                "token": self.token,
                "draft": self.draft,
                "steps": [(label, self.address(name)) for name, label in STEPS],
                "current": _NUMBER.get(step, _NUMBER[QUESTION]),
                "private_link": self.request.build_absolute_uri(self.address(step)),
                "kept_until": self.draft.expires_at,
                **context,
            },
            status=status,
        )

    def address(self, step: str) -> str:
        return reverse("foia:new_step", args=[self.token, step])

    def go_to(self, step: str) -> HttpResponse:
        return redirect(self.address(step))

    def keep(self, changes: Mapping[str, Any], step: str) -> None:
        """Adds to the draft what this step decided; what other steps hold is not touched."""
        kept, _token = save_draft(kind=DRAFT, token=self.token, fields=changes, step=step, at=self.at)
        self.draft.fields = kept.fields

    def keep_typed(
        self, typed: Mapping[str, Any], step: str, *, also: Mapping[str, Any], next_step: str
    ) -> Seen:
        """Writes what was typed into the draft, right or wrong; raises DraftChanged when another page was quicker."""
        seen = autosave.seen_in(self.request)
        kept, _token = save_draft(
            kind=DRAFT,
            token=self.token,
            fields=also,
            typed=typed,
            step=step,
            at=self.at,
            seen=seen,
            next_step=next_step,
        )
        self.draft.fields = kept.fields
        return shown(kept.fields, tuple(typed), seen.page)

    def overtaken(
        self,
        changed: DraftChanged,
        template: str,
        step: str,
        typed: Mapping[str, Any],
        form: forms.QuestionStep | forms.ApplicantStep,
        **context: Any,
    ) -> HttpResponse:
        """Both texts on one page, the typed one in its fields; sending it again is a choice made knowingly."""
        kept = changed.draft.fields
        seen = shown(kept, tuple(typed), autosave.seen_in(self.request).page)
        if autosave.is_autosave(self.request):
            return autosave.answer(seen, changed.refusal)
        both = [
            {"label": form.fields[field].label, "kept": _in_words(form, field, kept.get(field))}
            for field in differing(kept, typed)
            if field in form.fields
        ]
        self.draft = changed.draft
        conflict = {"words": say(changed.refusal), "both": both}
        return self.page(template, step, 409, form=form, seen=seen, conflict=conflict, **context)

    @property
    def kind_words(self) -> dict[str, str]:
        """How the chosen kind of access is called, when one chooses it, and by when it is answered."""
        rules = rules_of(declared_or_default(self.draft.fields.get("kind", "")))
        return {"name": _(rules.label), "choose_if": _(rules.choose_if), "clock": _(rules.clock)}


def _in_words(form: forms.QuestionStep | forms.ApplicantStep, field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Sì") if value else _("No")
    choices = dict(getattr(form.fields[field], "choices", ()))
    return str(choices.get(value, value or ""))
