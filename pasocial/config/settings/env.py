"""The typed environment: reads each name once and reports all that is missing together."""

import os


class Environment:
    """Collects missing required names so that production can name all of them in one sentence."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values
        self.missing: dict[str, str] = {}

    def text(self, name: str, default: str | None = None, *, hint: str = "") -> str:
        value = self._values.get(name, "")
        if value:
            return value
        if default is None:
            self.missing[name] = hint
            return ""
        return default

    def number(self, name: str, default: int) -> int:
        return int(self._values.get(name) or default)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._values.get(name, "").strip().lower()
        return default if not value else value in {"1", "true", "yes", "on"}

    def listed(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in (self._values.get(name) or default).split(",") if part.strip()]


env = Environment()
