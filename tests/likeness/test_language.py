"""The language is given: another one finds its own words alike, and knows nothing of Italian."""

import re

from pasocial.likeness import Language, LikenessIndex, Reading, explain, read

ENGLISH = Language(
    stemming=lambda word: word.removesuffix("s"),
    empty=frozenset({"the", "of", "for", "when"}),
    intent=frozenset({"when"}),
    acronyms={"cctv": "closed circuit television"},
    only_in_capitals=frozenset(),
    joined=frozenset({("on", "line")}),
    thesaurus=("bill invoice", "pool swimming"),
    kinds={"bills": ("bill", "invoice")},
    offices={"library": ("library",)},
    years_in=lambda text: (frozenset(map(int, re.findall(r"\b20\d\d\b", text))), []),
    places_in=lambda text: frozenset(re.findall(r"Abbey Road", text)),
    formulas=("yours faithfully", "dear sirs?"),
)


def english(text: str) -> Reading:
    return read(text, ENGLISH)


def test_formulas_and_roles_are_those_of_the_language_given() -> None:
    letter = english("Dear Sir, when is the pool open? Yours faithfully")
    assert [one.word for one in letter.telling] == ["is", "pool", "open"]
    assert english("Dear Sirs, yours faithfully").bare
    assert not english("cordiali saluti").bare


def test_words_of_one_line_of_its_thesaurus_stand_for_one_another() -> None:
    found = explain(english("bills 2023 Abbey Road"), english("invoices 2024 Abbey Road"))
    assert [(part.code, part.values) for part in found.parts] == [
        ("shared_terms", ("Abbey", "Road")),
        ("other_words", ("bills / invoices",)),
        ("same_kinds", ("bills",)),
        ("same_places", ("Abbey Road",)),
    ]
    assert [(part.code, part.values) for part in found.warnings] == [("different_period", ("2023", "2024"))]


def test_acronyms_and_joined_words_are_its_own() -> None:
    assert {one.word for one in english("CCTV on line").telling} >= {"cctv", "closed", "circuit", "online"}
    assert ENGLISH.stems_of_lines == {"#0": {"bill", "invoice"}, "#1": {"pool", "swimming"}}


def test_an_index_keeps_texts_of_any_language() -> None:
    index = LikenessIndex()
    for number, text in enumerate(("opening of the pool", "bills for water", "roads and lights")):
        index.add(str(number), english(text))
    assert [one.key for one in index.best(english("invoice for the water"))][:1] == ["1"]


def test_two_thesauri_are_two_editions() -> None:
    other = Language(**{**vars_of(ENGLISH), "thesaurus": ("bill invoice",)})
    assert other.edition != ENGLISH.edition == Language(**vars_of(ENGLISH)).edition


def vars_of(language: Language) -> dict:
    return {name: getattr(language, name) for name in Language.__dataclass_fields__}
