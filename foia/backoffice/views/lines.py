"""The lines of a clock as its component wants them."""

from __future__ import annotations

from typing import Any

from foia.backoffice.words import say


def shown_lines(lines: Any) -> list[dict[str, Any]]:
    return [{"on": line.on, "text": say(line), "source": line.source} for line in lines]
