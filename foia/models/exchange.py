"""What people write to one another about a case."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest
from pasocial.timekeeping import local_date


class Message(models.Model):
    """Between the office and the applicant; both see it."""

    class Direction(models.TextChoices):
        FROM_CITIZEN = "in", _("dal richiedente")
        TO_CITIZEN = "out", _("al richiedente")

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    purpose = models.CharField(
        max_length=24, default="message", help_text="message, identification, clarification …"
    )
    body = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("messaggio")
        verbose_name_plural = _("messaggi")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.direction} {local_date(self.sent_at)}"

    @property
    def about(self) -> str:
        return f"foia.message:{self.pk}"


class Note(models.Model):
    """Internal: the applicant never sees it."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="notes")
    body = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nota interna")
        verbose_name_plural = _("note interne")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.body[:60]


class Consultation(models.Model):
    """A question to another office about one case; its contact sees this case and no other (django-guardian)."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="consultations")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consultations"
    )
    question = models.TextField(_("che cosa serve"))
    asked_at = models.DateTimeField()
    due_on = models.DateField(_("entro il"))
    reply = models.TextField(_("risposta"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("richiesta a un altro ufficio")
        verbose_name_plural = _("richieste ad altri uffici")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.question[:60]
