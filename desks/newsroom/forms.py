"""What people fill in at the newsroom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pasocial.design.clean_forms import CleanForm


class Why(CleanForm):
    why = forms.CharField(
        label=_("Perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Lo legge chi riceve la pagina."),
    )
