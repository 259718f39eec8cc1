"""Days as Italian law counts them: holidays by year, terms that roll, local dates. Standard library only.

Nothing here reads the clock: today is always an argument.
"""

from pasocial.timekeeping.holidays import Holiday, Patron, easter, holiday_on, holidays, is_holiday
from pasocial.timekeeping.spans import (
    Quarter,
    Span,
    add_calendar_year,
    add_calendar_years,
    days_between,
    quarter_of,
    year_span,
)
from pasocial.timekeeping.words import italian_day, italian_weekday
from pasocial.timekeeping.workdays import (
    is_working_day,
    last_working_day,
    next_working_day,
    previous_working_day,
    roll_forward,
    term,
    workdays_between,
)
from pasocial.timekeeping.zone import (
    ROME,
    Doubt,
    NoSuchMoment,
    doubt_about,
    local_date,
    local_moment,
    offset_of,
)

__all__ = [
    "ROME",
    "Doubt",
    "Holiday",
    "NoSuchMoment",
    "Patron",
    "Quarter",
    "Span",
    "add_calendar_year",
    "add_calendar_years",
    "days_between",
    "doubt_about",
    "easter",
    "holiday_on",
    "holidays",
    "is_holiday",
    "is_working_day",
    "italian_day",
    "italian_weekday",
    "last_working_day",
    "local_date",
    "local_moment",
    "next_working_day",
    "offset_of",
    "previous_working_day",
    "quarter_of",
    "roll_forward",
    "term",
    "workdays_between",
    "year_span",
]
