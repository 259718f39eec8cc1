"""All clocks read again because a holiday of the town changed: how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ClockRecount(models.Model):
    """The patron day it counts with is its own: what a worker remembers of the settings may be a minute old."""

    class State(models.TextChoices):
        RUNNING = "running", _("in corso")
        DONE = "done", _("finito")
        REPLACED = "replaced", _("sostituito da uno più recente")

    class Phase(models.TextChoices):
        """Whoever still waits for an answer first; at the end once more, for what was written with the former day."""

        OWED = "owed", _("richieste in attesa di risposta")
        REST = "rest", _("tutte le altre")
        AGAIN = "again", _("ultimo controllo")

    patron_day = models.JSONField(null=True, help_text="Month and day, null when none counts")
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    phase = models.CharField(max_length=5, choices=Phase.choices, default=Phase.OWED)
    last_request = models.BigIntegerField(
        default=0, help_text="Requests up to this id were read in this phase"
    )
    requests = models.IntegerField(default=0, help_text="How many there were to read")
    counted = models.IntegerField(default=0)
    moved = models.IntegerField(default=0, help_text="Requests with another day than before")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ricalcolo delle scadenze")
        verbose_name_plural = _("ricalcoli delle scadenze")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="foia_clock_recount_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.counted}/{self.requests} ({self.state})"

    @property
    def missing(self) -> int:
        return max(self.requests - self.counted, 0)
