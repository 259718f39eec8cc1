"""What the newsroom remembers of the answers it writes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Commission(models.Model):
    """A page the newsroom was asked to write: from whom, about what, how far it is."""

    class State(models.TextChoices):
        ASKED = "asked", _("da prendere")
        WRITING = "writing", _("in scrittura")
        SUBMITTED = "submitted", _("da approvare")
        LEAVING = "leaving", _("in uscita")
        PUBLISHED = "published", _("pubblicata")
        DROPPED = "dropped", _("lasciata")

    about = models.CharField(max_length=80, unique=True, help_text="What asked for it, such as foia.topic:7")
    title = models.CharField(_("titolo"), max_length=200)
    brief = models.TextField(_("che cosa serve"), blank=True)
    redact_first = models.BooleanField(_("prima oscurare"), default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_id = models.IntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    departure = models.ForeignKey(
        "office_departures.Departure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("perché torna indietro"), blank=True)

    class Meta:
        verbose_name = _("pagina da scrivere")
        verbose_name_plural = _("pagine da scrivere")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title
