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
    """A line in a member's dashboard: what happened (`kind`, or `words` where more is said) to which thing.

    `name` of the thing may stand in a mail; `title` only inside, since citizens wrote it. `needs_me`: something waits
    for this person. `owed_by_mail`: the next digest tells it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=250, blank=True)
    words = models.CharField(max_length=250, blank=True)
    url = models.CharField(max_length=250, blank=True)
    needs_me = models.BooleanField(default=False)
    owed_by_mail = models.BooleanField(default=False)
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
            ),
            models.Index(fields=["user", "about"], name="notices_of_thing"),
            models.Index(
                fields=["about", "kind"],
                condition=models.Q(read_at__isnull=True),
                name="notices_unread_about",
            ),
            models.Index(
                fields=["user", "kind"],
                condition=models.Q(owed_by_mail=True, read_at__isnull=True),
                name="notices_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class NoticeChoice(models.Model):
    """How a member wants to be told one kind of thing; without a row, as its desk declares."""

    class Way(models.TextChoices):
        NOW = "now", _("subito, anche per posta")
        DIGEST = "digest", _("nel riepilogo del mattino")
        INSIDE = "inside", _("solo qui")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=6, choices=Way.choices)

    class Meta:
        verbose_name = _("preferenza sugli avvisi")
        verbose_name_plural = _("preferenze sugli avvisi")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notices_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"
