"""Requests kept in memory give what the pure function gives, and the shortcut what the long way gives."""

from foia.rules.likeness import read
from pasocial.likeness import LikenessIndex, rank
from tests.likeness.test_score import STORED


def test_index_ranks_as_the_pure_function_does() -> None:
    index = LikenessIndex()
    for name, text in STORED.items():
        index.add(name, read(text))
    question = read("contravvenzioni in via Garibaldi")
    readings = [(name, read(text)) for name, text in STORED.items()]
    expected = rank(question, readings, index.statistics)
    assert [(one.key, round(one.score, 5)) for one in index.best(question)] == [
        (one.key, round(one.score, 5)) for one in expected
    ]


def test_shortcut_finds_the_same_as_the_long_way() -> None:
    index = LikenessIndex()
    for name, text in STORED.items():
        index.add(name, read(text))
    question = read("multe dell'autovelox in via Garibaldi")
    expected = [one for one in index.best_places(question) if one[1] >= 0.3]
    found = index.at_least(question, 0.3)
    assert [(place, round(score, 5)) for place, score in found] == [
        (place, round(score, 5)) for place, score in expected
    ]
    assert len(found) == 1


def test_empty_index_and_bare_question_give_nothing() -> None:
    assert (LikenessIndex().best(read("bilancio")), LikenessIndex().at_least(read("bilancio"), 0.1)) == (
        [],
        [],
    )
