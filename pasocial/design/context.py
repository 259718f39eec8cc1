"""Context processor of the layouts; nothing is computed before a layout asks."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pasocial.design.shell import public_shell, staff_shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell` for both layouts, `staff` for the staff layout."""
    return {
        "shell": SimpleLazyObject(lambda: public_shell(request)),
        "staff": SimpleLazyObject(lambda: staff_shell(request)),
    }
