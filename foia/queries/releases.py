"""Asks what was read in the files a decision releases, and whether those for everybody may leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foia.models import AccessRequest, Decision, ReleaseItem
from foia.queries.decisions import case_files
from pasocial.folding import folded
from pasocial.office.files.attachments.inspections import inspected_files, reasons_against_everyone
from pasocial.office.files.attachments.queries import by_public_ids
from pasocial.office.files.attachments.rules import Inspected
from pasocial.refusal import Refusal


@dataclass(frozen=True)
class Released:
    """One file that a decision hands over: to everybody, or only to whoever asked."""

    stored: Any
    read: Inspected
    public: bool
    titles: tuple[str, ...]


def released_ids(decision: Decision, *, public_only: bool = False) -> list[str]:
    """The files of the lines that somebody outside the office gets, each once; uses what was prefetched."""
    kept = [
        item
        for item in decision.items.all()
        if item.file
        and item.disclosure != ReleaseItem.Disclosure.WITHHELD
        and (not public_only or item.disclosure == ReleaseItem.Disclosure.PUBLIC)
    ]
    return list(dict.fromkeys(str(item.file) for item in kept))


def released_files(
    request: AccessRequest, decision: Decision, files: Sequence[Any] | None = None
) -> list[Released]:
    """With what was read in each. `files`: those of the case when they are known already."""
    known = {str(one.public_id): one for one in (case_files(request) if files is None else files)}
    public = set(released_ids(decision, public_only=True))
    stored = [known[one] for one in released_ids(decision) if one in known]
    read = inspected_files(stored)
    return [
        Released(
            stored=one,
            read=read[one.pk],
            public=str(one.public_id) in public,
            titles=tuple(
                item.title for item in decision.items.all() if str(item.file or "") == str(one.public_id)
            ),
        )
        for one in stored
    ]


def reasons_against_releasing(decision: Decision) -> list[Refusal]:
    """Why the files for everybody may not leave yet; nothing where there are none. The same for page, API and departure."""
    wanted = released_ids(decision, public_only=True)
    return reasons_against_everyone(by_public_ids(wanted)) if wanted else []


def of_third_persons(released: Released, applicant: Iterable[str]) -> int:
    """How many texts speak of others than the person who gets the file: told, never a bar (art. 5-bis(2)(a) is weighed)."""
    own = {word for name in applicant for word in folded(name).split()}
    return sum(
        1
        for one in released.read.open_suspects
        if not (one.datum in ("name", "possible_name") and set(folded(one.excerpt).split()) <= own)
    )


def unsent_with_files() -> list[str]:
    """Files that decisions not yet sent would hand over: a reading of before is made anew for them."""
    items = ReleaseItem.objects.filter(file__isnull=False).exclude(decision__state=Decision.State.SENT)
    found = items.exclude(disclosure=ReleaseItem.Disclosure.WITHHELD).values_list("file", flat=True)
    return [str(one) for one in found.distinct()[:500]]
