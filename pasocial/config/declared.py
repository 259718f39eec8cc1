"""What the settings need of the desks' declarations, asked for only when the apps are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class DeclaredEnums(Mapping[str, Any]):
    """The schema's name for each closed set of values that a desk declares."""

    def _found(self) -> dict[str, Any]:
        from pasocial.office.record import registry

        return {name: values for desk in registry.desks().values() for name, values in desk.api_enums.items()}

    def __getitem__(self, name: str) -> Any:
        return self._found()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())


def add_tags(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """The parts of the API, in the order in which the desks declare them: a hook of the schema's generator."""
    from pasocial.office.record import registry

    result["tags"] = [
        {"name": name, "description": tag.description}
        for desk in registry.desks().values()
        for name, tag in desk.api_tags.items()
    ]
    return result


def tag_names() -> dict[str, Any]:
    """The parts of the API by the schema's name, as their readers call them: for the pages that explain it."""
    from pasocial.office.record import registry

    return {name: tag.label for desk in registry.desks().values() for name, tag in desk.api_tags.items()}
