"""A refused operation says each reason where it can be mended."""

from django import forms

from pasocial.refusal import Refusal, Refused
from pasocial.sentences.forms import put_refusal


class Letter(forms.Form):
    subject = forms.CharField(required=False)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)


def test_each_reason_stands_beside_its_field_and_above_the_form_when_that_is_not_seen() -> None:
    form = Letter({})
    form.is_valid()
    put_refusal(
        form,
        Refused(
            Refusal("short", "Scrivi di più.", field="subject"),
            Refusal("old", "La bozza è vecchia.", field="draft"),
            Refusal("closed", "Il caso è chiuso."),
            Refusal("unknown", "Non c'è.", field="nothing"),
        ),
    )
    assert form.errors == {
        "subject": ["Scrivi di più."],
        "__all__": ["La bozza è vecchia.", "Il caso è chiuso.", "Non c'è."],
    }
