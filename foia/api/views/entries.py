"""Lines of the register as staff handle them: what waits, what is approved, what is taken off."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from foia.api import examples
from foia.api.serializers import staff as read
from foia.api.serializers import steps as forms
from foia.api.views.action_calls import stale
from foia.api.views.staff import Staff, actor_of
from foia.models import RegisterEntry
from foia.operations import publication
from foia.operations.concurrency import Stale
from foia.queries import register
from pasocial.rest.schema import IF_MATCH, described
from pasocial.rest.views import version_named


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
        scope="foia.publish_register",
        answer=read.Entry,
        got=examples.ENTRY,
    )
    def get(self, request: Request, pk: int) -> Response:
        return self.shown(pk)


class Approve(EntryStaff):
    @described(
        "Approve a register line",
        id="foia_entries_approve",
        tag="Register",
        description="Publishes the words written for the public. Refused, with every reason, when they hold "
        "personal data or a refusal has no reason.",
        scope="foia.publish_register",
        parameters=[IF_MATCH],
        body=forms.ApproveEntry,
        answer=read.Entry,
        sent={"public_subject": "Spesa per le luminarie di Natale 2025", "public_reason": ""},
        got={
            **examples.ENTRY,
            "state": "approved",
            "public_subject": "Spesa per le luminarie di Natale 2025",
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        found = self.entry(pk)
        given = self.written(forms.ApproveEntry)
        try:
            publication.approve_entry(
                entry_id=found.pk,
                version=version_named(request),
                public_subject=given["public_subject"],
                public_reason=given["public_reason"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Stale as error:
            raise stale(error) from error
        return self.shown(pk)


class Correct(EntryStaff):
    @described(
        "Correct a register line",
        id="foia_entries_correct",
        tag="Register",
        description="A line that was public, or taken off, waits for new words: it is not shown until they are "
        "approved.",
        scope="foia.publish_register",
        parameters=[IF_MATCH],
        body=forms.Step,
        answer=read.Entry,
        sent={},
        got=examples.ENTRY,
    )
    def post(self, request: Request, pk: int) -> Response:
        found = self.entry(pk)
        self.written(forms.Step)
        try:
            publication.correct_entry(
                entry_id=found.pk, version=version_named(request), by=actor_of(request), at=timezone.now()
            )
        except Stale as error:
            raise stale(error) from error
        return self.shown(pk)


class Hide(EntryStaff):
    @described(
        "Take a line off the register",
        id="foia_entries_hide",
        tag="Register",
        scope="foia.publish_register",
        parameters=[IF_MATCH],
        body=forms.HideEntry,
        answer=read.Entry,
        sent={"why": "Il nome di una via porta a una persona."},
        got={**examples.ENTRY, "state": "hidden"},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = self.entry(pk)
        given = self.written(forms.HideEntry)
        try:
            publication.hide_entry(
                entry_id=found.pk,
                version=version_named(request),
                why=given["why"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Stale as error:
            raise stale(error) from error
        return self.shown(pk)
