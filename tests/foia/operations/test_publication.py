"""The register shows only approved words, and a flag becomes a page that earlier askers hear of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from foia.models import AccessRequest, AnswerPage, AnswersIndexPage, AvoidedRequest, RegisterEntry
from foia.operations import publication
from foia.queries import register
from foia.queries import topics as asked
from foia.rules.visibility import (
    STORED,
    Visibility,
    VisibilityVerb,
    next_visibility,
    reason_against_visibility,
    visibility_of,
)
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.office.work.items.queries import about
from pasocial.refusal import Refused
from pasocial.site.models import SectionPage
from pasocial.site.operations import plant_home, plant_page, publish_latest
from tests.foia.conftest import MONDAY

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
Filed = Callable[..., AccessRequest]


@pytest.fixture
def answered(filed_request: Filed) -> Callable[..., AccessRequest]:
    """A request with an outcome, as the sending of a decision leaves it."""

    def make(outcome: str = "granted", **changes: object) -> AccessRequest:
        request = filed_request(**changes)
        AccessRequest.objects.filter(pk=request.pk).update(
            outcome=outcome, answered_on=request.received_on + timedelta(days=20), state="answered"
        )
        request.refresh_from_db()
        return request

    return make


@pytest.fixture
def answers_index() -> AnswersIndexPage:
    cache.clear()
    home = plant_home(title="Comune", introduction="", hostname="localhost", port=80, by=BY, at=MONDAY)
    access = plant_page(
        parent=home, page=SectionPage(title="Accesso", slug="accesso-civico"), by=BY, at=MONDAY
    )
    page = plant_page(
        parent=access, page=AnswersIndexPage(title="Risposte", slug="risposte"), by=BY, at=MONDAY
    )
    assert isinstance(page, AnswersIndexPage)
    return page


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.refusals]


def test_entry_is_public_only_once_approved(answered: Callable[..., AccessRequest]) -> None:
    request = answered()
    entry = publication.propose_entry(request_id=request.pk, by=BY, at=MONDAY)
    assert publication.propose_entry(request_id=request.pk, by=BY, at=MONDAY).pk == entry.pk
    assert list(register.entries(register.RegisterFilters())) == []
    publication.approve_entry(
        entry_id=entry.pk, public_subject="Spesa per le luminarie", public_reason="", by=BY, at=MONDAY
    )
    assert [one.public_subject for one in register.entries(register.RegisterFilters())] == [
        "Spesa per le luminarie"
    ]
    publication.hide_entry(entry_id=entry.pk, why="Da correggere", by=BY, at=MONDAY)
    assert list(register.entries(register.RegisterFilters())) == []
    assert [row.event for row in history_of(request.about)][-3:] == [
        "foia.register.proposed",
        "foia.register.approved",
        "foia.register.hidden",
    ]


def test_entry_that_names_the_applicant_is_stopped(answered: Callable[..., AccessRequest]) -> None:
    entry = publication.propose_entry(request_id=answered(name="Anna Bellini").pk, by=BY, at=MONDAY)
    for words in (
        "Spese chieste da Anna Bellini",
        "Spese, scrivere ad anna@posta.example",
        "Spese di RSSMRA80A01H501U",
    ):
        with pytest.raises(Refused):
            publication.approve_entry(
                entry_id=entry.pk, public_subject=words, public_reason="", by=BY, at=MONDAY
            )
    entry.refresh_from_db()
    assert (entry.state, entry.public_subject) == (RegisterEntry.State.PROPOSED, "")


def test_refused_request_needs_its_public_reason(answered: Callable[..., AccessRequest]) -> None:
    entry = publication.propose_entry(request_id=answered("refused").pk, by=BY, at=MONDAY)
    with pytest.raises(Refused) as refused:
        publication.approve_entry(
            entry_id=entry.pk, public_subject="Fascicolo disciplinare", public_reason="", by=BY, at=MONDAY
        )
    assert codes(refused) == ["public_reason_missing"]


def test_entry_of_an_open_request_is_refused(filed_request: Filed) -> None:
    with pytest.raises(Refused) as refused:
        publication.propose_entry(request_id=filed_request().pk, by=BY, at=MONDAY)
    assert codes(refused) == ["not_answered"]


def test_portal_offers_a_live_answer_and_never_somebody_elses_request(
    answered: Callable[..., AccessRequest], answers_index: AnswersIndexPage
) -> None:
    answered(
        subject="Luminarie di Natale in piazza", body="Chiedo la spesa per le luminarie di Natale in piazza."
    )
    page = AnswerPage(
        title="Spesa per le luminarie di Natale", summary="Quanto costano le luminarie.", live=False
    )
    answers_index.add_child(instance=page)
    page.save_revision()
    assert asked.answers_like("Quanto avete speso per le luminarie?") == []
    publish_latest(page_id=page.pk, user=None)
    assert [offer.pk for offer in asked.answers_like("Quanto avete speso per le luminarie?")] == [page.pk]
    assert asked.answers_like("Orari della piscina comunale") == []


def test_avoided_requests_are_added_up_by_day(answers_index: AnswersIndexPage) -> None:
    page = AnswerPage(title="Una risposta", summary="Breve")
    answers_index.add_child(instance=page)
    for _time in range(3):
        publication.count_shown(page_ids=[page.pk], day=date(2026, 3, 2))
    publication.count_chosen(page_id=page.pk, day=date(2026, 3, 2))
    publication.count_chosen(page_id=page.pk, day=date(2026, 3, 3))
    assert list(AvoidedRequest.objects.order_by("day").values_list("day", "shown", "chosen")) == [
        (date(2026, 3, 2), 3, 1),
        (date(2026, 3, 3), 0, 1),
    ]


ACTS = {
    VisibilityVerb.PROPOSE_ENTRY: lambda entry: publication.correct_entry(
        entry_id=entry.pk, by=BY, at=MONDAY
    ),
    VisibilityVerb.APPROVE_ENTRY: lambda entry: publication.approve_entry(
        entry_id=entry.pk, public_subject="Spesa per le luminarie", public_reason="", by=BY, at=MONDAY
    ),
    VisibilityVerb.HIDE_ENTRY: lambda entry: publication.hide_entry(
        entry_id=entry.pk, why="Da correggere", by=BY, at=MONDAY
    ),
}


@pytest.mark.parametrize("visibility", [Visibility.PROPOSED, Visibility.PUBLIC, Visibility.HIDDEN])
@pytest.mark.parametrize("verb", list(VisibilityVerb))
def test_line_follows_the_drawn_table_in_every_state(
    answered: Callable[..., AccessRequest], visibility: Visibility, verb: VisibilityVerb
) -> None:
    entry = publication.propose_entry(request_id=answered().pk, by=BY, at=MONDAY)
    RegisterEntry.objects.filter(pk=entry.pk).update(
        state=STORED[visibility], public_subject="Spesa", approved_at=MONDAY
    )
    reason = reason_against_visibility(visibility, verb)
    if reason is None:
        ACTS[verb](entry)
    else:
        with pytest.raises(Refused) as refused:
            ACTS[verb](entry)
        assert codes(refused) == ["wrong_visibility"]
    entry.refresh_from_db()
    expected = visibility if reason else next_visibility(visibility, verb)
    assert visibility_of(entry.state) is expected


def test_second_answer_leaves_a_public_line_where_it_is(answered: Callable[..., AccessRequest]) -> None:
    request = answered()
    entry = publication.propose_entry(request_id=request.pk, by=BY, at=MONDAY)
    ACTS[VisibilityVerb.APPROVE_ENTRY](entry)
    publication.propose_entry(request_id=request.pk, by=BY, at=MONDAY)
    entry.refresh_from_db()
    assert entry.state == RegisterEntry.State.APPROVED


def test_corrected_line_waits_for_its_new_words(answered: Callable[..., AccessRequest]) -> None:
    request = answered()
    entry = publication.propose_entry(request_id=request.pk, by=BY, at=MONDAY)
    ACTS[VisibilityVerb.APPROVE_ENTRY](entry)
    corrected = publication.correct_entry(entry_id=entry.pk, by=BY, at=MONDAY)
    assert (corrected.state, corrected.public_subject) == (
        RegisterEntry.State.PROPOSED,
        "Spesa per le luminarie",
    )
    assert list(register.entries(register.RegisterFilters())) == []
    waiting = [item for item in about(request.about) if item.state != "done"]
    assert [item.kind for item in waiting if item.kind == publication.ENTRY_ITEM] == [publication.ENTRY_ITEM]
