"""A request being written, kept 30 days behind a private link; and a member's saved views of the inbox."""

from django.conf import settings
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


class SavedFilter(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="foia_filters")
    name = models.CharField(_("nome"), max_length=60)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(_("visibile a tutta la redazione"), default=False)

    class Meta:
        verbose_name = _("filtro salvato")
        verbose_name_plural = _("filtri salvati")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="foia_filter_name_once")]

    def __str__(self) -> str:
        return self.name
