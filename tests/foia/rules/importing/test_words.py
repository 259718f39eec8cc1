"""The words of another register for how a request ended."""

import pytest

from foia.rules.importing import outcome_words
from foia.rules.outcomes import Outcome
from pasocial.tables import TableFault


def test_outcomes_of_one_file_can_be_named() -> None:
    assert outcome_words({"OK": "accolta"}) == {"ok": Outcome.GRANTED}
    with pytest.raises(TableFault, match="forse"):
        outcome_words({"ok": "forse"})
