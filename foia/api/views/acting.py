"""What staff do, from the declarations of `foia.actions`: to a case, and to a line of the register."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as read
from foia.api.views.entries import EntryStaff
from foia.api.views.staff import REVIEWS, Staff
from foia.models import AccessRequest, RegisterEntry
from foia.operations.concurrency import Stale
from foia.policy import reviews
from pasocial.office.screens.actions import Action, ActionCall
from pasocial.office.screens.actions.endpoints import Endpoint
from pasocial.rest.permissions import may
from pasocial.rest.problems import Conflict, Problem
from pasocial.sentences import say


class Acting(Endpoint):
    versioned = True

    def act(self, call: ActionCall) -> object:
        """409 with the version there is now and who made it."""
        try:
            return super().act(call)
        except Stale as error:
            raise Conflict(
                "stale",
                say(error.refusal),
                current_version=error.current.version,
                changed_by=str(error.changed_by),
                changed_at=error.changed_at.isoformat() if error.changed_at else None,
                event=error.event,
            ) from error


class OnCase(Acting, Staff):
    ids, names, tag = "foia_requests", "foia_case", "Cases"
    answer = read.WholeCase
    example: ClassVar[Any] = {**examples.CASE, "version": 8}

    @property
    def by_role(self) -> bool:  # type: ignore[override]
        """A review may be given by name to somebody whose roles do not decide reviews."""
        return self.declared.permission != REVIEWS

    def case_id(self, pk: int) -> int:
        if self.by_role or may(self.request, REVIEWS):
            return super().case_id(pk)
        if not reviews(self.request.user, AccessRequest(pk=pk)):
            words = _("Il tuo ruolo non comprende questo permesso: «%(scope)s».") % {"scope": REVIEWS}
            raise Problem(403, "role_missing", words, scope=REVIEWS)
        return pk

    def thing(self, pk: int) -> AccessRequest:
        return self.request_seen(pk)

    def written_out(self, pk: int, status: int) -> Response:
        return self.whole(pk, status)


class OnEntry(Acting, EntryStaff):
    ids, names, tag = "foia_entries", "foia_entry", "Register"
    answer = read.Entry

    def thing(self, pk: int) -> RegisterEntry:
        return self.entry(pk)

    def written_out(self, pk: int, status: int) -> Response:
        return self.shown(pk)

    @classmethod
    def example_after(cls, action: Action) -> Any:
        approved = {"state": "approved", "public_subject": "Spesa per le luminarie di Natale 2025"}
        after = {"approve": approved, "hide": {"state": "hidden"}}
        return {**examples.ENTRY, **after.get(action.code, {})}
