"""The append-only record of who did what, and the outbox of what must follow.

PostgreSQL itself refuses UPDATE, DELETE and TRUNCATE on entries and seals (see the migration). Entries hold references
and verbs, never personal data, so that nothing ever needs to be erased from them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One operation, recorded in the operation's own transaction."""

    event = models.CharField(max_length=80)
    about = models.CharField(max_length=80, help_text="Reference such as desk.thing:42")
    actor_kind = models.CharField(max_length=10)
    actor_ref = models.CharField(max_length=60, blank=True)
    user_id = models.BigIntegerField(null=True, blank=True)
    happened_at = models.DateTimeField(help_text="The moment the edge read from the clock")
    recorded_at = models.DateTimeField(db_default=models.functions.Now())
    note = models.JSONField(default=dict, help_text="References, verbs and numbers; no personal data")

    class Meta:
        verbose_name = _("voce della traccia")
        verbose_name_plural = _("voci della traccia")
        indexes = [
            models.Index(fields=["about", "id"], name="trail_entry_about"),
            models.Index(fields=["event", "id"], name="trail_entry_event"),
            models.Index(fields=["user_id", "id"], name="trail_entry_user"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.about}"


class Seal(models.Model):
    """Hashes every entry since the previous seal together with that seal, so writers never wait on one another."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    entries = models.IntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sigillo")
        verbose_name_plural = _("sigilli")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.first_id}-{self.last_id} {self.digest[:12]}"


class Delivery(models.Model):
    """One reaction owed to one entry: unique, so retries and crashes cannot make it happen twice."""

    class State(models.TextChoices):
        PENDING = "pending", _("da fare")
        DONE = "done", _("fatta")
        FAILED = "failed", _("da guardare")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    reaction = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.IntegerField(default=0)
    last_error = models.TextField(blank=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consegna")
        verbose_name_plural = _("consegne")
        constraints = [
            models.UniqueConstraint(fields=["entry", "reaction"], name="trail_delivery_once_per_reaction"),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at__isnull=True)),
                name="trail_delivery_done_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="pending"), name="trail_delivery_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ← {self.entry_id}"
