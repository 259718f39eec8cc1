"""What is counted of the requests stored."""

from foia.rules.likeness import read
from pasocial.likeness import Statistics, statistics_of


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    known = Statistics(100, {"piscin": 1, "comun": 90})
    assert known.weight("piscin") > known.weight("comun") > 2


def test_statistics_know_the_stems_that_begin_so() -> None:
    known = Statistics(3, {"piscin": 1, "pisc": 1, "#7": 3, "orar": 2})
    assert (known.stems, known.stems_from("pisc")) == (["orar", "pisc", "piscin"], ["pisc", "piscin"])


def test_words_that_only_formulas_hold_are_counted_apart() -> None:
    letter = "Ai sensi dell'art. 5 del d.lgs. 33/2013 chiedo copia dei verbali della mensa, anno 2023"
    known = statistics_of([read(letter)] * 6)
    assert known.appearances["mens"] == 6
    assert known.hidden["2023"] == known.hidden["art"] == 6
    assert "art" not in known.appearances
    assert "mens" not in known.hidden
