"""Whom the papers of a case may name: what a redaction looks for, and what public words must not hold."""

from __future__ import annotations

from foia.models import AccessRequest, Consultation, Message, Party
from pasocial.cleaning import whole_number

# A topic of thousands: the names of its latest requests are looked for, and the officer adds what she sees.
MOST_REQUESTS = 300


def names_of(request: AccessRequest) -> list[str]:
    """The applicant, her organisation, the third parties."""
    applicant = request.applicant
    return [
        name
        for name in (applicant.name, applicant.organisation, *request.parties.values_list("name", flat=True))
        if name
    ]


def names_known(about: str) -> list[str]:
    """Names known to the thing behind a reference: a request, its messages and consultations, or a whole topic."""
    kind, _colon, number = about.partition(":")
    pk = whole_number(number, 1)
    if pk is None:
        return []
    if kind == "foia.topic":
        requests = AccessRequest.objects.filter(topic_membership__topic_id=pk)
    elif kind == "foia.message":
        requests = AccessRequest.objects.filter(pk__in=Message.objects.filter(pk=pk).values("request_id"))
    elif kind == "foia.consultation":
        requests = AccessRequest.objects.filter(
            pk__in=Consultation.objects.filter(pk=pk).values("request_id")
        )
    elif kind == "foia.request":
        requests = AccessRequest.objects.filter(pk=pk)
    else:
        return []
    ids = list(requests.order_by("-pk").values_list("pk", flat=True)[:MOST_REQUESTS])
    told = AccessRequest.objects.filter(pk__in=ids).values_list("applicant__name", "applicant__organisation")
    names = [name for row in told for name in row]
    names += Party.objects.filter(request_id__in=ids).values_list("name", flat=True)
    return list(dict.fromkeys(name for name in names if name))
