"""The words asked of the database: few and rare enough to cost the same in any size of table."""

from foia.rules.likeness import Statistics, read, telling_words

STATISTICS = Statistics(1000, {"comun": 500, "comunal": 500, "piscin": 2, "regol": 40})


def test_rarest_words_come_first_and_common_ones_stay_out() -> None:
    question = read("Il regolamento comunale della piscina comune")
    assert telling_words(question, STATISTICS, rows=10_000, expected=600) == ["piscina", "regolamento"]
    assert telling_words(question, STATISTICS, rows=1_000_000) == ["piscina"]


def test_a_small_table_is_asked_for_every_word() -> None:
    assert telling_words(read("piscina comune"), STATISTICS, rows=100) == ["piscina", "comune"]


def test_one_common_word_is_still_asked_for() -> None:
    assert telling_words(read("comune"), STATISTICS, rows=1_000_000) == ["comune"]


def test_a_bare_question_asks_nothing() -> None:
    assert telling_words(read("cordiali saluti"), STATISTICS, rows=1_000_000) == []
