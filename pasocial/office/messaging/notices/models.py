"""Mail that left or must leave, and notices inside the dashboard."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One message to one address: written by a reaction, sent by a worker, shown on its case.

    `key` makes writing it twice impossible; `message_id` is derived from it, so a copy that leaves twice (the worker
    died between the server's acceptance and our commit) carries the same Message-ID and mail programs show it once.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("in partenza")
        SENT = "sent", _("partita")
        REFUSED = "refused", _("rifiutata")
        FAILED = "failed", _("non partita")

    key = models.CharField(max_length=160, unique=True)
    message_id = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    language = models.CharField(max_length=2, default="it")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    reply_to = models.EmailField(blank=True)
    attachments = models.JSONField(default=list, help_text="Public ids of stored files")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("messaggio in uscita")
        verbose_name_plural = _("messaggi in uscita")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="queued"), name="notices_mail_owed")
        ]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """A line in a member's dashboard."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=160)
    words = models.CharField(max_length=250)
    url = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notices_notice_once")]
        indexes = [
            models.Index(
                fields=["user", "-id"], condition=models.Q(read_at__isnull=True), name="notices_unread"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Preference(models.Model):
    """Which in-app notices a member also wants by mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    mail_when_assigned = models.BooleanField(_("una mail quando mi assegnano un'attività"), default=True)
    mail_when_due = models.BooleanField(_("una mail quando una scadenza è vicina"), default=True)

    class Meta:
        verbose_name = _("preferenze degli avvisi")
        verbose_name_plural = _("preferenze degli avvisi")

    def __str__(self) -> str:
        return str(self.user)
