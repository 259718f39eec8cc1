"""The reason beside each suggestion: no more than what both texts show."""

from foia.rules.likeness import read
from pasocial.likeness import Part, explain

ONE = "Vorrei i verbali delle multe in via Roma del 2023 dall'ufficio tributi"
OTHER = "Multe di via Garibaldi: i verbali dal 2021 al 2022"


def test_explanation_names_shared_terms_and_marks_them_in_both_texts() -> None:
    found = explain(read(ONE), read(OTHER))
    marked = {
        term.written: ([ONE[a:b] for a, b in term.in_a], [OTHER[a:b] for a, b in term.in_b])
        for term in found.shared
    }
    assert marked == {
        "verbali": (["verbali"], ["verbali"]),
        "multe": (["multe"], ["Multe"]),
        "via": (["via"], ["via"]),
    }


def test_explanation_says_kind_period_and_place() -> None:
    found = explain(read(ONE), read(OTHER))
    assert [part.code for part in found.parts] == ["shared_terms", "same_kinds"]
    assert {part.code: part.values for part in found.warnings} == {
        "different_places": ("roma", "garibaldi"),
        "different_period": ("2023", "2021-2022"),
    }


def test_explanation_pairs_other_words_for_the_same_thing() -> None:
    found = explain(read("pagare la bolletta"), read("versamento della fattura"))
    assert found.parts[0].code == "other_words"
    assert found.parts[0].values == ("pagare / versamento", "bolletta / fattura")


def test_explanation_of_equal_texts_says_so() -> None:
    assert explain(read("mensa scolastica"), read("la mensa scolastica")).parts == (Part("same_words", ()),)


def test_explanation_of_strangers_claims_nothing() -> None:
    assert explain(read("mensa"), read("alberi")).parts == ()


def test_acronym_marks_its_place_once() -> None:
    found = explain(read("accessi alla ZTL"), read("varchi ZTL"))
    assert [(term.written, term.in_a) for term in found.shared] == [("ZTL", ((13, 16),))]
