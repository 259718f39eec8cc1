"""Who may see or do what with a request: roles at the desk, or the one case shared with a person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from guardian.shortcuts import get_objects_for_user

from foia.models import AccessRequest, AnswerPage, Consultation, Message, Review, Topic
from pasocial.cleaning import whole_number
from pasocial.office.files.attachments import queries as files
from pasocial.office.people.members.policy import is_member_anywhere, may
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

SHARED = "foia.follow_request"


def may_open(user: Any, request: AccessRequest) -> bool:
    """Whether this person may read this case."""
    return may(user, "foia.read", request) or reviews(user, request)


def reviews(user: Any, request: AccessRequest) -> bool:
    """Whether a review of this case was entrusted to this person: she reads it and decides, without a role at the desk."""
    if not getattr(user, "is_active", False) or not user.pk:
        return False
    return Review.objects.filter(request=request, entrusted_to=user.pk).exists()


def reason_against_correcting(user: Any, request: AccessRequest) -> Refusal | None:
    """Once the answer left, its days are also the office's record: the head of the desk or the RPCT corrects them."""
    if request.answered_on is None or may(user, "foia.reopen"):
        return None
    return Refusal(
        "head_corrects",
        _("Dopo la risposta corregge i fatti il responsabile della redazione o della trasparenza."),
    )


def visible_requests(user: Any) -> QuerySet[AccessRequest]:
    """All requests for the desk and the transparency officer; only the shared ones for a contact of another office."""
    if may(user, "foia.read"):
        return AccessRequest.objects.all()
    if not getattr(user, "is_active", False) or not user.pk:
        return AccessRequest.objects.none()
    return get_objects_for_user(user, SHARED, klass=AccessRequest, accept_global_perms=False)


def may_know_of(user: Any, request_id: int) -> bool:
    """Whether this person may know that there is such a case."""
    return visible_requests(user).filter(pk=request_id).exists()


def unknown_among(user: Any, request_ids: Collection[int]) -> list[int]:
    """Those of the ids that are no case, or none this person may know of: which of the two is not told."""
    seen = set(visible_requests(user).filter(pk__in=request_ids).values_list("pk", flat=True))
    return [pk for pk in request_ids if pk not in seen]


def may_watch(user: Any, reference: str) -> bool:
    """Whether this person may hear when a case changes and who has it open: the desk and those who read all cases.

    A contact of another office reads her one question: when the desk works on it is not hers to know.
    """
    kind, _colon, number = reference.partition(":")
    pk = whole_number(number, 1)
    if kind != "foia.request" or pk is None or not may(user, "foia.read"):
        return False
    return AccessRequest.objects.filter(pk=pk).exists()


def may_open_file(user: Any, stored: Any) -> bool:
    """Whether this person may open a stored file of ours.

    What was released to everyone, or cleared for it, is open to all staff; the rest to whoever reads the
    case. A contact of another
    office opens only what belongs to the question she was asked.
    """
    if stored.access == "public" and is_member_anywhere(user):
        return True
    request, consultation = case_of(stored.about)
    if request is None:
        return False
    if may(user, "foia.read"):
        return True
    if is_member_anywhere(user) and files.may_be_read_by_staff(stored):
        return True
    if reviews(user, request):
        return True
    return consultation is not None and consultation.contact_id == user.pk and may_open(user, request)


def may_redact_file(user: Any, stored: Any) -> bool:
    """Whether this person makes redacted copies of a file and decides if it becomes public: who works the case."""
    request, _consultation = case_of(stored.about)
    return request is not None and may(user, "foia.work")


def case_of(about: str) -> tuple[AccessRequest | None, Consultation | None]:
    """The case a reference such as foia.message:7 belongs to, and the consultation if it is one."""
    kind, _colon, number = about.partition(":")
    pk = whole_number(number, 1)
    if pk is None:
        return None, None
    if kind == "foia.request":
        return AccessRequest.objects.defer("search").filter(pk=pk).first(), None
    if kind == "foia.message":
        message = Message.objects.select_related("request").defer("request__search").filter(pk=pk).first()
        return (message.request if message else None), None
    if kind == "foia.consultation":
        asked = Consultation.objects.select_related("request").defer("request__search").filter(pk=pk).first()
        return (asked.request, asked) if asked else (None, None)
    return None, None


def place_of(about: str, user: Any) -> tuple[str, str] | None:
    """Where something of ours is found in the dashboard: label and address; None for whoever may not open it."""
    if about.startswith("foia.topic:"):
        if not may(user, "foia.read_topics"):
            return None
        return _place_of_topic(about.partition(":")[2])
    if about.startswith("foia.answer:"):
        return _place_of_answer(about.partition(":")[2], user)
    request, _consultation = case_of(about)
    if request is None or not may_open(user, request):
        return None
    if may(user, "foia.read") or reviews(user, request):
        return request.number, reverse("foia_staff:case", args=[request.pk])
    return request.number, reverse("foia_staff:shared_case", args=[request.pk])


def _place_of_topic(number: str) -> tuple[str, str] | None:
    pk = whole_number(number, 1)
    title = Topic.objects.filter(pk=pk).values_list("title", flat=True).first() if pk else None
    if title is None:
        return None
    return gettext("Tema: %(title)s") % {"title": title}, reverse("foia_staff:topic", args=[pk])


def _place_of_answer(number: str, user: Any) -> tuple[str, str] | None:
    """The topic of a published answer, or the page itself for whoever reads no topics."""
    page = AnswerPage.objects.filter(pk=pk).first() if (pk := whole_number(number, 1)) else None
    if page is None:
        return None
    if page.topic_id and may(user, "foia.read_topics"):
        return gettext("Risposta pubblicata"), reverse("foia_staff:topic", args=[page.topic_id]) + "#risposta"
    return gettext("Risposta pubblicata"), page.url or ""
