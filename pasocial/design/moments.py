"""A day and an hour as a person types them: what comes twice or never when the clocks change is asked, not guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasocial.sentences import long_day
from pasocial.timekeeping import ROME, Doubt, doubt_about, local_moment, offset_of

OFFSET = re.compile(r"\s*([+-]\d{2}:?\d{2}|Z)\s*$", re.ASCII)
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
           "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%d/%m/%Y, %H:%M"]  # fmt: skip


def said(doubt: Doubt) -> str:
    """The doubt in the reader's language."""
    values = {
        name: long_day(value) if isinstance(value, date) else value for name, value in doubt.values.items()
    }
    return _(doubt.words).format(**values)


def wall_time(text: str, formats: list[str]) -> datetime | None:
    """What the clock on the wall showed, in one of the formats; None when it is none of them."""
    for shape in formats:
        try:
            return datetime.strptime(text, shape)  # noqa: DTZ007 - a time on the wall has no zone
        except ValueError:
            continue
    return None


class CalendarMoment(forms.DateTimeInput):
    """A day and an hour in the time zone of the office; a second choice appears only for an hour that comes twice."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        written = super().value_from_datadict(data, files, name)
        offset = data.get(f"{name}-hour", "")
        if isinstance(written, str) and offset in self._offsets(written):
            return f"{written.strip()}{offset}"
        return written

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        typed = self.format_value(value) or ""
        offset = OFFSET.search(typed)
        plain = typed[: offset.start()] if offset else typed
        offsets = self._offsets(plain)
        # An offset that somebody typed herself comes back as typed.
        tag = super().render(name, plain if offsets else typed, attrs, renderer)
        if not offsets:
            return tag
        labels = (_("La prima (ora legale, {offset})"), _("La seconda (ora solare, {offset})"))
        choices = [
            ("", _("Scegli")),
            *((one, label.format(offset=one)) for one, label in zip(offsets, labels, strict=True)),
        ]
        identifier = f"{(attrs or {}).get('id', name)}_hour"
        select = forms.Select(choices=choices).render(
            f"{name}-hour", offset.group(1) if offset else "", {"id": identifier, "class": "form-select"}
        )
        words = _("Quell'ora viene due volte: quale delle due?")
        return format_html('{}<label class="form-text" for="{}">{}</label>{}', tag, identifier, words, select)

    def _offsets(self, written: str) -> list[str]:
        wall = wall_time(written.strip(), MOMENTS)
        doubt = doubt_about(wall) if wall else None
        return [offset_of(one) for one in doubt.choices] if doubt else []


class LocalMoment(forms.DateTimeField):
    """A moment in Italy, typed as the clock on the wall shows it or with an offset such as +02:00 after it."""

    widget = CalendarMoment
    default_error_messages = {"invalid": gettext_lazy("Scrivi giorno e ora, per esempio 02/03/2026 10:30.")}

    def __init__(self, **options: Any) -> None:
        self.formats = list(options.pop("input_formats", None) or ())
        super().__init__(**options)

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            if value.tzinfo is not None:
                return value
            return self._moment(value)
        text = str(value).strip()
        offset = OFFSET.search(text)
        wall = wall_time(text[: offset.start()] if offset else text, [*self.formats, *MOMENTS])
        if wall is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if offset is None:
            return self._moment(wall)
        zone = datetime.strptime(offset.group(1).replace("Z", "+0000"), "%z").tzinfo
        try:
            # In UTC: two zones never call moments equal whose hour comes twice.
            return wall.replace(tzinfo=zone).astimezone(UTC)
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """A moment that is known keeps its offset where its hour comes twice, so that saving it again is no guess."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            local = value.astimezone(ROME)
            wall = local.replace(tzinfo=None, fold=0)
            return f"{wall:%Y-%m-%dT%H:%M}{offset_of(local)}" if doubt_about(wall) else wall
        return value

    def _moment(self, wall: datetime) -> datetime:
        doubt = doubt_about(wall.replace(fold=0))
        if doubt is not None:
            raise ValidationError(said(doubt), code=doubt.code)
        return local_moment(wall)
