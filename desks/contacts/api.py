"""Contacts by REST, under /api/v1/contacts/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from desks.contacts import queries
from desks.contacts.actions import ACTIONS
from desks.contacts.models import PublicContact
from pasocial.office.messaging.channels.capabilities import CHANNELS
from pasocial.office.screens.actions.endpoints import Things


class ContactRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(PublicContact.Kind.values)
    state = serializers.ChoiceField(PublicContact.State.values)
    channel = serializers.ChoiceField(list(CHANNELS))
    subject = serializers.CharField()
    received_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    first_replied_at = serializers.DateTimeField(allow_null=True)


class Contacts(Things):
    ids, names, tag, scope = "contacts", "contact", "Contacts", "contacts.read"
    noun, nouns, order = "contact", "contacts", "The latest first."
    answer = ContactRow
    example = {
        "id": 12,
        "number": "C-000012",
        "kind": "disservice",
        "state": "new",
        "channel": "web",
        "subject": "Buca in via Verdi",
        "received_at": "2026-03-02T10:15:00+01:00",
        "due_on": "2026-04-01",
        "first_replied_at": None,
    }

    @classmethod
    def rows(cls, asked: Mapping[str, Any]) -> QuerySet[PublicContact]:
        return queries.newest_first()


urlpatterns = Contacts.urls("contacts", ACTIONS)
