"""The widgets the design system adds."""

from datetime import date

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from pasocial.design.widgets import CalendarDate, ManyFiles


class Folder(forms.Form):
    day = forms.DateField(widget=CalendarDate)
    files = ManyFiles(required=False)


def test_calendar_date_travels_as_iso_in_every_language() -> None:
    with translation.override("it"):
        markup = str(Folder(initial={"day": date(2026, 4, 1)})["day"])

    assert 'type="date"' in markup
    assert 'value="2026-04-01"' in markup


def test_many_files_cleans_to_all_of_them() -> None:
    given = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
    form = Folder({"day": "2026-04-01"}, MultiValueDict({"files": given}))

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.txt", "b.txt"]


def test_many_files_cleans_to_an_empty_list() -> None:
    form = Folder({"day": "2026-04-01"}, MultiValueDict())

    assert form.is_valid()
    assert form.cleaned_data["files"] == []


def test_many_files_refuses_an_empty_file() -> None:
    form = Folder({"day": "2026-04-01"}, MultiValueDict({"files": [SimpleUploadedFile("a.txt", b"")]}))

    assert list(form.errors) == ["files"]
