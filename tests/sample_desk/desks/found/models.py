"""What was found in town and waits for its owner."""

from django.db import models


class FoundObject(models.Model):
    class State(models.TextChoices):
        KEPT = "kept", "in custodia"
        CLAIMED = "claimed", "reclamato"
        RETURNED = "returned", "restituito"
        DONATED = "donated", "donato"

    what = models.CharField("che cosa", max_length=200)
    place = models.CharField("dove", max_length=200)
    found_on = models.DateField("trovato il")
    state = models.CharField("stato", max_length=8, choices=State.choices, default=State.KEPT)
    claimant = models.CharField("chi lo reclama", max_length=200, blank=True)
    version = models.IntegerField(default=1)

    def __str__(self) -> str:
        return self.what

    @property
    def about(self) -> str:
        return f"found.object:{self.pk}"
