from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pasocial.office.people.identity.models import User
from pasocial.office.record import registry
from pasocial.office.record.trail.actor import Actor
from pasocial.office.work.approvals import operations
from pasocial.office.work.approvals.models import Approval
from tests.fixtures import NOW
from tests.office.work.approvals import sample

Asked = Callable[..., Approval]


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {**registry.approval_kinds(), sample.KIND.code: sample.KIND}
    monkeypatch.setattr(registry, "approval_kinds", lambda: known)
    yield
    sample.versions.clear()
    sample.whole.clear()


@pytest.fixture
def asked() -> Asked:
    """A thing sent for approval at NOW, in version 1."""

    def ask(thing: int = 1, *, author: User | None = None, **more: object) -> Approval:
        given = {"at": NOW, "version": "1", **more}
        return operations.ask(
            kind=sample.KIND.code,
            thing=f"newsroom.sample:{thing}",
            about=f"newsroom.case:{thing}",
            title=f"Prova {thing}",
            author_id=author.pk if author else None,
            by=Actor.system("test"),
            **given,  # type: ignore[arg-type]
        )

    return ask
