"""What is shared with the contacts of other offices: the questions put to them, nothing about who made the request."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.actions.calls import own
from foia.api import examples
from foia.api.serializers import staff as forms
from foia.api.serializers.steps import Reply
from foia.api.views.staff import Staff, actor_of
from foia.models import AccessRequest, Consultation
from foia.operations import dialogue
from foia.policy import visible_requests
from pasocial.rest.parsing import Json, Multipart
from pasocial.rest.schema import described


def shared_with(user: Any) -> Any:
    """Cases with a question that is still this person's."""
    return (
        visible_requests(user)
        .filter(consultations__contact=user, consultations__withdrawn_at=None)
        .defer("search")
        .distinct()
        .order_by("-pk")
    )


def shared_rows(requests: Any, user: Any) -> list[dict[str, Any]]:
    """Each case with this person's questions; one more query for all of them."""
    rows = list(requests)
    own: dict[int, list[Any]] = {request.pk: [] for request in rows}
    for asked in Consultation.objects.filter(request__in=own, contact=user, withdrawn_at=None):
        own[asked.request_id].append(asked)
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
        page = self.paginate_queryset(shared_with(request.user))
        return self.get_paginated_response(forms.SharedCase(shared_rows(page, request.user), many=True).data)


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
        rows = shared_rows(shared_with(request.user).filter(pk=pk), request.user)
        if not rows:
            raise Http404
        answer = Response(forms.SharedCase(rows[0]).data)
        answer["ETag"] = f'"{rows[0]["version"]}"'
        return answer


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
        user: Any = request.user
        cases = shared_with(user).filter(pk=pk).values("pk")
        mine = Consultation.objects.filter(request__in=cases, contact=user, withdrawn_at=None)
        asked = own(mine, consultation)
        given = self.written(Reply)
        dialogue.reply_to_consultation(
            consultation_id=asked,
            reply=given["reply"],
            files=given["files"],
            by=actor_of(request),
            at=timezone.now(),
        )
        case = AccessRequest.objects.filter(pk=pk).defer("search")
        return Response(forms.SharedCase(shared_rows(case, request.user)[0]).data)
