"""Chains of approval, what waits in them, who signed, and the links that mails carry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChainStep(models.Model):
    """One step of the chain for a kind of thing, as the coordinator set it; without any, the desk's own chain holds."""

    kind = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(_("posto"))
    permission = models.CharField(_("chi approva"), max_length=60)
    days = models.PositiveSmallIntegerField(_("entro quanti giorni"), default=0)

    class Meta:
        verbose_name = _("passo di una catena")
        verbose_name_plural = _("passi delle catene")
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "position"], name="approvals_chain_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}: {self.permission}"


class Approval(models.Model):
    """One thing in one version before its chain. Its steps are copied from the chain: a later change touches none."""

    class State(models.TextChoices):
        WAITING = "waiting", _("da approvare")
        APPROVED = "approved", _("approvata")
        REFUSED = "refused", _("rimandata")
        VOID = "void", _("superata")

    kind = models.CharField(max_length=60)
    desk = models.CharField(max_length=30)
    thing = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    version = models.CharField(max_length=64)
    title = models.CharField(_("che cosa"), max_length=250)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("preparata da"),
    )
    asked_at = models.DateTimeField()
    waits_for = models.CharField(max_length=60, blank=True, help_text="Permission of the step that is next")
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("approvazione")
        verbose_name_plural = _("approvazioni")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"], condition=Q(state="waiting"), name="approvals_one_waiting"
            ),
        ]
        indexes = [
            models.Index(
                fields=["waits_for", "due_at"], condition=Q(state="waiting"), name="approvals_waiting"
            ),
            models.Index(fields=["about"], name="approvals_about"),
            models.Index(fields=["kind", "thing"], name="approvals_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} v{self.version}: {self.state}"


class ApprovalStep(models.Model):
    """One place in the chain: who has to sign, and who did, for whom, when and with which words."""

    class State(models.TextChoices):
        WAITING = "waiting", _("da approvare")
        APPROVED = "approved", _("approvato")
        REFUSED = "refused", _("rimandato")

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    permission = models.CharField(max_length=60)
    days = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("commento"), blank=True)

    class Meta:
        verbose_name = _("passo di un'approvazione")
        verbose_name_plural = _("passi delle approvazioni")
        ordering = ["approval", "position"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "position"], name="approvals_steps_in_order"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="approvals_step_decided_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(comment=""), name="approvals_refused_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id}/{self.position}: {self.state}"


class ApprovalLink(models.Model):
    """A link that one mail carries: one step, one person, some days, one use."""

    step = models.ForeignKey(ApprovalStep, on_delete=models.CASCADE, related_name="links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("collegamento per approvare")
        verbose_name_plural = _("collegamenti per approvare")
        constraints = [models.UniqueConstraint(fields=["step", "user"], name="approvals_one_link")]

    def __str__(self) -> str:
        return f"{self.step_id} → {self.user_id}"
