"""Third parties and the days that open and close their windows: the steps as a table."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api.serializers import steps as forms
from foia.api.views.action_calls import ActionCall, Step, own
from foia.api.views.staff import Staff
from foia.letters import notice_words
from foia.models import AccessRequest, Party
from foia.notices import cases as notices
from foia.operations import parties
from foia.queries.parties import party_cases
from foia.rules.party_steps import PartyStep, reason_against_party_step
from pasocial.rest.schema import described
from pasocial.sentences import say
from pasocial.timekeeping import local_date

ON = {"on": "2026-03-10"}


def _party(call: ActionCall) -> int:
    return own(AccessRequest.objects.get(pk=call.case).parties, call.kwargs["party"])


def _add_party(call: ActionCall) -> object:
    names = ("name", "interest", "email", "postal_address", "documents_read", "language")
    return parties.add_party(**{name: call.given[name] for name in names}, **call.step)


def _act(act: Callable[..., object], *fields: str) -> Callable[[ActionCall], object]:
    def do(call: ActionCall) -> object:
        return act(party_id=_party(call), **{name: call.given[name] for name in fields}, **call.held)

    return do


def _dated(act: Callable[..., object], *more: str) -> Callable[[ActionCall], object]:
    def do(call: ActionCall) -> object:
        given = {name: call.given[name] for name in ("on", *more)}
        return act(party_id=_party(call), **given, **call.held)

    return do


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
        case = AccessRequest.objects.select_related("applicant").defer("search").get(pk=self.case_id(pk))
        found = Party.objects.get(pk=own(case.parties, party))
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


PARTY_STEPS = (
    Step(
        "parties/",
        "Name a third party",
        forms.AddParty,
        "foia.work",
        _add_party,
        {
            "name": "Luci del Nord S.r.l.",
            "interest": "economic_interests",
            "email": "info@lucidelnord.example",
            "documents_read": True,
        },
        tag="Parties",
        status=201,
    ),
    *(
        Step(f"parties/<int:party>/{path}/", summary, form, "foia.work", act, sent, tag="Parties", more=more)
        for path, summary, form, act, sent, more in (
            (
                "notice",
                "Send a party the notice of the request",
                forms.Step,
                _act(parties.send_notice),
                {},
                "Read it first at `notice/preview/`. It leaves by mail in fifteen seconds (`parties[].notice.leaves_at`); "
                "until then `notice/undo/` calls it back. The day in law is the day on which it left.",
            ),
            (
                "notice/undo",
                "Call a notice back",
                forms.Step,
                _act(parties.call_back_notice),
                {},
                "Within fifteen seconds. Nobody was written to, and no term moves.",
            ),
            (
                "notified",
                "Record that a party was notified by other means",
                forms.SentByHand,
                _dated(parties.notify_party, "means", "number"),
                {**ON, "means": "registered_post", "number": "RR123456789IT"},
                "By registered post, PEC or hand: no mail leaves from here. From this day the term stands still.",
            ),
            (
                "grant-told",
                "Record that an opponent was told of the grant by other means",
                forms.SentByHand,
                _dated(parties.note_grant_notice, "means", "number"),
                {**ON, "means": "registered_post", "number": "RR123456790IT"},
                "For a party without an e-mail address: no mail leaves from here.",
            ),
            (
                "received",
                "Record that the notice was received",
                forms.On,
                _dated(parties.record_notice_received),
                ON,
                "Ten days to oppose run from here.",
            ),
            (
                "opposed",
                "Record an opposition",
                forms.Opposed,
                _dated(parties.record_opposition, "text"),
                {**ON, "text": "Le fatture svelano i nostri prezzi."},
                "",
            ),
            (
                "consented",
                "Record a consent",
                forms.On,
                _dated(parties.record_consent),
                ON,
                "",
            ),
            (
                "grant-received",
                "Record that an opponent knows of the grant",
                forms.On,
                _dated(parties.record_grant_received),
                ON,
                "Documents leave from the sixteenth day.",
            ),
            (
                "remedy",
                "Record a remedy of a party, or its end",
                forms.Remedied,
                _dated(parties.record_remedy, "remedy", "words", "closed", "reference"),
                {**ON, "remedy": "court"},
                "Each remedy holds the documents until it is closed by its own `reference` (`parties[].remedies`); "
                "without one, `closed` ends the oldest.",
            ),
        )
    ),
)
