"""How many true matches the database's proposals lose: real labelled questions laid among the town's, and taken away.

The same questions are asked of the index in process, which compares with every earlier one of them and proposes
nothing: its figure without a town is what could be had. Needs the texts of `make recurrence-quality`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from foia.models import AccessRequest, Applicant
from foia.queries import likeness
from foia.rules.likeness import read
from pasocial.likeness import LikenessIndex
from tools.recurrence_quality import QA4FAQ, TRENTO, labelled_requests, subject_lines

SHOWN = 5


@dataclass(frozen=True)
class Recall:
    """Shares from 0 to 1 of `asked`: with the town around, through the database; and alone, in process."""

    name: str
    asked: int
    through_database: float
    in_process: float


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is written inside is never there for anyone else."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def recalls() -> list[Recall]:
    if not QA4FAQ.is_file() or not TRENTO.is_file():
        return []
    likeness.word_statistics()
    return [*repeats_found(), subject_lines_found()]


def repeats_found() -> list[Recall]:
    """Of labelled questions that repeat an earlier one: the first, or one of the first five, has the same topic."""
    index = LikenessIndex()
    topic_of: dict[int, str] = {}
    asked, ours, theirs = 0, [0, 0], [0, 0]
    with rolled_back():
        for number, one in enumerate(labelled_requests(QA4FAQ)):
            if one.topic in topic_of.values():
                asked += 1
                found = [topic_of.get(like.request_id, "") for like in likeness.alike_text(one.text)]
                known = [topic_of[int(like.key)] for like in index.best(read(one.text), 50)[:SHOWN]]
                for place, shown in enumerate((1, SHOWN)):
                    ours[place] += one.topic in found[:shown]
                    theirs[place] += one.topic in known[:shown]
            stored = a_request(number, one.text)
            topic_of[stored] = one.topic
            index.add(str(stored), read(one.text))
    return [
        Recall(name, asked, ours[place] / asked, theirs[place] / asked)
        for place, name in enumerate(("repeat found first (hit@1)", "repeat found in five (hit@5)"))
    ]


def subject_lines_found() -> Recall:
    """Of subject lines: their letter, stored whole among the town's requests, is found first."""
    pairs = subject_lines(TRENTO)
    index = LikenessIndex()
    right = known = 0
    with rolled_back():
        letters = [a_request(number, letter) for number, (_, letter) in enumerate(pairs)]
        for stored, (_, letter) in zip(letters, pairs, strict=True):
            index.add(str(stored), read(letter))
        for stored, (subject, _) in zip(letters, pairs, strict=True):
            right += [one.request_id for one in likeness.alike_text(subject)][:1] == [stored]
            known += [int(one.key) for one in index.best(read(subject), 1)] == [stored]
    return Recall("letter found by its subject (R@1)", len(pairs), right / len(pairs), known / len(pairs))


def a_request(number: int, text: str) -> int:
    """A row with these words and nothing else worth reading; only for a transaction that is rolled back."""
    now = timezone.now()
    applicant = Applicant.objects.create(name="Prova", email="prova@posta.example")
    subject, _, _ = text[:120].rpartition(" ") if len(text) > 120 else (text, "", "")
    return AccessRequest.objects.create(
        code=f"prova{number:07d}",
        year=1900,
        sequence=number,
        subject=subject,
        body=text[len(subject) :],
        applicant=applicant,
        state="closed",
        received_at=now,
        received_on=timezone.localdate(now),
    ).pk
