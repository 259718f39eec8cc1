"""A desk's thing for the tests of approvals, approved and refused through its own operations."""

from __future__ import annotations

from datetime import datetime

from pasocial.office.record.registry import ApprovalKind
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import operations

PATH = "tests.office.work.approvals.sample"
KIND = ApprovalKind(
    "newsroom.sample",
    "Cosa di prova",
    chain=(("newsroom.approve", 2),),
    approve=f"{PATH}.approve",
    refuse=f"{PATH}.refuse",
    version=f"{PATH}.version",
    shown=f"{PATH}.shown",
    place=f"{PATH}.place",
)
# The version of each thing now, and which were wholly approved.
versions: dict[int, str] = {}
whole: list[int] = []


def version(thing: int) -> str:
    return versions.get(thing, "1")


def shown(thing: int) -> list[tuple[str, str]]:
    return [("Testo", f"Testo della cosa {thing}")]


def place(thing: int) -> str:
    return f"/redazione/prova/{thing}/"


def approve(*, thing: int, comment: str, by: Actor, at: datetime) -> None:
    if operations.sign(
        kind=KIND.code,
        thing=f"newsroom.sample:{thing}",
        version=version(thing),
        comment=comment,
        by=by,
        at=at,
    ):
        whole.append(thing)


def refuse(*, thing: int, why: str, by: Actor, at: datetime) -> None:
    operations.refuse(kind=KIND.code, thing=f"newsroom.sample:{thing}", comment=why, by=by, at=at)
