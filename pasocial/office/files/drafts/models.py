"""A request being written, kept 30 days behind a private link."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    token_digest = models.CharField(max_length=64, unique=True)
    fields = models.JSONField(default=dict)
    step = models.CharField(max_length=20, default="kind")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    request = models.ForeignKey(
        "foia.AccessRequest", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("bozza di richiesta")
        verbose_name_plural = _("bozze di richiesta")

    def __str__(self) -> str:
        return f"bozza {self.pk}"

    @property
    def about(self) -> str:
        return f"foia.draft:{self.pk}"
