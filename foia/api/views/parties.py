"""The notice to a third party, read before it is sent; the steps are in `foia.actions`."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api.serializers import steps as forms
from foia.api.views.staff import Staff
from foia.letters import notice_words
from foia.notices import cases as notices
from foia.queries.parties import party_cases, party_of
from foia.rules.party_steps import PartyStep, reason_against_party_step
from pasocial.rest.schema import described
from pasocial.sentences import say
from pasocial.timekeeping import local_date


class NoticePreview(Staff):
    scope = "foia.work"
    pagination_class = None

    @described(
        "Read the notice to a party before it is sent",
        id="foia_requests_parties_notice_preview",
        tag="Parties",
        description="Exactly the mail that leaves, and why it cannot be sent now, if something stands against it.",
        scope="foia.work",
        answer=forms.NoticePreview,
        got={
            "to": "info@lucidelnord.example",
            "language": "it",
            "subject": "Avviso al controinteressato: richiesta di accesso 2026/0000012",
            "text": "Gentile Luci del Nord S.r.l., …",
            "against": "",
        },
    )
    def get(self, request: Request, pk: int, party: int) -> Response:
        case = self.request_seen(pk)
        found = party_of(case, party)
        if found is None:
            raise Http404
        at = timezone.now()
        subject, text = notices.shown_mail(found, notice_words(case, found))
        state = party_cases(case, local_date(at))[found.pk]
        return Response(
            {
                "to": found.email,
                "language": found.language,
                "subject": subject,
                "text": text,
                "against": say(reason_against_party_step(state, PartyStep.SEND_NOTICE, at)),
            }
        )
