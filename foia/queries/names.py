"""Whom a case names: what a redaction looks for, what public words must not hold, and whose data stand where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from foia.models import AccessRequest, Consultation, Message, Party, Topic
from pasocial.cleaning import whole_number
from pasocial.office.record.registry import FoundThing

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


def find_things(words: str) -> list[FoundThing]:
    """Applicants and third parties whom the words name, and the case of a number; each with what holds its data.

    One applicant is whoever wrote the same name and address; who she is in law is for the topics to decide.
    """
    asked = words.replace("\x00", "").split()[:5]
    applicants, parties = AccessRequest.objects.all(), Party.objects.all()
    for word in asked:
        applicants = applicants.filter(
            Q(applicant__name__icontains=word)
            | Q(applicant__organisation__icontains=word)
            | Q(applicant__email__icontains=word)
            | Q(applicant__pec__icontains=word)
            | Q(applicant__codice_fiscale__iexact=word)
        )
        parties = parties.filter(Q(name__icontains=word) | Q(email__icontains=word))
    people: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = applicants.order_by("-pk").values_list("pk", "applicant__name", "applicant__email")
    for pk, name, email in rows[:MOST_REQUESTS]:
        people[name or _("senza nome"), email.lower()].append(pk)
    found = [
        (f"foia.applicant:{min(pks)}", f"{name} · {email}", pks) for (name, email), pks in people.items()
    ]
    third: dict[str, list[int]] = defaultdict(list)
    for pk, name in parties.order_by("-pk").values_list("request_id", "name")[:MOST_REQUESTS]:
        third[name].append(pk)
    found += [
        (f"foia.party_of:{min(pks)}", _("%(name)s (controinteressato)") % {"name": name}, pks)
        for name, pks in third.items()
    ]
    if number := re.fullmatch(r"(\d{4})[/-](\d{1,9})", words.strip()):
        for one in AccessRequest.objects.filter(year=number[1], sequence=number[2]).only("year", "sequence"):
            found.append((one.about, _("Richiesta %(number)s") % {"number": one.number}, [one.pk]))
    parts = _parts_of({pk for _key, _label, pks in found for pk in pks})
    return [
        FoundThing(key, label, tuple(part for pk in pks for part in parts[pk])) for key, label, pks in found
    ]


def _parts_of(request_ids: Collection[int]) -> dict[int, list[str]]:
    """What a case consists of, as files and pages refer to it: itself, its messages, its questions to offices."""
    parts = {pk: [f"foia.request:{pk}"] for pk in request_ids}
    for kind, model in (("message", Message), ("consultation", Consultation)):
        rows = model.objects.filter(request_id__in=request_ids).order_by("pk").values_list("request_id", "pk")
        for request_id, pk in rows:
            parts[request_id].append(f"foia.{kind}:{pk}")
    return parts


def things_called(references: Iterable[str]) -> dict[str, str]:
    """What our references are called: a case by its number, a topic by its title. A query for each kind of thing."""
    wanted: dict[str, dict[int, str]] = defaultdict(dict)
    for reference in references:
        kind, _colon, number = reference.partition(":")
        if (pk := whole_number(number, 1)) is not None:
            wanted[kind][pk] = reference
    words: dict[str, str] = {}
    of_case: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, reference in wanted["foia.request"].items():
        of_case[pk].append((reference, _("Richiesta %(number)s")))
    for kind, model, told in (
        ("foia.message", Message, _("Messaggio della richiesta %(number)s")),
        ("foia.consultation", Consultation, _("Domanda a un ufficio, richiesta %(number)s")),
    ):
        if wanted[kind]:
            for pk, request_id in model.objects.filter(pk__in=wanted[kind]).values_list("pk", "request_id"):
                of_case[request_id].append((wanted[kind][pk], told))
    if of_case:
        for one in AccessRequest.objects.filter(pk__in=of_case).only("year", "sequence"):
            words |= {reference: told % {"number": one.number} for reference, told in of_case[one.pk]}
    if wanted["foia.topic"]:
        for pk, title in Topic.objects.filter(pk__in=wanted["foia.topic"]).values_list("pk", "title"):
            words[wanted["foia.topic"][pk]] = _("Tema: %(title)s") % {"title": title}
    return words
