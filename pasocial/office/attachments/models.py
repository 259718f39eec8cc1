"""Files people send or release: kept outside the web root, served only through a permission check."""

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def attachment_storage() -> Storage:
    return storages["attachments"]


def where(stored: "StoredFile", _name: str) -> str:
    """Named by id only: what a person called the file never reaches the file system."""
    return f"{stored.public_id.hex[:2]}/{stored.public_id.hex}"


class KeptField(models.FileField):
    """Where contents lie is a setting, not a matter of the schema: migrations see a plain file field."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        kwargs["upload_to"] = ""
        return name, "django.db.models.FileField", args, kwargs


class StoredFile(models.Model):
    """One file and what is known of it. `about` is the thing it belongs to, such as foia.request:42."""

    class Scan(models.TextChoices):
        OFF = "off", _("controllo non attivo")
        WAITING = "waiting", _("in attesa di controllo")
        CLEAN = "clean", _("controllato")
        INFECTED = "infected", _("bloccato: contiene software dannoso")

    class Access(models.TextChoices):
        PRIVATE = "private", _("solo l'ufficio")
        REQUESTER = "requester", _("chi ha fatto la richiesta")
        PUBLIC = "public", _("chiunque")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.CharField(max_length=80, db_index=True)
    purpose = models.CharField(max_length=40)
    name = models.CharField(_("nome"), max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField(_("dimensione in byte"))
    sha256 = models.CharField(max_length=64)
    content = KeptField(storage=attachment_storage, upload_to=where, max_length=120)
    access = models.CharField(
        _("chi può aprirlo"), max_length=10, choices=Access.choices, default=Access.PRIVATE
    )
    scan = models.CharField(max_length=10, choices=Scan.choices, default=Scan.OFF)
    stored_at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("file")
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=0), name="attachments_size_not_negative")
        ]

    def __str__(self) -> str:
        return self.name
