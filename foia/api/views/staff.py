"""Cases as staff read them: the list, one case, its files, what is like it, and what is shared with other offices."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from foia.actions import CASE_ACTIONS
from foia.api import examples
from foia.api.serializers import staff as forms
from foia.api.views import citizen
from foia.models import AccessRequest
from foia.operations.offers import reasons_against_steps
from foia.policy import may_know_of, reviews
from foia.queries import cases
from foia.queries.decisions import case_references
from foia.queries.inbox import InboxFilters, open_requests
from foia.queries.topics import suggestions_for
from pasocial.office.files.attachments import queries as stored_files
from pasocial.office.files.attachments.serving import file_response
from pasocial.office.people.access_log.operations import API, note_opening
from pasocial.office.people.identity.queries import names_of
from pasocial.office.screens.actions import Action
from pasocial.office.screens.actions.endpoints import actor_of as actor_of
from pasocial.rest.permissions import may, scope_named
from pasocial.rest.schema import described
from pasocial.rest.views import View
from pasocial.timekeeping import local_date

REVIEWS = "foia.review"


class Staff(View):
    """A case is 404 when it does not exist and when this person may not know that it does."""

    scope = "foia.read"

    def case_id(self, pk: int) -> int:
        if not may_know_of(self.request.user, pk):
            raise Http404
        return pk

    def request_seen(self, pk: int) -> AccessRequest:
        found = cases.request_by_id(self.case_id(pk))
        if found is None:
            raise Http404
        return found

    def whole(self, pk: int, status: int = 200) -> Response:
        """The case with its version as ETag."""
        now = timezone.now()
        case = cases.case(pk, local_date(now))
        note_opening(user_id=cast(int, self.request.user.pk), about=case.request.about, at=now, door=API)
        names = names_of(entry.user_id for entry in case.history)
        against = reasons_against_steps(case.request, user_id=self.request.user.pk, at=now)
        possible = [
            action.path.rstrip("/")
            for action in CASE_ACTIONS
            if action.guard
            and not action.against(against, self.request.user)
            and self.may_do(case.request, action)
        ]
        context = {**self.get_serializer_context(), "names": names, "next": possible, "at": now}
        answer = Response(forms.whole_case(case, context), status=status)
        answer["ETag"] = f'"{case.request.version}"'
        return answer

    def may_do(self, case: AccessRequest, action: Action) -> bool:
        """Whether key and role open this action; a review may be the caller's by name."""
        code = action.permission
        if may(self.request, code):
            return True
        return code == REVIEWS and scope_named(self.request, code) and reviews(self.request.user, case)


class Requests(Staff):
    """GET is the inbox of staff; POST is filing, for everybody."""

    parser_classes = citizen.Filing.parser_classes

    def get_authenticators(self) -> list[Any]:
        return [] if self._is_filing() else super().get_authenticators()

    def get_permissions(self) -> list[Any]:
        return [] if self._is_filing() else list(super().get_permissions())

    def pace_of(self, request: Request) -> str:
        return "citizen" if request.method == "POST" else self.pace

    def _is_filing(self) -> bool:
        return getattr(self.request, "method", "") == "POST"

    @described(
        "List and search requests",
        id="foia_requests_list",
        tag="Cases",
        description="The inbox: the same filters as its page, most urgent first.",
        scope="foia.read",
        parameters=[forms.CasesQuery],
        answer=forms.CaseRow(many=True),
        got=examples.CASE_ROW,
    )
    def get(self, request: Request) -> Response:
        asked = {name: str(value) for name, value in self.asked(forms.CasesQuery).items()}
        today = local_date(timezone.now())
        rows = open_requests(request.user, filters=InboxFilters.from_query(asked), today=today)
        return self.paged(rows, forms.CaseRow)

    post = citizen.Filing.post


class OneCase(Staff):
    @described(
        "Read one case",
        id="foia_requests_read",
        tag="Cases",
        description="Everything in it. The ETag is its version: send it back with each step.",
        scope="foia.read",
        answer=forms.WholeCase,
        got=examples.CASE,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.whole(self.case_id(pk))


class CaseFile(Staff):
    @described(
        "Download a file of a case",
        id="foia_requests_file_download",
        tag="Cases",
        description="As it was stored; 404 while the malware scan is open or found something, 410 when its "
        "content is gone.",
        scope="foia.read",
        answer={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: int, public_id: UUID) -> HttpResponseBase:
        case = self.request_seen(pk)
        stored = stored_files.by_public_id(public_id)
        if stored is None or stored_files.is_blocked(stored) or stored.about not in case_references(case):
            raise Http404
        return file_response(stored)


class Suggestions(Staff):
    pagination_class = None

    @described(
        "Read what is like a request",
        id="foia_requests_suggestions",
        tag="Topics",
        description="Earlier requests the machine thinks ask for the same thing, with its reasons.",
        scope="foia.read",
        answer=forms.SuggestionRow(many=True),
        got=examples.SUGGESTION,
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = suggestions_for(self.case_id(pk))
        return Response(forms.SuggestionRow(rows, many=True, context=self.get_serializer_context()).data)
