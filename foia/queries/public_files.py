"""Which documents everybody may have now: those of the register's approved lines and of the published answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foia.models import AnswerPage, Decision, RegisterEntry, ReleaseItem
from pasocial.office.files.attachments.outgoing import told_of
from pasocial.office.files.attachments.queries import by_public_ids, is_blocked, was_published

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Document:
    """One document as the public reads of it: sizes in bytes, and the sum of what is served."""

    name: str
    path: str
    size: int
    media_type: str
    sha256: str

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2] if "." in self.name else ""


def documents_of(requests: Iterable[int]) -> dict[int, list[Document]]:
    """The documents released to everybody with each request, by its primary key, in the order of the decisions.

    Three queries however many requests, two when none released anything, none of no request. A decision that replaces
    the one before takes its documents away; whether the line is public is for who asks. Never what only the applicant
    got: both the line and the file say `public`.
    """
    wanted = list(requests)
    released = _current(wanted) if wanted else {}
    if not released:
        return {}
    files = {
        str(one.public_id): one
        for one in by_public_ids({file for ids in released.values() for file in ids})
        if one.access == "public" and not is_blocked(one)
    }
    leaving = told_of(files.values())
    return {
        request: [_document(files[file], leaving) for file in ids if file in files]
        for request, ids in released.items()
    }


def _current(requests: list[int]) -> dict[int, list[str]]:
    items = (
        ReleaseItem.objects.filter(decision__request_id__in=requests, decision__state=Decision.State.SENT)
        .values_list("decision__request_id", "decision__number", "decision__effect", "disclosure", "file")
        .order_by("decision__request_id", "decision__number", "id")
    )
    # A decision without any line replaces the former one too.
    replaced = {
        (request, number)
        for request, number in Decision.objects.filter(
            request_id__in=requests, state=Decision.State.SENT, effect=Decision.Effect.REPLACES
        ).values_list("request_id", "number")
    }
    newest = {request: max((n for r, n in replaced if r == request), default=0) for request in requests}
    found: dict[int, list[str]] = {}
    for request, number, _effect, disclosure, file in items:
        if number < newest[request] or file is None or disclosure != ReleaseItem.Disclosure.PUBLIC:
            continue
        ids = found.setdefault(request, [])
        if str(file) not in ids:
            ids.append(str(file))
    return found


def _document(stored: Any, leaving: dict[int, tuple[int, str]]) -> Document:
    size, sha256 = leaving[stored.pk]
    return Document(
        name=stored.name,
        path=reverse("foia:public_file", args=[stored.public_id]),
        size=size,
        media_type=stored.media_type,
        sha256=sha256,
    )


def documents_of_answer(page: AnswerPage) -> list[tuple[Document, Any]]:
    """The documents of a published answer, each with its stored file; one that was closed since is not among them."""
    stored = [one for one in by_public_ids(page.files) if one.access == "public" and not is_blocked(one)]
    leaving = told_of(stored)
    return [(_document(one, leaving), one) for one in stored]


def is_shown(stored: Any) -> bool:
    """Whether a page or an approved line of the register shows this file to everybody today."""
    if stored.access != "public":
        return False
    if AnswerPage.objects.live().public().filter(files__contains=[str(stored.public_id)]).exists():
        return True
    requests = _requests_of(stored)
    approved = RegisterEntry.objects.filter(request_id__in=requests, state=RegisterEntry.State.APPROVED)
    current = _current(list(approved.values_list("request_id", flat=True)))
    return any(str(stored.public_id) in ids for ids in current.values())


def was_ever_public(stored: Any) -> bool:
    """Whether everybody could have it once: a line that named it was approved, or a page was published with it."""
    if is_shown(stored) or was_published(stored):
        return True
    return RegisterEntry.objects.filter(
        request_id__in=_requests_of(stored), approved_at__isnull=False
    ).exists()


def _requests_of(stored: Any) -> list[int]:
    return list(
        ReleaseItem.objects.filter(
            file=stored.public_id,
            disclosure=ReleaseItem.Disclosure.PUBLIC,
            decision__state=Decision.State.SENT,
        ).values_list("decision__request_id", flat=True)
    )
