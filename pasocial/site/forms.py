"""What an editor types into a page, read clean."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from pasocial.cleaning import many_lines
from pasocial.design.clean_forms import Cleaned


def cleaned_value(value: Any) -> Any:
    """The value of a block with every text in it cleaned; what is no text stays."""
    if isinstance(value, str):
        return many_lines(value)
    if isinstance(value, RichText):
        return RichText(many_lines(value.source))
    if isinstance(value, StreamValue):
        for child in value:
            child.value = cleaned_value(child.value)
    elif isinstance(value, StructValue):
        for name, inner in value.items():
            value[name] = cleaned_value(inner)
    elif isinstance(value, ListValue):
        for child in value.bound_blocks:
            child.value = cleaned_value(child.value)
    return value


class CleanPageForm(Cleaned, WagtailAdminPageForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, StreamValue):
                cleaned[name] = cleaned_value(value)
        return cleaned
