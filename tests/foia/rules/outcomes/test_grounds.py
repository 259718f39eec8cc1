"""The grounds are those of the law, whole, and none that the law forbids."""

from foia.rules.kinds import AccessKind
from foia.rules.outcomes import FORBIDDEN_GROUNDS, GROUNDS, Interest, grounds_for


def articles(kind: AccessKind, interest: Interest) -> list[str]:
    return [ground.article for ground in grounds_for(kind) if ground.interest is interest]


def test_public_interests_are_the_seven_of_5_bis_1() -> None:
    assert articles(AccessKind.GENERALISED, Interest.PUBLIC) == [
        f"D.Lgs. 33/2013 art. 5-bis(1)({letter})" for letter in "abcdefg"
    ]


def test_private_interests_are_the_three_of_5_bis_2() -> None:
    assert articles(AccessKind.GENERALISED, Interest.PRIVATE) == [
        f"D.Lgs. 33/2013 art. 5-bis(2)({letter})" for letter in "abc"
    ]


def test_absolute_exclusions_never_defer() -> None:
    absolute = [ground for ground in GROUNDS.values() if ground.absolute]
    assert {g.code for g in absolute if AccessKind.GENERALISED in g.kinds} == {
        "state_secret",
        "statutory_ban",
        "conditional_access",
        "documentary_exclusion",
    }
    assert not any(g.may_defer for g in absolute)


def test_every_kind_has_grounds_and_every_ground_an_article() -> None:
    assert all(grounds_for(kind) for kind in AccessKind)
    assert all(g.article and g.wording and g.kinds for g in GROUNDS.values())


def test_no_code_is_used_twice() -> None:
    assert len(GROUNDS) == len({(code, g.article) for code, g in GROUNDS.items()})
    assert sum(len(grounds_for(kind)) for kind in AccessKind) == sum(len(g.kinds) for g in GROUNDS.values())


def test_forbidden_grounds_are_never_offered() -> None:
    assert set(FORBIDDEN_GROUNDS).isdisjoint(GROUNDS)
    assert {"no_consent", "other_form", "document_age", "embarrassment", "political_opportunity"} <= set(
        FORBIDDEN_GROUNDS
    )


def test_names_of_the_public_interests_are_those_that_are_stored() -> None:
    assert [
        ground.code for ground in grounds_for(AccessKind.GENERALISED) if ground.interest is Interest.PUBLIC
    ] == [
        "public_security",
        "national_security",
        "defence",
        "international_relations",
        "economic_policy",
        "criminal_investigations",
        "inspections",
    ]
