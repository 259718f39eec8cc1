"""Who opened which person's data, through which door and when. Its own table: reading is no act, so it is no trail entry.

PostgreSQL refuses to change a row, and to remove one before half a year is over (see the migration).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessRecord(models.Model):
    """Somebody opened a thing in which a person's data stand; opened again within ten minutes it is the same row.

    The row names the thing, not the person: whose data it holds is asked when somebody searches, so that the log
    keeps no second copy of anybody's name.
    """

    class Door(models.TextChoices):
        PAGE = "page", _("pagina")
        FILE = "file", _("file")
        API = "api", _("programma (API)")
        LOG = "log", _("ricerca nel registro degli accessi")

    user_id = models.BigIntegerField()
    about = models.CharField(max_length=80, help_text="Reference such as desk.thing:42")
    part = models.CharField(max_length=40, blank=True, help_text="The file, where it was one")
    door = models.CharField(max_length=4, choices=Door.choices)
    slot = models.BigIntegerField(help_text="Ten minutes since 1970 that the opening fell into")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("accesso ai dati")
        verbose_name_plural = _("accessi ai dati")
        constraints = [
            models.UniqueConstraint(
                fields=["about", "user_id", "part", "door", "slot"], name="access_log_once_in_ten_minutes"
            )
        ]
        indexes = [
            models.Index(fields=["about", "-opened_at"], name="access_log_about"),
            models.Index(fields=["opened_at"], name="access_log_opened_at"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.about} {self.opened_at}"
