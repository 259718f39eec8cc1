"""Files to read and redact, kept for one test."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from pasocial.office.files.attachments import operations
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import NOW

SYSTEM = Actor.system("test")


@pytest.fixture
def kept(db: None) -> Callable[..., StoredFile]:
    """`kept(content, "a.pdf")`: a stored file of a request."""

    def make(content: bytes, name: str = "delibera.pdf", about: str = "foia.request:1") -> StoredFile:
        return operations.store_file(
            content=io.BytesIO(content), name=name, about=about, purpose="release", by=SYSTEM, at=NOW
        )

    return make
