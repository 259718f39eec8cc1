"""What everybody may read: kinds of access, the register, published answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foia.models import AccessRequest, AnswerPage, RegisterEntry
from foia.queries import register
from foia.queries.public_files import Document, documents_of_answer
from foia.rules.facts import Basis
from foia.rules.kinds import AccessKind, KindRules, rules_of
from foia.rules.reopening import Effect

BASES = [str(basis) for basis in Basis]
EFFECTS = [str(effect) for effect in Effect]
KINDS = [str(kind) for kind in AccessKind]


class Absolute(serializers.Serializer[Any]):
    """Rows that name addresses name them whole."""

    def absolute(self, path: str) -> str:
        request = self.context.get("request")
        return str(request.build_absolute_uri(path)) if request is not None else path


class KindOfAccess(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(KINDS)
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    choose_if = serializers.SerializerMethodField(
        help_text="In the first person: when this kind is the right one."
    )
    example = serializers.SerializerMethodField()
    clock = serializers.SerializerMethodField(help_text="One sentence on the term.")
    base = serializers.CharField(help_text="Act and article.")
    motive_required = serializers.BooleanField()

    def get_label(self, rules: KindRules) -> str:
        return gettext(rules.label)

    def get_choose_if(self, rules: KindRules) -> str:
        return gettext(rules.choose_if)

    def get_example(self, rules: KindRules) -> str:
        return gettext(rules.example)

    def get_clock(self, rules: KindRules) -> str:
        return gettext(rules.clock)


def shown_file(one: Document, absolute: Callable[[str], str]) -> dict[str, Any]:
    """A document everybody may have, for PublicFile."""
    return {
        "name": one.name,
        "size": one.size,
        "media_type": one.media_type,
        "sha256": one.sha256,
        "url": absolute(one.path),
    }


class RegisterQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, max_length=200, help_text="Words of subject or reason.")
    kind = serializers.ChoiceField(KINDS, required=False)
    outcome = serializers.ChoiceField(sorted(register.OUTCOME_GROUPS), required=False)
    year = serializers.IntegerField(
        required=False, min_value=1990, max_value=2200, help_text="Of the decision."
    )


class PublicFile(serializers.Serializer[Any]):
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    media_type = serializers.CharField()
    sha256 = serializers.CharField(
        help_text="Of the bytes served; empty for a moment while they are prepared."
    )
    url = serializers.URLField()


class RegisterLine(Absolute):
    number = serializers.SerializerMethodField(help_text="As in the protocol: year/sequence.")
    slug = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    kind_label = serializers.SerializerMethodField()
    subject = serializers.CharField(source="public_subject")
    received_on = serializers.DateField()
    decided_on = serializers.DateField()
    outcome = serializers.CharField()
    outcome_label = serializers.SerializerMethodField()
    reason = serializers.CharField(source="public_reason")
    with_parties = serializers.BooleanField(help_text="Whether third parties were heard.")
    review_outcome = serializers.CharField()
    review_decided_on = serializers.DateField(allow_null=True)
    court_outcome = serializers.CharField(help_text="How a ruling ended, if there was one.")
    court_notified_on = serializers.DateField(allow_null=True)
    url = serializers.SerializerMethodField(help_text="The page for people.")
    documents = serializers.SerializerMethodField(
        help_text="Released to everybody (CC BY 4.0), without metadata; gone when the line is taken off."
    )

    @extend_schema_field(PublicFile(many=True))
    def get_documents(self, entry: RegisterEntry) -> list[dict[str, Any]]:
        context = cast(dict[str, Any], self.context)
        if "documents" not in context:  # for the whole page at once
            rows: Any = self.parent.instance if self.parent else [self.instance]
            context["documents"] = register.documents_of_lines(rows)
        return [shown_file(one, self.absolute) for one in context["documents"].get(entry.pk, [])]

    def get_number(self, entry: RegisterEntry) -> str:
        return entry.slug.replace("-", "/", 1)

    def get_kind_label(self, entry: RegisterEntry) -> str:
        return gettext(rules_of(AccessKind(entry.kind)).label)

    def get_outcome_label(self, entry: RegisterEntry) -> str:
        return register.wording(entry)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, entry: RegisterEntry) -> str:
        return self.absolute(reverse("foia:register_entry", args=[entry.slug]))


class SearchQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, max_length=200, help_text="Words to look for.")


class LikeQuery(serializers.Serializer[Any]):
    text = serializers.CharField(min_length=4, max_length=5000, help_text="What somebody is about to ask.")


class Offer(Absolute):
    kind = serializers.ChoiceField(["answer", "register"])
    title = serializers.CharField()
    summary = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, offer: Any) -> str:
        return self.absolute(offer.url)


class Answer(Absolute):
    id = serializers.IntegerField()
    title = serializers.CharField()
    summary = serializers.CharField()
    published_at = serializers.DateTimeField(source="first_published_at")
    updated_at = serializers.DateTimeField(source="last_published_at")
    fresh_until = serializers.DateField(allow_null=True)
    url = serializers.SerializerMethodField(help_text="The page for people.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, page: AnswerPage) -> str:
        request = self.context.get("request")
        return self.absolute(page.get_url(getattr(request, "_request", None)) or "")


class WholeAnswer(Answer):
    body_html = serializers.SerializerMethodField(help_text="The text of the page, as HTML.")
    files = serializers.SerializerMethodField()

    def get_body_html(self, page: AnswerPage) -> str:
        return str(page.body)

    @extend_schema_field(PublicFile(many=True))
    def get_files(self, page: AnswerPage) -> list[dict[str, Any]]:
        return [shown_file(one, self.absolute) for one, _stored in documents_of_answer(page)]


CHANNELS = [value for value, _label in AccessRequest.Channel.choices]
