"""A refused operation on a form: each reason beside the field it concerns."""

from __future__ import annotations

from django import forms

from pasocial.refusal import Refused
from pasocial.sentences import say


def put_refusal(form: forms.Form, refused: Refused) -> None:
    """Shows every reason beside its field, or above the form when it has none that is seen."""
    for reason in refused.refusals:
        field = (
            reason.field
            if reason.field in form.fields and not form.fields[reason.field].widget.is_hidden
            else None
        )
        form.add_error(field, say(reason))
