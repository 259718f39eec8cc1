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


def where_clean(copy: "CleanCopy", _name: str) -> str:
    return f"{where(copy.file, '')}.clean"


class KeptField(models.FileField):
    """Where contents lie is a setting, not a matter of the schema: migrations see a plain file field."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        kwargs["upload_to"] = ""
        return name, "django.db.models.FileField", args, kwargs


class StoredFile(models.Model):
    """One file and what is known of it. `about` is the thing it belongs to, such as desk.thing:42."""

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
    name = models.CharField(_("nome"), max_length=255)
    inside = models.CharField(
        _("firmato"),
        max_length=255,
        blank=True,
        default="",
        help_text="Name of the file that a signature wraps",
    )
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


class Redaction(models.Model):
    """A copy from which something was removed for good. What was removed is counted here, never repeated."""

    original = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="redactions")
    copy = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="redaction")
    by_hand = models.BooleanField(_("oscurata fuori da qui"), default=False)
    pages = models.PositiveIntegerField(_("pagine"), default=0)
    removed = models.JSONField(
        default=list, help_text="One row per stretch: page from 1, kind of datum, legal ground; no text"
    )
    stripped = models.JSONField(
        default=list, help_text="Hidden things taken out: see redaction.reading.HIDDEN"
    )
    by_eye = models.JSONField(default=list, help_text="Pages without text, from 1, that a person looked at")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("oscuramento")
        verbose_name_plural = _("oscuramenti")

    def __str__(self) -> str:
        return str(self.copy)


class Clearance(models.Model):
    """One gathered file on its way to the public, and what a person decided of it. Nobody looked: it stays inside.

    `about` is what the file was gathered for, such as desk.thing:7.
    """

    class State(models.TextChoices):
        OPEN = "open", _("da guardare")
        CLEAR = "clear", _("niente di personale")
        REPLACED = "replaced", _("sostituito da una copia oscurata")
        LEFT_OUT = "left_out", _("lasciato fuori")

    about = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="clearances")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    copy = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="stands_for"
    )
    reason = models.TextField(_("perché"), blank=True)
    by_eye = models.BooleanField(_("guardato a occhio"), default=False)
    gathered_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("file da pubblicare")
        verbose_name_plural = _("file da pubblicare")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["about", "file"], name="attachments_clearance_once_per_file"),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="attachments_clearance_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state="replaced", copy__isnull=False)
                | (~models.Q(state="replaced") & models.Q(copy__isnull=True)),
                name="attachments_clearance_replaced_by_a_copy",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="left_out") | ~models.Q(reason=""),
                name="attachments_clearance_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | ~models.Q(state="open"),
                name="attachments_clearance_public_only_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.file_id} {self.state}"


class Inspection(models.Model):
    """What a machine read in one file before it may become public: the latest reading, not a history.

    `abouts` are the things whose people were looked for by name, `names_mark` a digest of those names: when a name
    joins the case, or the reader learns to see more, the file is read again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("in lettura")
        READ = "read", _("letto")
        UNREADABLE = "unreadable", _("non si può leggere")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="inspection")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    abouts = models.JSONField(default=list)
    names_mark = models.CharField(max_length=64, blank=True)
    reader = models.PositiveSmallIntegerField(
        default=0, help_text="Version of the reader, see inspecting.READER"
    )
    pages = models.PositiveIntegerField(_("pagine"), default=0)
    suspects = models.JSONField(
        default=list,
        help_text="One row per different text: key, datum, excerpt, pages from 1 (0: the file's name)",
    )
    beyond = models.PositiveIntegerField(default=0, help_text="How many more texts were found than are kept")
    unread = models.JSONField(
        default=list,
        help_text="Parts nobody could read, as codes of inspecting.UNREAD; pages as numbers from 1",
    )
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lettura di un file")
        verbose_name_plural = _("letture di file")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(read_at__isnull=False),
                name="attachments_inspection_has_its_moment",
            )
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=models.Q(state="waiting"), name="attachments_to_read")
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.state}"


class Confirmation(models.Model):
    """A person's word on one thing found in a file: that it may be read by everybody, and why."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="confirmations")
    key = models.CharField(
        max_length=60, help_text="Of the suspect, or `by_eye` for what no machine could read"
    )
    excerpt = models.CharField(_("che cosa"), max_length=300, blank=True)
    reason = models.TextField(_("perché"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("conferma")
        verbose_name_plural = _("conferme")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["file", "key"], name="attachments_confirmed_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="attachments_confirmation_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.key}"


class CleanCopy(models.Model):
    """What leaves in the stored file's place: the same without its metadata. Made once, served many times."""

    class State(models.TextChoices):
        MADE = "made", _("senza metadati")
        NEEDLESS = "needless", _("di un tipo che non ne porta")
        REFUSED = "refused", _("non si è potuta fare")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="clean_copy")
    state = models.CharField(max_length=8, choices=State.choices)
    why = models.CharField(max_length=20, blank=True, help_text="Code of cleaning.making.REFUSED")
    content = KeptField(storage=attachment_storage, upload_to=where_clean, max_length=120, blank=True)
    size = models.BigIntegerField(_("dimensione in byte"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("copia senza metadati")
        verbose_name_plural = _("copie senza metadati")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="made") | ~models.Q(sha256=""),
                name="attachments_clean_copy_has_its_sum",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.state}"
