"""A notice to a third party on its way: what it says is kept as it was shown, and it leaves once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foia.models.party import Party


class PartyNotice(models.Model):
    """Sent from the platform by somebody who saw it. Until `leaves_at` it can be called back, and is no fact in law.

    One that was called back, or that could not leave, stays here as what it was; another can be sent in its place.
    """

    class State(models.TextChoices):
        LEAVING = "leaving", _("in partenza")
        SENT = "sent", _("inviato")
        CALLED_BACK = "recalled", _("annullato")
        HELD = "held", _("non partito")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="notices")
    words = models.JSONField(help_text="The parts of the letter, see foia.letters.party")
    state = models.CharField(max_length=8, choices=State.choices, default=State.LEAVING)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pressed_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it left, was called back or was held"
    )
    held_why = models.CharField(max_length=40, blank=True, help_text="Code of the reason it could not leave")

    class Meta:
        verbose_name = _("avviso al controinteressato")
        verbose_name_plural = _("avvisi ai controinteressati")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(state="leaving"), name="foia_notice_one_leaving"
            ),
            models.CheckConstraint(
                condition=Q(state="leaving") | Q(ended_at__isnull=False),
                name="foia_notice_ended_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["leaves_at"], condition=Q(state="leaving"), name="foia_notice_leaving")
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.state}"
