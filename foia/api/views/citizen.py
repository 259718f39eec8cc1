"""File a request, open it with code and e-mail address, and act on it, as the person who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from foia import access
from foia.api import examples
from foia.api.filing import file_named, key_named
from foia.api.own_case import own_case, receipt
from foia.api.serializers import citizen as forms
from foia.models import AccessRequest
from foia.operations import answering, dialogue, review, triage
from foia.queries.own_case import case_with_code, own_file
from foia.rules.filing import ApplicantDetails
from pasocial.office.files.attachments.outgoing import NotForOutside
from pasocial.office.files.attachments.queries import is_blocked
from pasocial.office.files.attachments.serving import outside_response
from pasocial.office.record.trail.actor import Actor
from pasocial.refusal import Refused
from pasocial.rest import pace
from pasocial.rest.parsing import Json, Multipart
from pasocial.rest.problems import Problem
from pasocial.rest.schema import described
from pasocial.rest.views import View
from pasocial.sentences import say

EMAIL = OpenApiParameter(
    "X-Applicant-Email",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The e-mail address given when filing. After five wrong tries the code rests a quarter of an hour.",
    examples=[OpenApiExample("The applicant's", value="anna.verdi@posta.example")],
)
IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{8,200}$"},
    OpenApiParameter.HEADER,
    required=True,
    description="8 to 200 characters of your choice, new for each request and the same when you try again: "
    "the same key with the same content gives the same request, never a second one.",
    examples=[OpenApiExample("A UUID", value="0f1a3c5e-6b7d-4e8f-9a0b-1c2d3e4f5a6b")],
)


class ForCitizens(View):
    """No key and no session: who opens the case is asked each time."""

    authentication_classes = ()
    permission_classes = ()
    pagination_class = None
    pace = "citizen"


class Filing(ForCitizens):
    """Handed the POST of /requests/, whose GET is for staff."""

    parser_classes = (Json, Multipart)

    @described(
        "File a request",
        id="foia_requests_file",
        tag="Filing",
        description="Files an access request: one number, one code, one receipt. Answers 201; the same call again "
        "answers 200 with the same request and `Idempotent-Replayed: true`. Ten filings an hour from one address.",
        parameters=[IDEMPOTENCY],
        body={"application/json": forms.Filing, "multipart/form-data": forms.Filing},
        answer=forms.Receipt,
        status=201,
        also={200: forms.Receipt},
        sent=examples.FILING,
        got=examples.RECEIPT,
    )
    def post(self, request: Request) -> Response:
        key = key_named(request.headers.get("Idempotency-Key", ""))
        given = self.written(forms.Filing)
        at = timezone.now()
        filed, new = file_named(key, given, at, lambda: self.insist_pace(request, "filing"))
        told = forms.Receipt(receipt(request, filed, at)).data
        headers = {"Location": told["links"]["self"], "Idempotent-Replayed": "false" if new else "true"}
        return Response(told, status=201 if new else 200, headers=headers)


def opened(request: Request, code: str, email: str) -> AccessRequest:
    """The case of this code and address. Whatever is wrong looks the same; tries are counted (foia.access)."""
    try:
        found = access.open_with_code(code, email, came_from=pace.address_of(request), at=timezone.now())
    except Refused as refused:
        seconds = int(str(refused.refusal.values.get("seconds", 900)))
        raise Problem(
            429,
            refused.refusal.code,
            say(refused.refusal),
            headers={"Retry-After": str(seconds)},
            retry_after=seconds,
        ) from refused
    if found is None:
        words = _("Codice ed e-mail non corrispondono a nessuna richiesta: controlla entrambi.")
        raise Problem(404, "no_such_case", words)
    return found


class Open(ForCitizens):
    @described(
        "Open a request with code and e-mail",
        id="foia_requests_open",
        tag="Filing",
        description="The same as reading it by its code, with both in the body: nothing of them enters a log.",
        body=forms.Opening,
        answer=forms.OwnCase,
        sent={"code": "7K3M-PQ9R-X2WD", "email": "anna.verdi@posta.example"},
        got=examples.OWN_CASE,
        also={404: OpenApiResponse(description="")},
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.Opening)
        case = opened(request, given["code"], given["email"])
        return Response(forms.OwnCase(own_case(request, case, timezone.now())).data)


def header_text(given: str) -> str:
    """A header as its sender wrote it: servers hand over bytes as Latin-1, and programs write UTF-8."""
    try:
        return given.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return given


class Own(ForCitizens):
    """One case, opened by its code and the address in a header."""

    def case(self, request: Request, code: str) -> AccessRequest:
        email = header_text(request.headers.get("X-Applicant-Email", ""))
        if not email:
            words = _("Manca «X-Applicant-Email»: l'indirizzo e-mail indicato nella richiesta.")
            # RFC 9110, 11.6.1: a 401 names a challenge; ours is a header of its own.
            raise Problem(
                401, "email_missing", words, headers={"WWW-Authenticate": 'Applicant realm="PAsocial"'}
            )
        return opened(request, code, email)


class OwnCase(Own):
    @described(
        "Follow a request",
        id="foia_own_case_read",
        tag="Filing",
        description="Where it stands, how its due day was computed, messages, decision, documents, remedies, and "
        "what can be done now (`may`).",
        parameters=[EMAIL],
        answer=forms.OwnCase,
        got=examples.OWN_CASE,
    )
    def get(self, request: Request, code: str) -> Response:
        case = self.case(request, code)
        return Response(forms.OwnCase(own_case(request, case, timezone.now())).data)


class OwnFile(Own):
    @described(
        "Download a file of a request",
        id="foia_own_case_file",
        tag="Filing",
        description="The letter, a released document, or what you sent yourself.",
        parameters=[EMAIL],
        answer={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, code: str, public_id: UUID) -> HttpResponseBase:
        stored = own_file(self.case(request, code), public_id)
        if stored is None or is_blocked(stored):
            raise Http404
        try:
            return outside_response(stored)
        except NotForOutside as missing:
            raise Http404 from missing


class OwnStep(Own):
    """Something the citizen does to her case; the answer is the case as it is then."""

    form: ClassVar[Any]
    act: ClassVar[Callable[..., object]]

    def post(self, request: Request, code: str) -> Response:
        case = self.case(request, code)
        given = self.written(self.form)
        self.insist_pace(request, "writing")
        at = timezone.now()
        type(self).act(case, given, {"request_id": case.pk, "by": Actor.citizen(case.about), "at": at})
        changed = case_with_code(case.code) or case
        return Response(forms.OwnCase(own_case(request, changed, at)).data)


def _own_step(
    name: str,
    summary: str,
    form: Any,
    act: Callable[..., object],
    sent: Any,
    *,
    files: bool = False,
    more: str = "",
) -> type[OwnStep]:
    body = {"application/json": form, "multipart/form-data": form} if files else form
    parsers = (Json, Multipart) if files else (Json,)
    describe = described(
        summary,
        id=f"foia_own_case_{name}",
        tag="Filing",
        description=more,
        parameters=[EMAIL],
        body=body,
        answer=forms.OwnCase,
        sent=sent,
        got=examples.OWN_CASE,
    )
    made = type(
        f"Own{name.title()}", (OwnStep,), {"form": form, "act": staticmethod(act), "parser_classes": parsers}
    )
    view: type[OwnStep] = extend_schema_view(post=describe)(made)
    return view


Write = _own_step(
    "write",
    "Write to the office",
    forms.Said,
    lambda _case, given, step: dialogue.write_from_citizen(body=given["body"], files=given["files"], **step),
    {"body": "Mi bastano i documenti del 2025."},
    files=True,
    more="A message; after an invitation to specify it counts as the answer.",
)
Identify = _own_step(
    "identify",
    "Say who you are",
    forms.SaysWho,
    lambda _case, given, step: triage.identify(
        applicant=ApplicantDetails(
            name=given["name"], codice_fiscale=given["codice_fiscale"], birth_date=given["birth_date"]
        ),
        **step,
    ),
    {"name": "Anna Verdi"},
    more="For a request filed without a name. The term stays that of the first day.",
)
Withdraw = _own_step(
    "withdraw",
    "Withdraw a request",
    forms.Withdrawal,
    lambda _case, given, step: answering.withdraw(words=given["words"], **step),
    {"words": "Ho trovato i dati sul sito."},
    more="The request is closed without a decision. It cannot be undone.",
)
Rate = _own_step(
    "rate",
    "Rate the answer",
    forms.Rating,
    lambda _case, given, step: answering.rate(face=given["face"], comment=given["comment"], **step),
    {"face": 3, "comment": "Risposta chiara."},
    more="After the answer. The words are read by the office, never published.",
)
AskReview = _own_step(
    "review",
    "Ask for review",
    forms.ReviewAsked,
    lambda _case, given, step: review.ask_review(grounds=given["grounds"], files=given["files"], **step),
    {"grounds": "La risposta nega i documenti senza dire quale danno ne verrebbe."},
    files=True,
    more="The internal review by the transparency officer (D.Lgs. 33/2013 art. 5(7)).",
)
