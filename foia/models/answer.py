"""The decision on a request and what it releases or withholds, item by item."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest


class Decision(models.Model):
    """A reasoned decision. It leaves only approved, and not before its departure does.

    One that was sent is never written again: after a review, a ruling or an error of ours a second one, with the
    next `number`, replaces or extends it, and both are kept with their letters.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparazione")
        SUBMITTED = "submitted", _("da approvare")
        LEAVING = "leaving", _("in partenza")
        SENT = "sent", _("inviata")
        RETURNED = "returned", _("da rivedere")

    class Effect(models.TextChoices):
        REPLACES = "replaces", _("sostituisce la decisione precedente")
        EXTENDS = "extends", _("integra la decisione precedente")

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("numero"), default=1)
    basis = models.CharField(
        max_length=12, blank=True, help_text="Why the case was decided again, see rules.facts.Basis"
    )
    effect = models.CharField(_("rispetto alla precedente"), max_length=8, choices=Effect.choices, blank=True)
    outcome = models.CharField(_("esito"), max_length=16)
    reasons = models.TextField(_("motivazione"), blank=True)
    answer_text = models.TextField(_("informazioni date nella risposta"), blank=True)
    publication_url = models.CharField(_("dove sono pubblicati"), max_length=500, blank=True)
    transience = models.TextField(_("perché il danno è temporaneo"), blank=True)
    earlier_request = models.CharField(_("richiesta precedente già soddisfatta"), max_length=60, blank=True)
    review_office = models.CharField(_("chi decide il riesame"), max_length=200, blank=True)
    deferred_until = models.DateField(_("differita fino al"), null=True, blank=True)
    deferred_event = models.CharField(_("differita fino a"), max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("perché torna indietro"), blank=True)
    returned_as = models.JSONField(
        null=True, blank=True, help_text="What it said when the head last sent it back, see queries.decisions"
    )
    departure = models.ForeignKey(
        "office_departures.Departure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    letter = models.UUIDField(null=True, blank=True, help_text="Public id of the stored PDF")
    version = models.IntegerField(default=1)

    class Meta:
        verbose_name = _("decisione")
        verbose_name_plural = _("decisioni")
        ordering = ["request", "number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="foia_decision_numbered_once"),
            # The law wants one answer at a time: a new decision starts only after the former one has left.
            models.UniqueConstraint(
                fields=["request"], condition=~Q(state="sent"), name="foia_decision_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("leaving", "sent")) | Q(approved_at__isnull=False),
                name="foia_decision_leaves_only_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="foia_decision_sent_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.number}: {self.outcome}"

    @property
    def reference(self) -> str:
        """What exactly is approved, and leaves."""
        return f"foia.decision:{self.pk}"

    @property
    def leaves_at(self) -> datetime | None:
        """When it leaves by itself, once approved; None while it waits for a receipt or the end of a remedy."""
        moment: datetime | None = self.departure.leaves_at if self.departure else None
        return moment


class ReleaseItem(models.Model):
    """One document or group of documents: released to the requester, to everyone, or withheld with its ground."""

    class Disclosure(models.TextChoices):
        WITHHELD = "private", _("non rilasciato")
        REQUESTER = "requester", _("rilasciato a chi l'ha chiesto")
        PUBLIC = "public", _("rilasciato a tutti")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(_("documento o gruppo di documenti"), max_length=250)
    file = models.UUIDField(null=True, blank=True, help_text="Public id of the stored file")
    disclosure = models.CharField(max_length=10, choices=Disclosure.choices, default=Disclosure.WITHHELD)
    partial = models.BooleanField(_("con parti oscurate"), default=False)
    ground = models.CharField(_("motivo di legge"), max_length=40, blank=True)
    reason = models.TextField(_("perché, in concreto"), blank=True)

    class Meta:
        verbose_name = _("documento della decisione")
        verbose_name_plural = _("documenti della decisione")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title
