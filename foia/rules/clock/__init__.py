"""The clocks of a request, folded from its facts: when an answer is due, and how that day was computed."""

from foia.rules.clock.duty import DutyClock, new_decision_by, read_duty_clock
from foia.rules.clock.lines import Line
from foia.rules.clock.request import Clock, ClockStatus, read_clock
from foia.rules.clock.review import (
    OmbudsmanClock,
    ReviewClock,
    formal_notice_due,
    read_ombudsman_clock,
    read_review_clock,
)
from foia.rules.facts import Fact, FactKind

__all__ = [
    "Clock",
    "ClockStatus",
    "DutyClock",
    "Fact",
    "FactKind",
    "Line",
    "OmbudsmanClock",
    "ReviewClock",
    "formal_notice_due",
    "new_decision_by",
    "read_clock",
    "read_duty_clock",
    "read_ombudsman_clock",
    "read_review_clock",
]
