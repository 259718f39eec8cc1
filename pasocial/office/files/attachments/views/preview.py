"""Shows a page of a redacted copy before the copy is made."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pasocial.cleaning import whole_number
from pasocial.office.files.attachments.models import StoredFile
from pasocial.office.files.attachments.redaction.making import drawn
from pasocial.office.files.attachments.redaction.reading import Seen
from pasocial.refusal import Refused


@dataclass(frozen=True)
class Preview:
    """One page of the copy as it would become, or why it cannot be drawn. `goes`: how many stretches go on this page."""

    page: int
    pages: int
    image: str = ""
    trouble: str = ""
    goes: int = 0

    @property
    def before(self) -> str:
        return str(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        return str(self.page + 1) if self.page < self.pages else ""

    @property
    def here(self) -> str:
        return str(self.page)


def preview_of(
    stored: StoredFile, chosen: Sequence[Seen], *, asked: str, pages: int, by_eye: bool
) -> Preview:
    """The page asked for, drawn where foreign files are opened; its picture travels within the page and is kept nowhere."""
    number = whole_number(asked, 0, 99_999)
    number = 1 if number is None else number
    page = min(max(number, 1), pages)
    goes = sum(one.page == page for one in chosen)
    try:
        image = drawn(stored, chosen, page, by_eye=by_eye)
    except Refused as refused:
        return Preview(page, pages, trouble=refused.refusal.text(_), goes=goes)
    return Preview(page, pages, image="data:image/png;base64," + b64encode(image).decode(), goes=goes)
