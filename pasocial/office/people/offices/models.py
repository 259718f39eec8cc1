"""The offices of the administration as a tree, who leads each and who works there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """One office; `parent` is the one it is part of. The rules keep the tree free of circles."""

    class Level(models.TextChoices):
        AREA = "area", _("area")
        SERVICE = "service", _("servizio")
        OFFICE = "office", _("ufficio")

    code = models.CharField(_("codice"), max_length=40, unique=True)
    name = models.CharField(_("nome"), max_length=150)
    level = models.CharField(_("livello"), max_length=7, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("fa parte di"),
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offices_led",
        verbose_name=_("responsabile"),
    )
    mailbox = models.EmailField(_("casella"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ufficio")
        verbose_name_plural = _("uffici")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="offices_not_part_of_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["area", "service", "office"]), name="offices_level_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"office.office:{self.pk}"


class Placement(models.Model):
    """The one office a person works in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="placement")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="placements")

    class Meta:
        verbose_name = _("persona di un ufficio")
        verbose_name_plural = _("persone degli uffici")

    def __str__(self) -> str:
        return f"{self.user} · {self.office}"
