"""What comes with the question: each file is looked at as it arrives, and can be taken away again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from foia.portal import forms, limits
from foia.portal.answers import come_back, stopped
from foia.portal.uploads import MOST_FILES
from foia.portal.views.filing.pages import APPLICANT, FILES, OpenStep
from pasocial.office.files.attachments.telling import notices_of, reasons_in, shown_kept
from pasocial.office.files.drafts.operations import change_files
from pasocial.office.files.drafts.queries import draft_files
from pasocial.office.record.trail.actor import Actor
from pasocial.office.screens.answers import too_soon


def files(step: OpenStep) -> HttpResponse:
    request, draft = step.request, step.draft
    form = forms.FilesStep(request.POST or None, request.FILES or None)
    if request.method == "POST":
        later = too_soon(request, limits.UPLOADING, step.at) if request.FILES else None
        if later:
            return come_back(request, later, kept=True)
        form = forms.FilesStep(request.POST, request.FILES)
        form.is_valid()
        if too_much := stopped(request):
            form.add_error("files", too_much)
        gone = request.POST.getlist("remove")
        received = change_files(
            draft=draft,
            uploads=form.cleaned_data.get("files") or [],
            gone=gone,
            purpose="filed",
            most=MOST_FILES,
            by=Actor.citizen(draft.about),
            at=step.at,
        )
        for reason in reasons_in(received, MOST_FILES):
            form.add_error("files", reason)
        for notice in notices_of(received):
            messages.warning(request, notice)
        # A file that got another name is seen by its author before anything goes on.
        stays = request.POST.get("go", "" if gone else "next") != "next"
        if not form.errors and not stays and not received.renamed:
            step.keep({}, APPLICANT)
            return step.go_to(APPLICANT)
        if not form.errors:
            return step.go_to(FILES)
    return step.page(
        "new_files",
        FILES,
        422 if form.errors else 200,
        form=form,
        kept=[shown_kept(stored) for stored in draft_files(draft)],
        most=MOST_FILES,
    )
