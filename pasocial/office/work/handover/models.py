"""What one desk gave to another, and what the other made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Handover(models.Model):
    """A thing given once: `about` is what it came from, `made` what the desk that accepted it made of it."""

    kind = models.CharField(_("che cosa"), max_length=40)
    about = models.CharField(max_length=80)
    made = models.CharField(max_length=80)
    given_at = models.DateTimeField(_("affidata"))
    user_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("affidamento")
        verbose_name_plural = _("affidamenti")
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="handover_given_once")]
        indexes = [
            models.Index(fields=["about"], name="handover_about"),
            models.Index(fields=["made"], name="handover_made"),
        ]

    def __str__(self) -> str:
        return f"{self.about} → {self.made}"
