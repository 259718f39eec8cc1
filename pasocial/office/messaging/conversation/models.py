"""Threads of messages: what came in, what we answered, what colleagues noted, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pasocial.office.messaging.channels.capabilities import CHANNELS, Channel, Space


class Thread(models.Model):
    """What is said to and fro on one channel with one writer.

    `about` is the thing it belongs to, such as desk.thing:42; a thing may have several threads, one for each channel it was
    raised on. `account` is the address or account of ours it came by, `key` what the network groups by: together they find
    the thread again.
    """

    about = models.CharField(max_length=80, db_index=True)
    channel = models.CharField(_("canale"), max_length=20)
    account = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=250, blank=True)
    writer_name = models.CharField(_("chi scrive"), max_length=200, blank=True)
    writer_key = models.CharField(
        max_length=254, blank=True, help_text="Address, number or handle at which she is answered"
    )
    language = models.CharField(_("lingua"), max_length=2, default="it")
    opened_at = models.DateTimeField()
    last_in_at = models.DateTimeField(null=True, blank=True, help_text="When she last wrote")

    class Meta:
        verbose_name = _("conversazione")
        verbose_name_plural = _("conversazioni")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"], condition=~Q(key=""), name="thread_of_account_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.about}"

    @property
    def means(self) -> Channel:
        """What its channel allows."""
        return CHANNELS[self.channel]


class ThreadMessage(models.Model):
    """One message, or a note that only colleagues read. An edit keeps what stood before."""

    class Direction(models.TextChoices):
        IN = "in", _("da chi scrive")
        OUT = "out", _("dall'ufficio")
        NOTE = "note", _("nota interna")

    class State(models.TextChoices):
        RECEIVED = "received", _("ricevuto")
        SENT = "sent", _("inviato")
        DELIVERED = "delivered", _("consegnato")
        READ = "read", _("letto")
        FAILED = "failed", _("non consegnato")

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    space = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Space])
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(_("oggetto"), max_length=250, blank=True)
    text = models.TextField(_("testo"))
    html = models.TextField(blank=True, help_text="Cleaned; shown instead of the text where there is some")
    quoted = models.TextField(blank=True, help_text="What it repeats of earlier messages")
    written_at = models.DateTimeField(help_text="By the clock of whoever wrote or of the network")
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=80, blank=True)
    remote_id = models.CharField(max_length=250, blank=True)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.RECEIVED)
    failure = models.CharField(max_length=500, blank=True)
    automatic = models.BooleanField(default=False, help_text="Written by a machine: never answered by one")
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="When its writer took it back there")

    class Meta:
        verbose_name = _("messaggio di una conversazione")
        verbose_name_plural = _("messaggi di una conversazione")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id"], condition=~Q(remote_id=""), name="message_of_account_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.pk}"


class EarlierText(models.Model):
    """What a message said before it was edited by whoever wrote it."""

    message = models.ForeignKey(ThreadMessage, on_delete=models.CASCADE, related_name="earlier")
    text = models.TextField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("testo di prima")
        verbose_name_plural = _("testi di prima")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
