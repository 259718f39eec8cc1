"""A request, the person who made it (kept apart, so that it can be erased), and its yearly number."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import address_shown


class Kind(models.TextChoices):
    SIMPLE_CIVIC = "simple_civic", _("accesso civico semplice")
    GENERALISED = "generalised", _("accesso civico generalizzato (FOIA)")
    DOCUMENTARY = "documentary", _("accesso documentale")
    ENVIRONMENTAL = "environmental", _("accesso ambientale")


class Channel(models.TextChoices):
    """The channels of foia.rules.filing, and the import of requests that came before this platform."""

    PORTAL = "portal", _("portale")
    API = "api", _("altro programma")
    EMAIL = "email", _("e-mail")
    PEC = "pec", _("PEC")
    POST = "post", _("posta")
    FAX = "fax", _("fax")
    COUNTER = "counter", _("sportello")
    SOCIAL = "social", _("social media")
    IMPORT = "import", _("importazione")


class Applicant(models.Model):
    """Personal data of one applicant for one request: nothing else of the request names her."""

    name = models.CharField(_("nome e cognome"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    birth_date = models.DateField(_("data di nascita"), null=True, blank=True)
    birth_place = models.CharField(_("luogo di nascita"), max_length=200, blank=True)
    codice_fiscale = models.CharField(_("codice fiscale"), max_length=16, blank=True)
    eidas_id = models.CharField(max_length=200, blank=True)
    pec = models.EmailField(_("domicilio digitale (PEC)"), blank=True)
    phone = models.CharField(_("telefono"), max_length=200, blank=True)
    postal_address = models.CharField(_("indirizzo"), max_length=250, blank=True)
    organisation = models.CharField(_("organizzazione"), max_length=200, blank=True)
    identified_by = models.CharField(_("come è identificata"), max_length=20, blank=True)
    language = models.CharField(_("lingua"), max_length=2, default="it")
    consents_electronic = models.BooleanField(_("accetta comunicazioni elettroniche"), default=True)
    agrees_to_be_told = models.BooleanField(_("vuole sapere se la risposta sarà pubblicata"), default=False)

    class Meta:
        verbose_name = _("richiedente")
        verbose_name_plural = _("richiedenti")
        indexes = [
            # Names typed nearly right, or without their accents, are found in the inbox.
            GinIndex(
                OpClass(Func(F("name"), function="folded"), "gin_trgm_ops"),
                name="foia_applicant_name_folded",
                fastupdate=False,
            ),
            GinIndex(
                OpClass(Func(F("organisation"), function="folded"), "gin_trgm_ops"),
                name="foia_applicant_org_folded",
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email_shown

    @property
    def email_shown(self) -> str:
        """The address as its owner writes it: what is kept has its domain in ASCII."""
        return address_shown(self.email)


class Numbering(models.Model):
    """The last number given in a year; its row lock makes numbers consecutive (DPR 445/2000, art. 57)."""

    year = models.IntegerField(primary_key=True)
    last = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("numerazione")
        verbose_name_plural = _("numerazioni")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


# The states in which something is still asked of the office (foia.queries.inbox.ACTIVE): an index of its own, since
# they are few however long the history is.
ASKING = (
    *("received", "needs_identification", "in_progress", "awaiting_parties"),
    *("awaiting_approval", "approved", "standstill", "under_review"),
)


class AccessRequest(models.Model):
    """One access request. `state`, `visibility` and the deadline are three separate things.

    `due_on` and the other days are caches of the fold over facts, written only by operations.
    """

    Kind: ClassVar = Kind
    Channel: ClassVar = Channel

    code = models.CharField(
        _("codice"), max_length=20, unique=True, help_text="Random, 60 bits, opens the case with the e-mail"
    )
    year = models.IntegerField()
    sequence = models.IntegerField()
    kind = models.CharField(
        _("tipo di accesso"), max_length=16, choices=Kind.choices, default=Kind.GENERALISED
    )
    channel = models.CharField(_("canale"), max_length=10, choices=Channel.choices, default=Channel.PORTAL)
    subject = models.CharField(_("oggetto"), max_length=200)
    body = models.TextField(_("richiesta"))
    language = models.CharField(max_length=2, default="it")
    purpose = models.CharField(_("scopo dichiarato"), max_length=20, blank=True)
    motive = models.TextField(_("interesse diretto"), blank=True)
    sector = models.CharField(_("ufficio o materia, per chi chiede"), max_length=200, blank=True)
    delivery = models.CharField(_("come vuole i documenti"), max_length=20, default="email")
    made_public_url = models.URLField(_("dove è stata resa pubblica"), max_length=500, blank=True)
    made_public_on = models.DateField(_("resa pubblica il"), null=True, blank=True)
    applicant = models.OneToOneField(Applicant, on_delete=models.PROTECT, related_name="request")

    state = models.CharField(_("stato"), max_length=24, default="received")
    visibility = models.CharField(_("visibilità"), max_length=12, default="private")
    holder = models.CharField(_("ufficio che detiene"), max_length=150, blank=True)
    priority = models.SmallIntegerField(_("priorità"), default=0)
    is_test = models.BooleanField(_("di prova"), default=False)

    received_at = models.DateTimeField(_("ricevuta il"))
    received_on = models.DateField(_("giorno di ricezione"))
    due_on = models.DateField(_("scadenza"), null=True, blank=True)
    target_on = models.DateField(_("obiettivo interno"), null=True, blank=True)
    decide_not_before = models.DateField(null=True, blank=True)
    send_not_before = models.DateField(null=True, blank=True)
    clock_alert = models.CharField(max_length=40, blank=True)
    answered_on = models.DateField(_("risposta il"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("esito"), max_length=16, blank=True)
    # Set once the case was reopened: `due_on` and `outcome` then follow the new decision, the figures keep the first.
    first_due_on = models.DateField(_("scadenza della prima risposta"), null=True, blank=True)
    first_outcome = models.CharField(_("esito della prima risposta"), max_length=16, blank=True)

    person_key = models.CharField(
        max_length=80, blank=True, help_text="Keyed digest with its kind, see rules.recurrence"
    )
    person_aliases = models.JSONField(
        default=list,
        blank=True,
        help_text="Keys of her other identifiers, see rules.recurrence.resolve_persons",
    )
    organisation_key = models.CharField(max_length=80, blank=True)
    identified_on = models.DateField(null=True, blank=True)
    counts_for_recurrence = models.BooleanField(default=True)

    idempotency_key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    source_ref = models.CharField(
        max_length=120, null=True, blank=True, unique=True, help_text="Identifier in an imported file"
    )
    version = models.IntegerField(
        default=1, help_text="Optimistic lock: every operation on the case adds one"
    )
    search = models.GeneratedField(
        expression=models.Func(
            F("subject"), F("body"), function="italian_document", output_field=SearchVectorField()
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("richiesta di accesso")
        verbose_name_plural = _("richieste di accesso")
        constraints = [
            models.UniqueConstraint(fields=["year", "sequence"], name="foia_request_number_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="foia_request_kind_known"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("received_on")),
                name="foia_request_due_after_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="foia_request_queue"),
            models.Index(fields=["-received_at", "-id"], name="foia_request_newest"),
            models.Index(fields=["person_key"], name="foia_request_person"),
            # The inbox of everything ever asked, the figures of a year: pages that must not grow with history.
            models.Index(
                fields=["due_on", "-priority", "id"], condition=Q(is_test=False), name="foia_request_due"
            ),
            models.Index(
                fields=["due_on", "-priority", "id"],
                condition=Q(is_test=False, state__in=ASKING),
                name="foia_request_open_due",
            ),
            models.Index(fields=["received_on"], condition=Q(is_test=False), name="foia_request_asked"),
            models.Index(fields=["answered_on"], condition=Q(is_test=False), name="foia_request_answered"),
            # Without fastupdate: a search would read what was filed since the last vacuum row by row.
            GinIndex(fields=["search"], name="foia_request_search", fastupdate=False),
            GinIndex(
                fields=["subject"],
                opclasses=["gin_trgm_ops"],
                name="foia_request_subject_trgm",
                fastupdate=False,
            ),
        ]
        permissions = [("follow_request", "Can follow one shared request")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def number(self) -> str:
        """Year and at least seven digits, restarting each year (DPR 445/2000, art. 57)."""
        return f"{self.year}/{self.sequence:07d}"

    @property
    def decision(self) -> Any:
        """The newest decision, sent or being prepared; None before the first. Uses what was prefetched."""
        return max(self.decisions.all(), key=lambda one: one.number, default=None)

    @property
    def about(self) -> str:
        """The reference other parts of the office know this request by."""
        return f"foia.request:{self.pk}"


class Rating(models.Model):
    """What the applicant thought of the answer: one of three faces and, if she wishes, a word."""

    request = models.OneToOneField(AccessRequest, on_delete=models.CASCADE, related_name="rating")
    face = models.SmallIntegerField(
        choices=[(1, _("insoddisfatto")), (2, _("così così")), (3, _("soddisfatto"))]
    )
    comment = models.TextField(blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("valutazione")
        verbose_name_plural = _("valutazioni")
        constraints = [models.CheckConstraint(condition=Q(face__in=(1, 2, 3)), name="foia_rating_face_known")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.face}"
