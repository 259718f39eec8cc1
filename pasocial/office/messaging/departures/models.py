"""What is about to leave, what left, and what stops it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Departure(models.Model):
    """One thing on its way out: a letter, a notice, a page.

    `kind` is declared by a desk (`Desk.departures`); `thing` is exactly what leaves, such as desk.thing:7, and `about`
    the case it belongs to. Without `leaves_at` it waits for something that the desk knows and the clock does not.
    """

    class State(models.TextChoices):
        LEAVING = "leaving", _("in partenza")
        SENT = "sent", _("partita")
        CALLED_BACK = "recalled", _("annullata")
        HELD = "held", _("non partita")

    kind = models.CharField(max_length=60)
    desk = models.CharField(max_length=30)
    thing = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    title = models.CharField(_("che cosa parte"), max_length=250)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LEAVING)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_at = models.DateTimeField()
    leaves_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it left, was called back or was held"
    )
    attempts = models.PositiveIntegerField(default=0, help_text="How often it tried to leave and could not")
    trouble = models.CharField(max_length=40, blank=True, help_text="Code of the reason it did not leave")
    trouble_words = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("partenza")
        verbose_name_plural = _("partenze")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"], condition=Q(state="leaving"), name="departure_one_leaving"
            ),
            models.CheckConstraint(
                condition=Q(state="leaving", ended_at__isnull=True)
                | (~Q(state="leaving") & Q(ended_at__isnull=False)),
                name="departure_ended_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["leaves_at"], condition=Q(state="leaving"), name="departure_leaving"),
            models.Index(fields=["about"], name="departure_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}: {self.state}"

    @property
    def leaving(self) -> bool:
        return self.state == self.State.LEAVING


class Freeze(models.Model):
    """A stop of all departures of one desk, or of those about one thing, until somebody lifts it."""

    desk = models.CharField(_("redazione"), max_length=30, blank=True)
    about = models.CharField(max_length=80, blank=True)
    reason = models.TextField(_("perché"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    frozen_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fermo delle partenze")
        verbose_name_plural = _("fermi delle partenze")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "about"], condition=Q(lifted_at__isnull=True), name="freeze_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk} {self.about}: {self.reason}"
