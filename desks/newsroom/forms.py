"""What people fill in at the newsroom."""

from django.utils.translation import gettext_lazy as _

from pasocial.office.screens.actions import ActionForm, Words


class CommissionWhy(ActionForm):
    why = Words(label=_("Perché"), rows=3, max_length=2000, help_text=_("Lo legge chi riceve la pagina."))
