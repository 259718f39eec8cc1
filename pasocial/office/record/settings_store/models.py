"""What the coordinator has set, where it differs from the default written in `settings_store`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Setting(models.Model):
    """One changed setting; a key without a row has its default."""

    key = models.CharField(_("chiave"), max_length=60, unique=True)
    value = models.JSONField(_("valore"), null=True)
    changed_at = models.DateTimeField(_("cambiata"))
    user_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("impostazione")
        verbose_name_plural = _("impostazioni")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
