"""The internal review by the transparency officer (riesame, D.Lgs. 33/2013 art. 5 c. 7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest


class Review(models.Model):
    """Asked against a decision, or because none came; a later decision may be reviewed in its turn."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("accolto")
        PARTLY = "partly", _("accolto in parte")
        REFUSED = "refused", _("respinto")

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="reviews")
    grounds = models.TextField(_("perché chiede il riesame"))
    filed_on = models.DateField(_("presentato il"))
    filed_at = models.DateTimeField()
    due_on = models.DateField(_("scadenza"))
    late_filing = models.BooleanField(_("presentato oltre 30 giorni"), default=False)
    garante_asked_on = models.DateField(_("parere chiesto al Garante il"), null=True, blank=True)
    garante_opinion_on = models.DateField(_("parere del Garante ricevuto il"), null=True, blank=True)
    outcome = models.CharField(_("esito"), max_length=8, choices=Outcome.choices, blank=True)
    reasons = models.TextField(_("motivazione"), blank=True)
    # The office that the refusal names in place of the transparency officer, who signed it or holds the data (C2 §4.3).
    entrusted_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("affidato a"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("riesame")
        verbose_name_plural = _("riesami")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(decided_at__isnull=True), name="foia_review_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"riesame {self.request_id}"
