"""What people fill in at the newsroom."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Submission(forms.Form):
    redaction_confirmed = forms.BooleanField(
        label=_("Ho oscurato in modo irreversibile ciò che non può essere pubblico"), required=False
    )


class Why(forms.Form):
    why = forms.CharField(
        label=_("Perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Lo legge chi riceve la pagina."),
    )
