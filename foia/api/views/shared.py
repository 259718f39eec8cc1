"""What is shared with the contacts of other offices: the questions put to them, nothing about who made the request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as forms
from foia.api.serializers.steps import Reply
from foia.api.views.staff import Staff, actor_of
from foia.models import AccessRequest
from foia.operations import dialogue
from foia.queries.consultations import own_questions, shared_case, shared_cases
from pasocial.rest.parsing import Json, Multipart
from pasocial.rest.schema import described


def shared_rows(requests: Iterable[AccessRequest], user: Any) -> list[dict[str, Any]]:
    """Each case with this person's questions; one more query for all of them."""
    rows = list(requests)
    own = own_questions(user, [request.pk for request in rows])
    return [
        {
            "id": request.pk,
            "version": request.version,
            "number": request.number,
            "kind": request.kind,
            "subject": request.subject,
            "body": request.body,
            "questions": own[request.pk],
        }
        for request in rows
    ]


class SharedCases(Staff):
    """For contacts of other offices, who hold no role: what is theirs is asked of each case."""

    scope = "foia.reply_shared"
    by_role = False

    @described(
        "List what is shared with me",
        id="foia_shared_list",
        tag="Shared",
        description="Questions of the desk to a contact of another office. Nothing says who made the request.",
        scope="foia.reply_shared",
        answer=forms.SharedCase(many=True),
        got=examples.SHARED,
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(shared_cases(request.user))
        return self.get_paginated_response(
            forms.SharedCase(shared_rows(page or (), request.user), many=True).data
        )


class SharedCase(Staff):
    scope = "foia.reply_shared"
    by_role = False

    @described(
        "Read one case shared with me",
        id="foia_shared_read",
        tag="Shared",
        description="The questions put to this person and what they are about. The ETag is its version.",
        scope="foia.reply_shared",
        answer=forms.SharedCase,
        got=examples.SHARED,
    )
    def get(self, request: Request, pk: int) -> Response:
        case = self.case(request, pk)
        answer = self.told(request, case)
        answer["ETag"] = f'"{case.version}"'
        return answer

    def case(self, request: Request, pk: int) -> AccessRequest:
        found = shared_case(request.user, pk)
        if found is None:
            raise Http404
        return found

    def told(self, request: Request, case: AccessRequest) -> Response:
        return Response(forms.SharedCase(shared_rows([case], request.user)[0]).data)


class ReplyShared(SharedCase):
    """The other office answers. No version: only its own question matters."""

    parser_classes = (Json, Multipart)
    pagination_class = None
    http_method_names = ("post", "options")

    @described(
        "Answer a question of the desk",
        id="foia_shared_reply",
        tag="Shared",
        description="Only the desk reads it. Files need multipart.",
        scope="foia.reply_shared",
        body={"application/json": Reply, "multipart/form-data": Reply},
        answer=forms.SharedCase,
        sent={"reply": "Sì, sono nel nostro archivio: le allego."},
        got=examples.SHARED,
    )
    def post(self, request: Request, pk: int, consultation: int) -> Response:
        case = self.case(request, pk)
        if consultation not in [asked.pk for asked in own_questions(request.user, [pk])[pk]]:
            raise Http404
        given = self.written(Reply)
        dialogue.reply_to_consultation(
            consultation_id=consultation,
            reply=given["reply"],
            files=given["files"],
            by=actor_of(request),
            at=timezone.now(),
        )
        return self.told(request, case)
