"""A draft put aside: its private address by mail, and throwing it away."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foia.portal import forms, limits
from foia.portal.answers import bounded, come_back
from foia.portal.views.filing.pages import DRAFT, OpenStep
from pasocial.language import language_now
from pasocial.office.files.drafts.operations import discard_draft
from pasocial.office.files.drafts.queries import open_draft
from pasocial.office.messaging.notices.operations import write_mail
from pasocial.office.screens.answers import personal, too_soon


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def mail_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sends the draft's private address by mail, once for each draft, so that nobody can be flooded."""
    at = timezone.now()
    draft = open_draft(token, at, kind=DRAFT)
    if draft is None or draft.became:
        return render(request, "foia/portal/draft_gone.html", status=404)
    form = forms.DraftLink(request.POST or None, initial={"email": draft.fields.get("email", "")})
    if request.method == "POST" and form.is_valid():
        later = too_soon(request, limits.LINK_BY_MAIL, at)
        if later:
            return come_back(request, later, kept=True)
        # Never the host of the question, which anybody can write as she likes.
        link = settings.SITE_URL + reverse("foia:new_step", args=[token, draft.step])
        write_mail(
            key=f"foia.draft_link:{draft.pk}",
            about=draft.about,
            template="foia/draft_link",
            to=form.cleaned_data["email"],
            language=language_now(),
            context={"action_url": link, "kept_until": draft.expires_at},
            at=at,
        )
        messages.success(
            request,
            _("Ti abbiamo mandato il collegamento. Se non arriva, guarda anche nella posta indesiderata."),
        )
        return redirect("foia:new_step", token=token, step=draft.step)
    return OpenStep(request, draft, token, at).page(
        "new_link", draft.step, 422 if form.errors else 200, form=form
    )


@personal
@bounded
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throws a draft away with its files, after asking."""
    at = timezone.now()
    draft = open_draft(token, at, kind=DRAFT)
    if draft is None or draft.became:
        return render(request, "foia/portal/draft_gone.html", status=404)
    if request.method == "POST":
        discard_draft(kind=DRAFT, token=token, at=at)
        messages.success(request, _("La bozza è stata cancellata."))
        return redirect("foia:home")
    back = reverse("foia:new_step", args=[token, draft.step])
    return render(request, "foia/portal/new_discard.html", {"back": back})
