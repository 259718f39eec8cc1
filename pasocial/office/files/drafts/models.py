"""What is being written, kept for some days behind a private address."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """`kind` is one that a desk declares (`Desk.drafts`); `became` is the reference of what was made of it, once sent."""

    kind = models.CharField(max_length=40)
    token_digest = models.CharField(max_length=64, unique=True)
    fields = models.JSONField(default=dict)
    step = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    became = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("bozza")
        verbose_name_plural = _("bozze")
        indexes = [models.Index(fields=["expires_at"], name="drafts_expires_at")]

    def __str__(self) -> str:
        return f"bozza {self.pk}"

    @property
    def about(self) -> str:
        """The reference that its files hang on."""
        return f"{self.kind}:{self.pk}"

    @property
    def became_id(self) -> int | None:
        """The number in the reference of what it became; None while it is being written."""
        return int(self.became.rpartition(":")[2]) if self.became else None
