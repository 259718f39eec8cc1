"""Lines of the register as staff read them; what is done to one is in `acting`."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as read
from foia.api.views.staff import Staff
from foia.models import RegisterEntry
from foia.queries import register
from pasocial.rest.schema import described


class EntryStaff(Staff):
    scope = "foia.publish_register"

    def entry(self, pk: int) -> RegisterEntry:
        try:
            return register.staff_entry(pk)
        except RegisterEntry.DoesNotExist as missing:
            raise Http404 from missing

    def shown(self, pk: int) -> Response:
        """The line with its version as ETag."""
        found = self.entry(pk)
        answer = Response(read.Entry(found).data)
        answer["ETag"] = f'"{found.version}"'
        return answer


class Waiting(EntryStaff):
    @described(
        "List the register lines that wait for approval",
        id="foia_entries_waiting",
        tag="Register",
        description="Each with the words proposed for the public; the applicant's own words are never among them.",
        scope="foia.publish_register",
        answer=read.Entry(many=True),
        got=examples.ENTRY,
    )
    def get(self, request: Request) -> Response:
        return self.paged(register.waiting_entries(), read.Entry)


class OneEntry(EntryStaff):
    @described(
        "Read one register line, approved or not",
        id="foia_entries_read",
        tag="Register",
        description="The ETag is its version: send it back with each step.",
        scope="foia.publish_register",
        answer=read.Entry,
        got=examples.ENTRY,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.shown(pk)
