"""What happened with legal effect, and on which day; never edited: a correction is a new fact."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest

# The kind of a correction that puts nothing in the place of what it voids: it says nothing to the rules.
VOIDED = "voided"


class RecordedFact(models.Model):
    """One dated fact of a case. `kind` is one of foia.rules.clock's fact kinds, or VOIDED.

    `voids` is the fact that this one corrects: it stays, and no longer counts.
    """

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=40)
    on = models.DateField(help_text="The day of legal effect, Europe/Rome")
    party = models.ForeignKey(
        "foia.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="facts"
    )
    detail = models.JSONField(default=dict)
    voids = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="voided_by"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fatto")
        verbose_name_plural = _("fatti")
        ordering = ["id"]
        constraints = [
            # Two corrections of one fact would leave two truths in its place.
            models.UniqueConstraint(
                fields=["voids"], condition=models.Q(voids__isnull=False), name="foia_fact_corrected_once"
            ),
            # A correction that names nothing would be a fact without a meaning.
            models.CheckConstraint(
                condition=~models.Q(kind=VOIDED) | models.Q(voids__isnull=False),
                name="foia_fact_voids_something",
            ),
        ]
        indexes = [
            models.Index(fields=["request", "on", "id"], name="foia_fact_of_request"),
            # The figures of a year ask which requests had third parties: few among millions of facts.
            models.Index(
                fields=["request"],
                condition=models.Q(kind="party_notice_sent"),
                name="foia_fact_parties_told",
            ),
            # And how the appeals ended, whoever won.
            models.Index(
                fields=["request"],
                condition=models.Q(
                    kind__in=(
                        "reopened_by_court",
                        "reopened_by_ombudsman",
                        "rejected_by_court",
                        "rejected_by_ombudsman",
                    )
                ),
                name="foia_fact_appeals_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
