"""A notice to a third party on its way: what it says is kept as it was shown, and it leaves once."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from foia.models.party import Party


class PartyNotice(models.Model):
    """Sent from the platform by somebody who saw it. While it can be called back it is no fact in law.

    Its departure says what became of it; one that was called back, or that could not leave, stays here as what it was.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="notices")
    words = models.JSONField(help_text="The parts of the letter, see foia.letters.party")
    departure = models.OneToOneField(
        "office_departures.Departure", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("avviso al controinteressato")
        verbose_name_plural = _("avvisi ai controinteressati")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.state}"

    @property
    def state(self) -> str:
        return str(self.departure.state)

    @property
    def pressed_at(self) -> datetime:
        moment: datetime = self.departure.planned_at
        return moment

    @property
    def leaves_at(self) -> datetime | None:
        moment: datetime | None = self.departure.leaves_at
        return moment

    @property
    def ended_at(self) -> datetime | None:
        moment: datetime | None = self.departure.ended_at
        return moment

    @property
    def held_why(self) -> str:
        """Code of the reason it could not leave."""
        return str(self.departure.trouble) if self.state == "held" else ""
