"""A letter that withholds something says what can be done against it."""

import pytest

from foia.rules.kinds import AccessKind
from foia.rules.outcomes import (
    OUTCOMES,
    Body,
    Outcome,
    remedies_for,
    remedies_for_parties,
    remedies_for_silence,
)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (AccessKind.GENERALISED, Body.LOCAL, ["review", "ombudsman", "court"]),
        (AccessKind.GENERALISED, Body.REGIONAL, ["review", "ombudsman", "court"]),
        (AccessKind.GENERALISED, Body.STATE, ["review", "court"]),
        (AccessKind.SIMPLE_CIVIC, Body.LOCAL, ["substitute", "court"]),
        (AccessKind.DOCUMENTARY, Body.LOCAL, ["ombudsman", "court"]),
        (AccessKind.DOCUMENTARY, Body.STATE, ["commission", "court"]),
        (AccessKind.ENVIRONMENTAL, Body.LOCAL, ["ombudsman", "court"]),
    ],
)
def test_remedies_of_a_refusal(kind: AccessKind, body: Body, expected: list[str]) -> None:
    assert [r.code for r in remedies_for(kind, Outcome.REFUSED, body=body)] == expected
    assert remedies_for_silence(kind, body=body) == remedies_for(kind, Outcome.REFUSED, body=body)


def test_nothing_withheld_needs_no_remedy() -> None:
    assert remedies_for(AccessKind.GENERALISED, Outcome.GRANTED) == ()


def test_every_outcome_that_withholds_has_remedies_for_every_kind() -> None:
    for outcome in Outcome:
        for kind in AccessKind:
            assert bool(remedies_for(kind, outcome)) is OUTCOMES[outcome].withholds


def test_review_names_its_office_and_the_garante_when_heard() -> None:
    plain, privacy = (
        remedies_for(AccessKind.GENERALISED, Outcome.REFUSED, grounds, review_office="Segretario generale")[0]
        for grounds in (["inspections"], ["personal_data"])
    )
    assert plain.text() == (
        "Puoi chiedere il riesame a: Segretario generale. Chiedilo entro 30 giorni, senza spese; "
        "la decisione arriva entro 20 giorni."
    )
    assert privacy.text() == (
        "Puoi chiedere il riesame a: Segretario generale. Chiedilo entro 30 giorni, senza spese; "
        "la decisione arriva entro 20 giorni, più al massimo 10 per sentire il Garante privacy."
    )


def test_review_goes_to_the_rpct_unless_another_office_is_named() -> None:
    assert "Responsabile della prevenzione della corruzione e della trasparenza" in (
        remedies_for(AccessKind.GENERALISED, Outcome.REFUSED)[0].text()
    )


def test_party_can_act_against_a_grant() -> None:
    assert [r.code for r in remedies_for_parties()] == ["review", "ombudsman", "court"]
    assert [r.code for r in remedies_for_parties(body=Body.STATE)] == ["review", "court"]


def test_party_reads_who_decides_each_remedy_and_by_when() -> None:
    assert [(r.text(), r.source) for r in remedies_for_parties(review_office="Segretario generale")] == [
        (
            "Può chiedere il riesame a: Segretario generale, entro 30 giorni e senza spese; "
            "la decisione arriva entro 20 giorni.",
            "D.Lgs. 33/2013 art. 5(7) e (9)",
        ),
        (
            "Può ricorrere, senza spese, al difensore civico competente per territorio (se manca, a quello "
            "dell'ambito superiore), informandone l'amministrazione: si pronuncia entro 30 giorni.",
            "D.Lgs. 33/2013 art. 5(8) e (9)",
        ),
        (
            "Può proporre ricorso al TAR entro 30 giorni da quando conosce la decisione o, dopo un riesame o un "
            "ricorso al difensore civico, il loro esito.",
            "c.p.a. (D.Lgs. 104/2010) art. 116",
        ),
    ]


def test_every_remedy_names_its_source() -> None:
    found = [
        r for kind in AccessKind for body in Body for r in remedies_for(kind, Outcome.REFUSED, body=body)
    ]
    assert all(r.source and r.title and r.text() for r in found)
