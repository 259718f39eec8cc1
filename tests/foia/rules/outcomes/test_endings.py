"""No outcome is silent, and only decisions of the office withhold or release."""

from foia.rules.outcomes import OUTCOMES, Outcome


def test_every_outcome_has_its_words() -> None:
    assert list(OUTCOMES) == list(Outcome)
    assert all(rules.label and rules.meaning for rules in OUTCOMES.values())


def test_what_releases_and_what_withholds() -> None:
    assert {o for o in Outcome if OUTCOMES[o].releases} == {Outcome.GRANTED, Outcome.PARTLY_GRANTED}
    assert {o for o in Outcome if not OUTCOMES[o].withholds} == {
        Outcome.GRANTED,
        Outcome.TRANSFERRED,
        Outcome.WITHDRAWN,
    }
    assert all(OUTCOMES[o].decided for o in Outcome if OUTCOMES[o].withholds or OUTCOMES[o].releases)
