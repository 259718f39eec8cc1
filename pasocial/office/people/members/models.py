"""Who belongs to which desk and in what role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskRole(models.TextChoices):
    HEAD = "head", _("responsabile")
    EDITOR = "editor", _("redattrice o redattore")
    VIEWER = "viewer", _("sola lettura")


class OfficeRole(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinamento")
    RPCT = "rpct", _("responsabile della trasparenza (RPCT)")
    TOP = "top", _("vertice politico e amministrativo")
    # CAD, art. 17, comma 1: answers to the top for the digital transition.
    DIGITAL_MANAGER = "digital_manager", _("responsabile per la transizione digitale (RTD)")
    # GDPR, art. 39, par. 1, lett. b: watches how personal data are used.
    DPO = "dpo", _("responsabile della protezione dei dati (DPO)")
    # L. 150/2000, art. 7: speaks for the top, and is no journalist of the office meanwhile.
    SPOKESPERSON = "spokesperson", _("portavoce")
    OFFICE_CONTACT = "office_contact", _("referente di un altro ufficio")
    # Signs in and reads what is written to all staff; works at no desk.
    EMPLOYEE = "employee", _("dipendente")


class DeskMembership(models.Model):
    """A role held at one desk; `desk` is the code of a declared desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_memberships"
    )
    desk = models.CharField(_("redazione"), max_length=30)
    role = models.CharField(_("ruolo"), max_length=10, choices=DeskRole.choices)

    class Meta:
        verbose_name = _("appartenenza a una redazione")
        verbose_name_plural = _("appartenenze alle redazioni")
        constraints = [
            models.UniqueConstraint(fields=["user", "desk"], name="members_one_role_per_desk"),
            models.CheckConstraint(
                condition=models.Q(role__in=DeskRole.values), name="members_desk_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.desk} · {self.get_role_display()}"


class OfficeRoleHolding(models.Model):
    """A role held for the whole office."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="office_roles")
    role = models.CharField(_("ruolo"), max_length=16, choices=OfficeRole.choices)
    declared_on = models.DateField(
        _("giorno della dichiarazione"), null=True, blank=True
    )  # that she has no activity which the law forbids to whoever holds the role

    class Meta:
        verbose_name = _("ruolo d'ufficio")
        verbose_name_plural = _("ruoli d'ufficio")
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="members_office_role_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=OfficeRole.values), name="members_office_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Absence(models.Model):
    """When somebody is away, from the first day to the last, both included; who stands in for her meanwhile.

    `reason` is hers alone: it may be about her health (GDPR, art. 9), so nobody else is shown it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("primo giorno"))
    last_day = models.DateField(_("ultimo giorno"))
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="absences_covered",
    )
    reason = models.CharField(_("motivo"), max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("assenza")
        verbose_name_plural = _("assenze")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="members_absence_has_days"
            ),
            models.CheckConstraint(
                condition=~models.Q(deputy=models.F("user")), name="members_absence_deputy_is_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_day", "first_day"],
                condition=models.Q(cancelled_at__isnull=True),
                name="members_absence_days",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.first_day}–{self.last_day}"


class WorkGroup(models.Model):
    """People of several desks who are given work and called together: `@code` in a note reaches all of them."""

    code = models.SlugField(_("sigla"), max_length=30, unique=True)
    name = models.CharField(_("nome"), max_length=100)
    purpose = models.CharField(_("a che cosa serve"), max_length=250, blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="GroupMembership", related_name="work_groups"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("gruppo")
        verbose_name_plural = _("gruppi")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"office.group:{self.pk}"


class GroupMembership(models.Model):
    group = models.ForeignKey(WorkGroup, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="group_memberships"
    )

    class Meta:
        verbose_name = _("appartenenza a un gruppo")
        verbose_name_plural = _("appartenenze ai gruppi")
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="members_once_in_a_group")]

    def __str__(self) -> str:
        return f"{self.group} · {self.user}"
