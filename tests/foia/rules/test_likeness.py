"""Requests are read in Italian, without the formulas of access requests."""

from foia.rules.formulas import FORMULAS
from foia.rules.likeness import ACCESS, read


def test_a_request_is_read_without_what_every_request_says() -> None:
    reading = read(
        "Accesso civico generalizzato\nAi sensi dell'art. 5 del d.lgs. 33/2013 chiedo copia dei verbali della mensa"
    )
    assert [one.word for one in reading.telling] == ["verbali", "mensa"]
    assert (reading.language, ACCESS.formulas) == (ACCESS, FORMULAS)


def test_of_a_line_of_the_thesaurus_every_word_is_the_same_concept() -> None:
    bill, invoice = read("bolletta").telling, read("fattura").telling
    assert set(bill[0].concepts) & set(invoice[0].concepts)
