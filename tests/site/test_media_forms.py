"""What an editor uploads is public at once: pictures are cleaned, documents read first."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from tests.fixtures import coordinator
from tests.office.files.attachments.cleaning.samples import SECRET, picture

pytestmark = pytest.mark.django_db


def form_for(kind: str, content: bytes, name: str, **typed: str) -> Any:
    model, form = (
        (get_image_model(), get_image_form) if kind == "image" else (get_document_model(), get_document_form)
    )
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    collection = Collection.objects.first()
    assert collection is not None
    data = {"title": "Una piazza", "collection": collection.pk, **typed}
    return form(model)(data, {"file": SimpleUploadedFile(name, content)}, user=coordinator(is_superuser=True))


def test_photograph_is_kept_upright_and_without_where_it_was_taken() -> None:
    form = form_for("image", picture("JPEG", orientation=6), "piazza.jpg")
    assert form.is_valid(), form.errors
    saved = form.save()
    with saved.file.open() as kept:
        content = kept.read()
    assert (SECRET.encode() in content, b"Exif" in content, saved.file_size) == (False, False, len(content))
    assert (saved.width, saved.height) == (20, 40)


def test_document_with_something_personal_wants_a_reason() -> None:
    content = b"Per informazioni: tel. 0131 555123"
    form = form_for("document", content, "avviso.txt")
    assert (form.is_valid(), "«0131 555123»" in str(form.errors["file"])) == (False, True)
    assert form_for("document", content, "avviso.txt", answers="È il numero dell'ufficio.").is_valid() is True
    assert form_for("document", b"La piazza si riapre.", "avviso.txt").is_valid() is True
