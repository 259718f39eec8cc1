"""What comes in is cleaned at the door: texts, whole numbers, days, codes and addresses.

Only what nobody can see is taken away; whatever else is wrong is refused in words, and what was typed comes back.
"""

from pasocial.cleaning.addresses import (
    address,
    address_shown,
    domain,
    is_address,
    reason_against_address,
    same_address,
)
from pasocial.cleaning.numbers import calendar_day, calendar_month, whole_number, whole_numbers
from pasocial.cleaning.text import (
    code,
    has_forbidden_characters,
    hides,
    many_lines,
    narrow,
    one_line,
    reason_against_text,
    searched,
)

__all__ = [
    "address",
    "address_shown",
    "calendar_day",
    "calendar_month",
    "code",
    "domain",
    "has_forbidden_characters",
    "hides",
    "is_address",
    "many_lines",
    "narrow",
    "one_line",
    "reason_against_address",
    "reason_against_text",
    "same_address",
    "searched",
    "whole_number",
    "whole_numbers",
]
