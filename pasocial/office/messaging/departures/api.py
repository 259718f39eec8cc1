"""What is leaving, as programs read it, and the way to undo it: under /api/v1/office/departures/."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from pasocial.office.messaging.departures import operations, policy, queries
from pasocial.office.messaging.departures.models import Departure
from pasocial.office.record.trail.actor import actor_of
from pasocial.rest.problems import Problem
from pasocial.rest.schema import described
from pasocial.rest.views import View

EXAMPLE: dict[str, Any] = {
    "id": 31,
    "kind": "desk.letter",
    "title": "Proroga a 60 giorni · Richiesta 2026/0000012",
    "state": "leaving",
    "departs_at": "2026-03-10T10:00:15+01:00",
    "undo": "https://redazione.comune.example/api/v1/office/departures/31/undo/",
}


class DepartureRow(serializers.Serializer[Any]):
    """One thing on its way out."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(["leaving", "sent", "recalled", "held"])
    departs_at = serializers.DateTimeField(
        allow_null=True, help_text="Until then it can be undone; null while it waits for something else."
    )
    undo = serializers.URLField(help_text="POST here: it does not leave, and nothing of it has happened.")


def shown(departure: Departure, request: Request) -> dict[str, Any]:
    return {
        "id": departure.pk,
        "kind": departure.kind,
        "title": departure.title,
        "state": departure.state,
        "departs_at": departure.leaves_at,
        "undo": request.build_absolute_uri(reverse("api:office_departure_undo", args=[departure.pk])),
    }


class UndoDeparture(View):
    """Whoever sent it, or whom its desk allows to; a key needs the scope of that permission."""

    by_role = False
    pagination_class = None
    scope: ClassVar[str] = "by kind"

    @cached_property
    def departure(self) -> Departure:
        found = queries.one(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def scope_of(self, request: Request) -> str:
        return queries.kind_of(self.departure).permission

    @described(
        "Undo what is leaving",
        id="office_departures_undo",
        tag="Departures",
        description="Until `departs_at`. It does not leave, what was asked is not done, and the case is as it was."
        "\n\nScope: that of the action that made it leave.",
        answer=DepartureRow,
        got={**EXAMPLE, "state": "recalled"},
        sent={},
    )
    def post(self, request: Request, pk: int) -> Response:
        if not policy.may_change(request.user, self.departure):
            raise Problem(403, "role_missing", _("Può annullarla chi l'ha mandata, o chi può farla."))
        operations.undo(departure=self.departure, by=actor_of(request), at=timezone.now())
        return Response(shown(queries.one(pk) or self.departure, request))


urlpatterns = [path("departures/<int:pk>/undo/", UndoDeparture.as_view(), name="office_departure_undo")]
