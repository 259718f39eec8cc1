"""Days and moments in words: pure functions of what they are given and of the active language, no clock."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pasocial.timekeeping import italian_day, italian_weekday


def day(value: date | datetime | None) -> str:
    """`1° aprile 2026`, `1 April 2026`."""
    return _day(_local_day(value), get_language()) if value else ""


def long_day(value: date | datetime | None) -> str:
    """`mercoledì 1° aprile 2026`: for sentences, where the weekday stands in place of an article."""
    return _long_day(_local_day(value), get_language()) if value else ""


def moment(value: datetime | None) -> str:
    """`1° aprile 2026, 09:41`, in the time zone of the office: for columns and captions."""
    return f"{day(value)}, {_hour(value)}" if value else ""


def long_moment(value: datetime | None) -> str:
    """`mercoledì 1° aprile 2026, ore 09:41`: for sentences."""
    return _("%(day)s, ore %(time)s") % {"day": long_day(value), "time": _hour(value)} if value else ""


def iso_day(value: date | datetime | None) -> str:
    """The day as machines read it."""
    return _local_day(value).isoformat() if value else ""


def numeric_day(value: date | datetime | None) -> str:
    """The day in figures, the Italian way in every language: for narrow columns."""
    if not value:
        return ""
    local = _local_day(value)
    return f"{local.day:02}/{local.month:02}/{local.year:04}"


def day_span(days: int) -> str:
    """Whole days from today in words; negative is past."""
    if days == 0:
        return _("oggi")
    if days == 1:
        return _("domani")
    if days == -1:
        return _("ieri")
    if days > 1:
        return ngettext("fra %(days)d giorno", "fra %(days)d giorni", days) % {"days": days}
    return ngettext("%(days)d giorno fa", "%(days)d giorni fa", -days) % {"days": -days}


def days_late(days_left: int) -> str:
    """How late, for a negative number of days left."""
    return ngettext("In ritardo di %(days)d giorno", "In ritardo di %(days)d giorni", -days_left) % {
        "days": -days_left
    }


def days_left_words(days_left: int) -> str:
    return ngettext("Manca %(days)d giorno", "Mancano %(days)d giorni", days_left) % {"days": days_left}


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _local_day(value: date | datetime) -> date:
    local = _local(value)
    return date(local.year, local.month, local.day)


def _hour(value: datetime) -> str:
    local = _local(value)
    return f"{local:%H:%M}"


# The same day comes in many rows. The language is that of the page, named so that each has its own words.
@lru_cache(maxsize=4096)
def _day(local: date, language: str | None) -> str:
    return italian_day(local) if language == "it" else date_format(local, "j F Y")


@lru_cache(maxsize=4096)
def _long_day(local: date, language: str | None) -> str:
    if language == "it":
        return f"{italian_weekday(local)} {italian_day(local)}"
    return date_format(local, "l j F Y")
