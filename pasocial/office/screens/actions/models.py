"""What somebody pressed and that makes a letter leave: kept as it was filled in, until it is done."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PlannedCall(models.Model):
    """One action call whose letters leave: looked at first, then on its way out, then done.

    Nothing of it has happened yet, neither in law nor in the case: the operation runs as the departure leaves. Without
    `departure` it was only looked at. `action` is the word of its declaration; `letters` what was shown.
    """

    action = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    given = models.JSONField(default=dict)
    version = models.IntegerField(null=True, blank=True)
    letters = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, help_text="Of what was given: the same press twice")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    actor_kind = models.CharField(max_length=10)
    actor_ref = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    departure = models.OneToOneField(
        "office_departures.Departure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiting = models.BooleanField(default=False, help_text="On its way out")

    class Meta:
        verbose_name = _("azione in partenza")
        verbose_name_plural = _("azioni in partenza")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "about", "fingerprint"],
                condition=Q(waiting=True),
                name="planned_call_leaves_once",
            ),
            models.CheckConstraint(
                condition=Q(waiting=False) | Q(departure__isnull=False), name="planned_call_waits_to_depart"
            ),
        ]
        indexes = [models.Index(fields=["about"], name="planned_call_about")]

    def __str__(self) -> str:
        return f"{self.action} {self.about}"

    @property
    def reference(self) -> str:
        return f"office.planned_call:{self.pk}"
