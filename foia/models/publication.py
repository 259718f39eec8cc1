"""What the public sees of requests: the register, and the requests an answer made unnecessary."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest, Kind


class RegisterEntry(models.Model):
    """A line of the register of accesses: its public words are written apart and approved by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("da approvare")
        APPROVED = "approved", _("pubblicata")
        HIDDEN = "hidden", _("tolta")

    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="register_entry")
    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    public_subject = models.CharField(_("oggetto pubblico"), max_length=250)
    public_reason = models.TextField(_("sintesi della motivazione"), blank=True)
    received_on = models.DateField()
    outcome = models.CharField(max_length=16)
    decided_on = models.DateField()
    with_parties = models.BooleanField(_("con controinteressati"), default=False)
    review_outcome = models.CharField(max_length=8, blank=True)
    review_decided_on = models.DateField(null=True, blank=True)
    # C2 Annex 3, third part: the day a ruling was notified and how it ended.
    court_outcome = models.CharField(max_length=8, blank=True)
    court_notified_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1, help_text="Optimistic lock: every change of the line adds one")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=models.Func(
            F("public_subject"),
            F("public_reason"),
            function="italian_document",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("voce del registro")
        verbose_name_plural = _("voci del registro")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(approved_at__isnull=False) & ~Q(public_subject="")),
                name="foia_register_public_only_approved",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-decided_on", "-id"], condition=Q(state="approved"), name="foia_register_newest"
            ),
            # When the register last changed is asked by every page of it: two looks at an index.
            models.Index(
                fields=["-approved_at"], condition=Q(state="approved"), name="foia_register_changed"
            ),
            models.Index(fields=["id"], condition=Q(state="hidden"), name="foia_register_hidden"),
            GinIndex(fields=["search"], name="foia_register_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.public_subject

    @property
    def number(self) -> str:
        """As in the protocol: year/sequence."""
        return self.slug.replace("-", "/", 1)


class AvoidedRequest(models.Model):
    """Somebody found the answer before asking: what was offered and chosen, nothing about who."""

    answer_page_id = models.IntegerField(null=True, blank=True)
    register_entry = models.ForeignKey(
        RegisterEntry, null=True, blank=True, on_delete=models.CASCADE, related_name="avoided"
    )
    topic = models.ForeignKey(
        "foia.Topic", null=True, blank=True, on_delete=models.CASCADE, related_name="avoided"
    )
    day = models.DateField()
    shown = models.IntegerField(default=0)
    chosen = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("richiesta evitata")
        verbose_name_plural = _("richieste evitate")
        constraints = [
            models.UniqueConstraint(
                fields=["answer_page_id", "register_entry", "day"],
                nulls_distinct=False,
                name="foia_avoided_one_row_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.chosen}"


class TopicFollower(models.Model):
    """An earlier asker who was told that the answer is public."""

    topic = models.ForeignKey("foia.Topic", on_delete=models.CASCADE, related_name="followers")
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("richiedente avvisato")
        verbose_name_plural = _("richiedenti avvisati")
        constraints = [models.UniqueConstraint(fields=["topic", "request"], name="foia_follower_told_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} → {self.request_id}"
