"""An appeal that was lost is recorded and leaves the decision as it is; one that was won opens the case again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from foia.models import RecordedFact
from foia.operations import appeals, publication, reopening, review
from foia.operations.concurrency import Stale
from foia.queries import measures
from foia.rules.outcomes import Outcome
from foia.rules.states import State
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.queries import history_of
from pasocial.refusal import Refused
from tests.foia.conftest import MONDAY, REFUSED_ITEM

US = Actor.system("foia")
WHY = "TAR Lazio, sentenza 123/2026: il ricorso è infondato."
APRIL = MONDAY + timedelta(days=40)  # 11 April 2026


@pytest.fixture
def refused(answered_request):
    return answered_request(outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))


def lose(request, desk, judge="court", **more):
    given = {"on": APRIL.date(), "why": WHY, "at": APRIL, "by": desk.by_head, **more}
    return appeals.record_rejected_appeal(request_id=request.pk, judge=judge, **given)


def test_ruling_for_the_office_leaves_the_decision_and_is_told_in_the_register(refused, desk):
    entry = publication.propose_entry(request_id=refused.pk, by=US, at=MONDAY)
    version = lose(refused, desk).version
    refused.refresh_from_db()
    entry.refresh_from_db()
    assert (refused.state, refused.outcome, refused.first_outcome, refused.first_due_on) == (
        State.ANSWERED,
        Outcome.REFUSED,
        "",
        None,
    )
    assert refused.version == version
    assert (entry.outcome, entry.court_outcome, entry.court_notified_on) == (
        Outcome.REFUSED,
        "refused",
        date(2026, 4, 11),
    )
    facts = list(refused.facts.filter(kind="rejected_by_court").values_list("on", "detail"))
    assert facts == [(date(2026, 4, 11), {"why": WHY})]
    newest = history_of(refused.about).last()
    assert (newest.event, newest.note) == ("foia.appeal.rejected", {"judge": "court", "on": "2026-04-11"})


def test_ombudsman_is_no_court_for_the_register(refused, desk):
    entry = publication.propose_entry(request_id=refused.pk, by=US, at=MONDAY)
    lose(refused, desk, "ombudsman")
    entry.refresh_from_db()
    assert (entry.court_outcome, entry.court_notified_on) == ("", None)
    assert refused.facts.filter(kind="rejected_by_ombudsman").count() == 1


def test_case_stays_open_thirty_days_after_the_ombudsman_for_the_court(refused, desk):
    lose(refused, desk, "ombudsman")
    assert review.close_expired(by=US, at=APRIL + timedelta(days=30)) == 0
    assert review.close_expired(by=US, at=APRIL + timedelta(days=32)) == 1


def test_appeal_lost_before_one_judge_may_be_won_before_the_next(refused, desk):
    """The ombudsman rejects, the court orders: the case is decided again, both are kept."""
    entry = publication.propose_entry(request_id=refused.pk, by=US, at=MONDAY)
    lose(refused, desk, "ombudsman")
    later = APRIL + timedelta(days=20)
    reopening.reopen_case(
        request_id=refused.pk, basis="court", why=WHY, on=later.date(), by=desk.by_head, at=later
    )
    refused.refresh_from_db()
    entry.refresh_from_db()
    assert (refused.state, entry.court_outcome) == (State.IN_PROGRESS, "granted")
    assert sorted(refused.facts.filter(kind__endswith="_by_ombudsman").values_list("kind", flat=True)) == [
        "rejected_by_ombudsman"
    ]


def test_closed_case_keeps_its_state(refused, desk):
    assert review.close_expired(by=US, at=APRIL) == 1
    lose(refused, desk)
    refused.refresh_from_db()
    assert refused.state == State.CLOSED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"judge": "review"}, "judge_unknown"),
        ({"judge": "own_error"}, "judge_unknown"),
        ({"why": "perso"}, "text_length"),
        ({"on": date(2026, 4, 12)}, "day_in_future"),
        ({"on": date(2026, 3, 1)}, "day_too_early"),
    ],
)
def test_recording_is_refused_with_its_reason(refused, desk, changes, code):
    with pytest.raises(Refused) as caught:
        lose(refused, desk, **changes)
    assert (caught.value.refusal.code, RecordedFact.objects.filter(kind__startswith="rejected").count()) == (
        code,
        0,
    )


def test_stale_page_records_nothing(refused, desk):
    with pytest.raises(Stale):
        lose(refused, desk, version=1)
    assert RecordedFact.objects.filter(kind="rejected_by_court").count() == 0


def test_figures_count_appeals_won_and_lost(answered_request, desk):
    many = [
        answered_request(subject=f"Contratti {n}", outcome=Outcome.REFUSED, items=(REFUSED_ITEM,))
        for n in range(6)
    ]
    before = measures.figures(2026)
    for request in many[:4]:
        lose(request, desk)
    four = measures.figures(2026)
    for request in many[4:]:
        reopening.reopen_case(
            request_id=request.pk, basis="court", why=WHY, on=APRIL.date(), by=desk.by_head, at=APRIL
        )
    after = measures.figures(2026)
    assert (before.appeals, before.appeals_won_share) == (0, None)
    # One to four are too few to be told.
    assert (four.appeals, four.appeals_won_share) == (None, None)
    assert (after.appeals, after.appeals_won_share) == (6, 0.333)
    assert after.by_outcome["refused"] == 6
