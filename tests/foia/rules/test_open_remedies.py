"""Remedies state their own last day, and what was used already is not offered again."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.facts import Fact, FactKind
from foia.rules.kinds import AccessKind
from foia.rules.open_remedies import court_until, open_remedies
from foia.rules.outcomes import Outcome, remedies_for, remedies_for_silence
from pasocial.timekeeping import is_holiday

FILED = Fact(FactKind.FILED, date(2026, 3, 2))
ANSWERED = Fact(FactKind.ANSWERED, date(2026, 4, 1))
REFUSED = remedies_for(AccessKind.GENERALISED, Outcome.REFUSED, ("personal_data",), review_office="Ufficio X")


def left(*facts, told_on=date(2026, 4, 1), today=date(2026, 4, 2), remedies=REFUSED):
    return [(one.remedy.code, one.until) for one in open_remedies(remedies, [FILED, *facts], told_on, today)]


def text_of(code, *facts, told_on=date(2026, 4, 1), today=date(2026, 4, 2)):
    found = open_remedies(REFUSED, [FILED, *facts], told_on, today)
    return next(one.remedy.text() for one in found if one.remedy.code == code)


def test_each_says_its_own_last_day():
    # 1 April + 30 = 1 May, a holiday; Saturday 2 May is a working day for these terms.
    assert left(ANSWERED) == [
        ("review", date(2026, 5, 2)),
        ("ombudsman", None),
        ("court", date(2026, 5, 2)),
    ]
    assert text_of("court", ANSWERED) == "Puoi fare ricorso al TAR entro sabato 2 maggio 2026."
    assert "entro sabato 2 maggio 2026, senza spese" in text_of("review", ANSWERED)
    assert "30 giorni" not in text_of("review", ANSWERED)
    assert "più al massimo 10 per sentire il Garante" in text_of("review", ANSWERED)


def test_a_remedy_that_was_used_is_not_offered_again():
    filed = Fact(FactKind.REVIEW_FILED, date(2026, 4, 10))
    appeal = Fact(FactKind.OMBUDSMAN_FILED, date(2026, 4, 11))
    served = Fact(FactKind.COURT_SERVED, date(2026, 4, 12))
    assert [code for code, _day in left(ANSWERED, filed)] == ["ombudsman", "court"]
    assert [code for code, _day in left(ANSWERED, appeal)] == ["review", "court"]
    assert [code for code, _day in left(ANSWERED, filed, appeal, served)] == []


def test_the_courts_days_start_again_when_the_review_or_the_ombudsman_ends():
    filed = Fact(FactKind.REVIEW_FILED, date(2026, 4, 10))
    decided = Fact(FactKind.REVIEW_DECIDED, date(2026, 4, 28))
    assert left(ANSWERED, filed)[-1] == ("court", None)
    assert "entro 30 giorni da quando lo conosci" in text_of("court", ANSWERED, filed)
    assert left(ANSWERED, filed, decided)[-1] == ("court", date(2026, 5, 28))
    appeal = Fact(FactKind.OMBUDSMAN_FILED, date(2026, 4, 29))
    assert left(ANSWERED, filed, decided, appeal)[-1] == ("court", None)
    lost = Fact(FactKind.REJECTED_BY_OMBUDSMAN, date(2026, 5, 20))
    assert left(ANSWERED, filed, decided, appeal, lost)[-1] == ("court", date(2026, 6, 19))


def test_a_new_decision_opens_them_all_again():
    filed = Fact(FactKind.REVIEW_FILED, date(2026, 4, 10))
    decided = Fact(FactKind.REVIEW_DECIDED, date(2026, 4, 20))
    reopened = Fact(FactKind.REOPENED_BY_REVIEW, date(2026, 4, 20))
    again = Fact(FactKind.ANSWERED_AGAIN, date(2026, 5, 4))
    found = left(ANSWERED, filed, decided, reopened, again, told_on=date(2026, 5, 4), today=date(2026, 5, 5))
    assert found == [("review", date(2026, 6, 3)), ("ombudsman", None), ("court", date(2026, 6, 3))]


def test_the_court_is_not_offered_after_its_day_and_a_late_review_says_what_to_write():
    after = date(2026, 5, 3)
    assert [code for code, _day in left(ANSWERED, today=after)] == ["review", "ombudsman"]
    assert "sabato 2 maggio 2026, è passato" in text_of("review", ANSWERED, today=after)


def test_a_review_that_was_itself_the_first_answer_was_used():
    filed = Fact(FactKind.REVIEW_FILED, date(2026, 4, 10))
    decided = Fact(FactKind.REVIEW_DECIDED, date(2026, 4, 28))
    answer = Fact(FactKind.ANSWERED, date(2026, 4, 28))
    assert left(filed, decided, answer, told_on=date(2026, 4, 28), today=date(2026, 4, 29)) == [
        ("ombudsman", None),
        ("court", date(2026, 5, 28)),
    ]


def test_silence_that_is_no_refusal_tells_no_day():
    remedies = remedies_for_silence(AccessKind.GENERALISED)
    assert left(told_on=None, remedies=remedies) == [("review", None), ("ombudsman", None), ("court", None)]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_the_courts_day_is_never_earlier_than_thirty_days_nor_a_holiday_nor_much_later(known_on):
    day = court_until(known_on)
    assert timedelta(days=30) <= day - known_on <= timedelta(days=34)
    assert not is_holiday(day)
