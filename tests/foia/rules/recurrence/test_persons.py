"""Who is one person: the strongest identifier decides, an e-mail address never does."""

from datetime import date

from foia.rules.recurrence import PersonKey, PersonKind, normal_name, person_key, resolve_persons

SECRET = b"a secret for tests"
ANNA = {"codice_fiscale": "RSSNNA80A41H501X", "name": "Anna Rossi"}


def test_strongest_identifier_gives_the_key() -> None:
    kinds = [
        person_key(secret=SECRET, **given).kind
        for given in (
            {**ANNA, "eidas": "DE/IT/1", "pec": "a@pec.it"},
            {"eidas": "DE/IT/1", "pec": "a@pec.it"},
            {"pec": "a@pec.it", "name": "Anna Rossi", "birth_date": date(1980, 1, 1)},
            {"name": "Anna Rossi", "birth_date": date(1980, 1, 1)},
            {"name": "Anna Rossi"},
            {},
        )
    ]
    assert kinds == [
        PersonKind.CODICE_FISCALE,
        PersonKind.EIDAS,
        PersonKind.PEC,
        PersonKind.NAME_AND_BIRTH,
        PersonKind.UNPROVEN,
        PersonKind.UNPROVEN,
    ]


def test_key_does_not_depend_on_how_it_was_typed() -> None:
    one = person_key(secret=SECRET, codice_fiscale="rssnna80a41h501x")
    other = person_key(secret=SECRET, codice_fiscale=" RSSNNA 80A41 H501X ", name="Rossi Anna")
    assert one == other
    assert normal_name("D'Àmico, Anna  Maria") == normal_name("anna maria d’amico")


def test_key_reveals_nothing_and_depends_on_the_secret() -> None:
    one, other = person_key(secret=SECRET, **ANNA), person_key(secret=b"another secret", **ANNA)
    assert one != other
    assert "RSSNNA" not in repr(one)


def test_ill_formed_tax_code_falls_back_on_the_next_identifier() -> None:
    assert person_key(secret=SECRET, codice_fiscale="RSSNNA", pec="a@pec.it").kind is PersonKind.PEC


def test_name_and_birth_date_meet_the_tax_code_of_the_same_person() -> None:
    by_code = person_key(secret=SECRET, **ANNA)
    by_name = person_key(secret=SECRET, name="ROSSI Anna", birth_date=date(1980, 1, 1))
    born_later = person_key(secret=SECRET, name="ROSSI Anna", birth_date=date(1981, 1, 1))
    stands = resolve_persons([by_code, by_name, born_later])
    assert stands == {by_code: by_code, by_name: by_code, born_later: born_later}


def test_persons_linked_by_a_shared_identifier_become_one() -> None:
    by_code = person_key(secret=SECRET, codice_fiscale="RSSNNA80A41H501X", pec="anna@pec.it")
    by_pec = person_key(secret=SECRET, pec="ANNA@pec.it", name="Anna Rossi", birth_date=date(1980, 1, 1))
    by_name = person_key(secret=SECRET, name="Anna Rossi", birth_date=date(1980, 1, 1))
    other = person_key(secret=SECRET, name="Bruno Neri", birth_date=date(1980, 1, 1))
    assert resolve_persons([by_name, other, by_pec, by_code]) == {
        by_code: by_code,
        by_pec: by_code,
        by_name: by_code,
        other: other,
    }


def test_namesakes_with_two_tax_codes_stay_two_and_a_bare_third_is_one_of_them() -> None:
    one = person_key(secret=SECRET, codice_fiscale="RSSNNA80A41H501X", name="Anna Rossi")
    two = person_key(secret=SECRET, codice_fiscale="RSSNNA80A41F205Y", name="Anna Rossi")
    bare = person_key(secret=SECRET, name="Anna Rossi", birth_date=date(1980, 1, 1))
    stands = resolve_persons([one, two, bare])
    assert len(set(stands.values())) == 2


def test_bare_name_is_never_proven() -> None:
    assert not person_key(secret=SECRET, name="Anna Rossi").proven
    assert person_key(secret=SECRET, name="Anna Rossi") == person_key(secret=SECRET, name="rossi anna")


def test_what_staff_say_joins_even_two_codici_fiscali_and_parting_wins_over_shared_identifiers() -> None:
    one, two, three = (PersonKey(PersonKind.CODICE_FISCALE, digest) for digest in "abc")
    assert len(set(resolve_persons([one, two, three], same=[(two, one)]).values())) == 2
    by_pec = PersonKey(PersonKind.PEC, "p", frozenset({"pec:p"}))
    linked = PersonKey(PersonKind.CODICE_FISCALE, "a", frozenset({"cf:a", "pec:p"}))
    assert resolve_persons([linked, by_pec])[by_pec] == linked
    assert resolve_persons([linked, by_pec], different=[(by_pec, linked)])[by_pec] == by_pec


def test_keys_said_different_are_never_joined_through_a_third() -> None:
    one, two, three = (PersonKey(PersonKind.CODICE_FISCALE, digest) for digest in "abc")
    stands = resolve_persons([one, two, three], same=[(one, two), (two, three)], different=[(one, three)])
    assert (stands[one] == stands[three], len(set(stands.values()))) == (False, 2)
