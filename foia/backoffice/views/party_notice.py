"""The notice to a third party as it will leave: looked at first, then sent; or its letter, for who has no e-mail."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from foia.actions import key_of
from foia.backoffice.access import needs_case
from foia.backoffice.views.case import page_of
from foia.letters import grant_letter, notice_letter, notice_words
from foia.models import AccessRequest, Party
from foia.notices import cases as notices
from foia.queries.parties import party_cases, party_of
from foia.rules.kinds import AccessKind, rules_of
from foia.rules.party_steps import PartyStep, reason_against_party_step
from pasocial.outgoing import file_name
from pasocial.sentences import say


@require_GET
@needs_case("foia.work")
def preview(request: HttpRequest, access_request: AccessRequest, party: int) -> HttpResponse:
    """Exactly the mail that leaves, to whom, and the one button that sends it."""
    known = _own(access_request, party)
    page = page_of(request, access_request, "parti")
    case = party_cases(page.access_request, page.today)[known.pk]
    subject, text = notices.shown_mail(known, notice_words(page.access_request, known))
    form = page.form("invia-avviso", str(known.pk), party=known.pk)
    context = page.frame()
    context["forms"] = {key_of(name): each for name, each in context["forms"].items()}
    return render(
        request,
        "foia/backoffice/party_notice.html",
        {
            **context,
            "back": page.tab_url("parti"),
            "against": say(reason_against_party_step(case, PartyStep.SEND_NOTICE, page.now)),
            "mail": [
                (_("A"), f"{known.name} <{known.email}>" if known.email else known.name),
                (_("Oggetto"), subject),
                (_("Lingua"), known.get_language_display()),
            ],
            "mail_text": text,
            "mail_language": known.language,
            "form": form,
            # What is sent after the due day moves nothing (circular 2/2017, point 5).
            "pauses": rules_of(AccessKind(page.access_request.kind)).pause_allowed
            and page.access_request.due_on is not None
            and page.today <= page.access_request.due_on,
        },
    )


@require_GET
@needs_case("foia.work")
def letter(request: HttpRequest, access_request: AccessRequest, party: int) -> HttpResponseBase:
    """The same words on paper: the notice, or with `?accoglimento=1` the news of the grant."""
    known = _own(access_request, party)
    grant = bool(request.GET.get("accoglimento"))
    made = (grant_letter if grant else notice_letter)(access_request, known, timezone.now())
    name = f"{'accoglimento' if grant else 'avviso'}-{access_request.year}-{access_request.sequence:07d}-{known.pk}.pdf"
    return FileResponse(
        BytesIO(made), as_attachment=True, filename=file_name(name), content_type="application/pdf"
    )


def _own(access_request: AccessRequest, party: int) -> Party:
    found = party_of(access_request, party)
    if found is None:
        raise Http404(f"party {party}")
    return found
