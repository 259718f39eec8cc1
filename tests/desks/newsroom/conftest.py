"""A page tree, a draft answer and a commission, made through the real operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache

from desks.newsroom.models import Commission
from desks.newsroom.operations import open_commission
from foia.models import AnswerPage, AnswersIndexPage
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_home, plant_page
from tests.fixtures import NOW

BY = Actor.system("test")


@pytest.fixture
def answers_index(db: None) -> AnswersIndexPage:
    cache.clear()  # Wagtail keeps the site's root paths there
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=BY, at=NOW)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso civico", slug="accesso-civico"), by=BY, at=NOW
    )
    page = plant_page(parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=BY, at=NOW)
    assert isinstance(page, AnswersIndexPage)
    return page


@pytest.fixture
def commission(answers_index: AnswersIndexPage) -> Callable[..., Commission]:
    """`commission(summary=…, redact_first=…)`: a page to write, asked for by a topic."""

    def make(
        *,
        title: str = "Costi della mensa",
        redact_first: bool = False,
        files: Sequence[StoredFile] = (),
        **page: Any,
    ) -> Commission:
        draft = AnswerPage(title=title, live=False, **page)
        answers_index.add_child(instance=draft)
        draft.save_revision()
        return open_commission(
            about=f"foia.topic:{draft.pk}",
            title=title,
            brief="Più persone hanno chiesto la stessa cosa.",
            page_id=draft.pk,
            files=[str(one.public_id) for one in files],
            redact_first=redact_first,
            by=BY,
            at=NOW,
        )

    return make


@pytest.fixture
def gathered(db: None) -> Callable[..., StoredFile]:
    """`gathered("capitolato.txt")`: a file an answer released, private until somebody decides."""

    def make(
        name: str, words: str = "Un pasto costa quattro euro.", about: str = "foia.request:1"
    ) -> StoredFile:
        return store_file(
            content=BytesIO(words.encode()), name=name, about=about, purpose="release", by=BY, at=NOW
        )

    return make
