"""What somebody asks, tells or reports, on whatever channel; the words themselves are in the office's conversations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pasocial.office.messaging.channels.capabilities import CHANNELS


class PublicContact(models.Model):
    """One matter of one person with the office, from her first words until nothing is left to do."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Domanda")
        ASSISTANCE = "assistance", _("Richiesta di assistenza")
        DISSERVICE = "disservice", _("Segnalazione di disservizio")
        ACCESSIBILITY = "accessibility", _("Problema di accessibilità del sito")

    class State(models.TextChoices):
        NEW = "new", _("da prendere")
        TAKEN = "taken", _("in lavorazione")
        ANSWERED = "answered", _("risposto")
        CLOSED = "closed", _("concluso")
        GIVEN = "given", _("richiesta di accesso")

    code = models.CharField(max_length=14, unique=True, help_text="Opens it to its writer, with her address")
    once = models.CharField(
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text="The form that made it, so that two presses make one",
    )
    kind = models.CharField(_("tipo"), max_length=13, choices=Kind.choices, default=Kind.QUESTION)
    state = models.CharField(_("stato"), max_length=8, choices=State.choices, default=State.NEW)
    channel = models.CharField(_("canale"), max_length=20)
    subject = models.CharField(_("oggetto"), max_length=200)
    place = models.CharField(_("dove"), max_length=200, blank=True)
    name = models.CharField(_("nome"), max_length=200, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("telefono"), max_length=40, blank=True)
    language = models.CharField(max_length=2, default="it")
    excerpt = models.CharField(max_length=160, help_text="The first of her last words, for lists")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    received_at = models.DateTimeField(_("arrivato"))
    due_on = models.DateField(_("risposta entro"))
    first_replied_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(_("ultimo messaggio"))
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("esito"), max_length=250, blank=True)
    made = models.CharField(
        max_length=80, blank=True, help_text="The reference of what another desk made of it"
    )
    version = models.IntegerField(default=1)

    class Meta:
        verbose_name = _("contatto")
        verbose_name_plural = _("contatti")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at__isnull=True)),
                name="contact_closed_has_its_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(state__in=("new", "taken")),
                name="contact_to_answer",
            ),
            models.Index(fields=["-last_at", "-id"], name="contact_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def number(self) -> str:
        return f"C-{self.pk:06d}"

    @property
    def about(self) -> str:
        return f"contacts.contact:{self.pk}"

    @property
    def by_hand(self) -> bool:
        """Whether it is answered by word of mouth: what is said is written down, nothing leaves."""
        return CHANNELS[self.channel].by_hand
