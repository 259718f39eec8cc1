"""What an editor uploads is for everybody at once: pictures lose their metadata, documents are read first.

Wagtail keeps media where the web server publishes files, so there is no original to keep apart: what is cleaned here is
all there is.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from pasocial.design.clean_forms import Cleaned
from pasocial.office.files.attachments.cleaning import making
from pasocial.office.files.attachments.intake.sniffing import sniff
from pasocial.office.files.attachments.looking import found_in_upload
from pasocial.office.record.events import OfficeEvent
from pasocial.office.record.trail.actor import Actor
from pasocial.office.record.trail.operations import record
from pasocial.refusal import Refused

LEAST_REASON = 10


def _read(upload: Any) -> bytes:
    upload.seek(0)
    content: bytes = upload.read()
    upload.seek(0)
    return content


def _in_place_of(upload: Any, content: bytes) -> InMemoryUploadedFile:
    return InMemoryUploadedFile(
        BytesIO(content), "file", upload.name, getattr(upload, "content_type", None), len(content), None
    )


class CleanImageForm(Cleaned, BaseImageForm):  # type: ignore[misc]
    """WAGTAILIMAGES_IMAGE_FORM_BASE: the picture is kept upright and without anything that does not draw it."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data or not upload:
            return upload
        content = _read(upload)
        if upload.name.lower().endswith(".svg"):
            return upload
        try:
            clean = making.cleaned(content)
        except Refused as refused:
            raise forms.ValidationError(
                _("L'immagine %(why)s: salvala di nuovo con un altro programma.")
                % {"why": refused.refusal.text(_)}
            ) from refused
        kept = _in_place_of(upload, clean)
        # Django's image field looked at the upload; the copy carries what it learnt, with its sides as they are now.
        kept.image = getattr(upload, "image", None)  # type: ignore[attr-defined]
        return kept


class CleanDocumentForm(Cleaned, BaseDocumentForm):  # type: ignore[misc]
    """WAGTAILDOCS_DOCUMENT_FORM_BASE: read before it is public; who answers for what was found leaves her name."""

    _found = 0

    answers = forms.CharField(
        label=gettext_lazy("Se contiene dati che sembrano personali: perché si può pubblicare così"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Che lo hai confermato tu resta nella traccia. Se non serve, lascia vuoto."),
    )

    def clean(self) -> Any:
        given = super().clean()
        upload = self.cleaned_data.get("file")
        if upload and "file" in self.changed_data:
            self._look(upload)
        return given

    def _look(self, upload: Any) -> None:
        content = _read(upload)
        told = sniff(BytesIO(content), upload.name)
        kind = told if isinstance(told, str) else ""
        found = found_in_upload(content, upload.name, kind)
        answer = " ".join(self.cleaned_data.get("answers", "").split())
        if (found.excerpts or found.unread) and len(answer) < LEAST_REASON:
            told = ", ".join(f"«{one}»" for one in found.excerpts[:5]) or _("parti che nessuno può leggere")
            self.add_error(
                "file",
                _(
                    "Qui ci sono dati che sembrano personali: %(told)s. Togli i dati o scrivi perché si può "
                    "pubblicare così."
                )
                % {"told": told},
            )
            return
        self._found = len(found.excerpts)
        if kind in making.CLEANABLE:
            try:
                title = upload.name.rpartition(".")[0]
                self.cleaned_data["file"] = _in_place_of(upload, making.cleaned(content, title=title))
            except Refused as refused:
                if kind in making.PICTURES:
                    self.add_error("file", refused.refusal.text(_))

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if commit and self._found:
            user = getattr(saved, "uploaded_by_user", None)
            record(
                event=OfficeEvent.FILE_CONFIRMED,
                about=f"site.document:{saved.pk}",
                by=Actor.staff(user) if user else Actor.system("site"),
                at=timezone.now(),
                note={"confirmed": self._found},
            )
        return saved
