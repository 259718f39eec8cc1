"""Requests given to a member of the desk, several at once."""

from __future__ import annotations

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api.serializers import steps as forms
from foia.api.views.staff import Staff, actor_of
from foia.operations import triage
from pasocial.office.people.members import queries as members
from pasocial.office.screens.actions.bodies import unknown_person
from pasocial.rest.schema import described


class Assign(Staff):
    """Several at once, all or none; each gets a new version."""

    scope = "foia.work"
    pagination_class = None

    @described(
        "Assign requests",
        id="foia_requests_assign",
        tag="Cases",
        description="Gives up to 200 requests to one member of the desk, or back to the queue; all or none.",
        scope="foia.work",
        body=forms.Assign,
        answer=forms.Assign,
        sent={"requests": [12, 13], "to": 4},
        got={"requests": [12, 13], "to": 4},
    )
    def post(self, request: Request) -> Response:
        given = self.written(forms.Assign)
        to = None
        if given["to"] is not None:
            to = members.member_of("foia", given["to"])
            if to is None:
                raise serializers.ValidationError({"to": [unknown_person()]})
        triage.assign(request_ids=given["requests"], to=to, by=actor_of(request), at=timezone.now())
        return Response({"requests": given["requests"], "to": given["to"]})
