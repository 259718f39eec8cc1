"""Formulas that every request shares are found whole, and nothing that tells is swallowed."""

import pytest

from foia.rules.likeness import ACCESS


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ai sensi dell'art. 5, comma 2, del d.lgs. 33/2013 il bilancio", "il bilancio"),
        ("Il sottoscritto, nato a Bari, chiede di ricevere copia del bilancio", ", , bilancio"),
        ("Buongiorno, vorrei sapere i costi. Grazie mille", ", i costi."),
        ("permessi della legge 104/1992", "permessi della legge 104/1992"),
        ("tel. 0461 227420 e a@example.it", "e"),
    ],
)
def test_formulas_are_taken_out_whole(text: str, left: str) -> None:
    kept = list(text)
    for start, end in ACCESS.formula_spans(text):
        kept[start:end] = [""] * (end - start)
    assert " ".join("".join(kept).split()) == left
