"""Years and places, which make the same words ask for another document."""

import pytest

from pasocial.likeness.italian.signals import places_in, years_in
from pasocial.likeness.language import blanked


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("bilancio 2023", {2023}),
        ("bilanci dal 2021 al 2023", {2021, 2022, 2023}),
        ("anno scolastico 2022/23", {2022, 2023}),
        ("delibera del 12/3/2024", {2024}),
        ("spese 2019-2021 e 2024", {2019, 2020, 2021, 2024}),
        ("tra il 1900 e il 9999, protocollo 12024", set()),
        ("dal 2023 al 2019", {2023}),
    ],
)
def test_years_are_found_alone_and_as_periods(text: str, years: set[int]) -> None:
    assert years_in(text)[0] == years


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("multe in via Giuseppe Verdi e piazza Dante", {"giuseppe verdi", "dante"}),
        ("la scuola media e via mail", set()),
        ("il parco di Villa Ada", {"ada"}),
    ],
)
def test_places_are_the_names_after_a_word_for_a_place(text: str, places: set[str]) -> None:
    assert places_in(text) == places


def test_blanked_text_keeps_the_place_of_every_other_letter() -> None:
    assert blanked("bilancio 2023 del Comune", [(9, 13)]) == "bilancio      del Comune"
