"""What is asked of the database: few and rare enough words to cost the same in any size of table."""

import re

from hypothesis import given
from hypothesis import strategies as st

from foia.rules.likeness import read
from pasocial.likeness import Sought, Statistics, sought_in

STATISTICS = Statistics(1000, {"comun": 500, "comunal": 500, "piscin": 2, "regol": 40, "graduator": 3})


def test_words_too_common_alone_are_asked_for_where_two_stand_together() -> None:
    question = read("Il regolamento comunale della piscina comune")
    assert sought_in(question, STATISTICS, rows=50_000).written == "'piscina' | 'regolamento'"
    crowded = sought_in(question, STATISTICS, rows=1_000_000)
    assert crowded.written == "'piscina'"
    assert crowded.written_rank == "'piscina' | 'regolamento' | 'comunale' | 'comune'"


def test_two_common_words_are_asked_for_together_while_few_rows_hold_both() -> None:
    known = Statistics(1000, {"regol": 20, "comunal": 20, "piscin": 2})
    sought = sought_in(read("regolamento comunale piscina"), known, rows=120_000)
    assert sought.written == "'piscina' | ('comunale' & 'regolamento')"


def test_a_small_table_is_asked_for_every_word() -> None:
    assert sought_in(read("piscina comune"), STATISTICS, rows=100).written == "'piscina' | 'comune'"


def test_one_common_word_is_still_asked_for() -> None:
    assert sought_in(read("comune"), STATISTICS, rows=1_000_000).written == "'comune'"


def test_other_words_for_the_same_thing_are_asked_for_apart() -> None:
    sought = sought_in(read("bolletta"), STATISTICS, rows=1000)
    assert "fattura" not in sought.written
    assert "'fattura'" in sought.near
    assert "'bolletta'" in sought.near_rank


def test_an_unknown_word_is_asked_for_as_the_known_one_it_may_misspell() -> None:
    assert "'graduator':*" in sought_in(read("gradutoria"), STATISTICS, rows=1000).near


def test_a_bare_question_asks_nothing() -> None:
    assert sought_in(read("cordiali saluti"), STATISTICS, rows=1_000_000) == Sought()


@given(st.text(max_size=300))
def test_any_text_makes_queries_of_plain_words(text: str) -> None:
    sought = sought_in(read(text), STATISTICS, rows=100_000)
    for query in (sought.written, sought.written_rank, sought.near, sought.near_rank):
        assert re.fullmatch(r"(?:[()&| ]|'[^\W_]+'(?::\*)?)*", query)


def test_a_word_that_is_everywhere_in_formulas_makes_the_query_wide() -> None:
    hidden = Statistics(1000, {"piscin": 2}, hidden={"access": 990})
    narrow, wide = (sought_in(read(text), hidden, rows=100_000) for text in ("piscina", "piscina accesso"))
    assert (narrow.written_wide, narrow.near_wide) == (False, False)
    assert (wide.written, wide.written_wide) == ("'accesso' | 'piscina'", True)
