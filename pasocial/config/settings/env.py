"""The typed environment: reads each name once and reports all that is missing or wrong together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class Environment:
    """Collects what is missing or unreadable, so that production can name all of it in one sentence.

    A secret may also come from a file, as container platforms give it: NAME_FILE=/run/secrets/name.
    """

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values: Mapping[str, str] = os.environ if values is None else values
        self.missing: dict[str, str] = {}
        self.wrong: dict[str, str] = {}

    def _given(self, name: str) -> str:
        value = self._values.get(name, "").strip()
        file = self._values.get(f"{name}_FILE", "").strip()
        if value or not file:
            return value
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            self.wrong[f"{name}_FILE"] = f"{file} cannot be read ({error.strerror})"
            return ""

    def text(self, name: str, default: str | None = None, *, hint: str = "") -> str:
        value = self._given(name)
        if value:
            return value
        if default is None:
            self.missing[name] = hint
            return ""
        return default

    def number(self, name: str, default: int) -> int:
        value = self._given(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            self.wrong[name] = f"{value!r} is not a whole number"
            return default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._given(name).lower()
        if not value:
            return default
        if value not in TRUE | FALSE:
            self.wrong[name] = f"{value!r} is neither yes nor no"
        return value in TRUE

    def listed(self, name: str, default: str | None = "", *, hint: str = "") -> list[str]:
        """Comma-separated values."""
        return [part.strip() for part in self.text(name, default, hint=hint).split(",") if part.strip()]

    def required(self, name: str, *, hint: str, least: int = 1) -> str:
        """A value without a default; `least` characters, since a short secret is no secret."""
        value = self.text(name, hint=hint)
        if value and len(value) < least:
            self.wrong[name] = f"it has {len(value)} characters, at least {least} are needed"
        return value

    def insist(self) -> None:
        """Refuse to start, naming everything that must be corrected and the line to add for each."""
        if not (self.missing or self.wrong):
            return
        lines = ["PAsocial cannot start with these settings."]
        if self.missing:
            lines.append("Add these lines to its environment (docs/settings.md explains each):")
            lines += [f"    {name}={hint or '…'}" for name, hint in sorted(self.missing.items())]
        if self.wrong:
            lines.append("Correct these:")
            lines += [f"    {name}: {why}" for name, why in sorted(self.wrong.items())]
        raise ImproperlyConfigured("\n".join(lines))


env = Environment()
