"""Topics that recur: requests that people confirmed to ask for the same thing, and the flag they raise."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest


class Topic(models.Model):
    """What several requests ask for. `flag` is the verdict of rules.recurrence, kept by operations."""

    class Flag(models.TextChoices):
        NONE = "none", _("nessuna segnalazione")
        SOFT = "soft", _("da osservare")
        HARD = "hard", _("da valutare per la pubblicazione")

    class Choice(models.TextChoices):
        PUBLISH = "publish", _("pubblicare")
        REDACT = "redact", _("oscurare e pubblicare")
        NOT = "not", _("non pubblicare")

    title = models.CharField(_("tema"), max_length=200)
    summary = models.TextField(_("che cosa si chiede"), blank=True)
    flag = models.CharField(_("segnalazione"), max_length=4, choices=Flag.choices, default=Flag.NONE)
    flagged_on = models.DateField(_("segnalato con effetto dal"), null=True, blank=True)
    flagged_at = models.DateTimeField(null=True, blank=True)
    hard_on = models.DateField(null=True, blank=True, help_text="First hard day: rules.recurrence.Standing")
    soft_on = models.DateField(null=True, blank=True, help_text="First soft day: rules.recurrence.Standing")
    window_from = models.DateField(null=True, blank=True)
    window_to = models.DateField(null=True, blank=True)
    persons_in_window = models.IntegerField(default=0)
    requests_in_window = models.IntegerField(default=0)
    requests_total = models.IntegerField(default=0)
    last_asked_on = models.DateField(null=True, blank=True)
    decide_by = models.DateField(_("da decidere entro"), null=True, blank=True)
    choice = models.CharField(_("decisione"), max_length=8, choices=Choice.choices, blank=True)
    choice_reason = models.TextField(_("motivo della decisione"), blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(null=True, blank=True)
    look_again_on = models.DateField(_("da riguardare il"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    created_at = models.DateTimeField()
    version = models.IntegerField(
        default=1, db_default=1, help_text="Grows with each operation: who saw what"
    )
    search = models.GeneratedField(
        expression=models.Func(
            F("title"), F("summary"), function="italian_document", output_field=SearchVectorField()
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("tema ricorrente")
        verbose_name_plural = _("temi ricorrenti")
        constraints = [
            models.CheckConstraint(
                condition=~Q(flag="hard") | Q(flagged_on__isnull=False), name="foia_topic_flag_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(choice="") | ~Q(choice_reason=""), name="foia_topic_choice_has_its_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["flag", "-last_asked_on"], name="foia_topic_board"),
            GinIndex(fields=["search"], name="foia_topic_search", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"foia.topic:{self.pk}"


class TopicMembership(models.Model):
    """A request confirmed by a person to belong to a topic; a request asks for one thing, so it has one topic."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="memberships")
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="topic_membership")
    asked_on = models.DateField(
        help_text="Copy of the day of presentation, so that a window is one index read"
    )
    person_key = models.CharField(max_length=80, blank=True)
    person_aliases = ArrayField(models.CharField(max_length=80), default=list)
    person = models.CharField(
        max_length=80, blank=True, help_text="The key that stands for this person in this topic"
    )
    proven = models.BooleanField(default=False)
    organisation_key = models.CharField(max_length=80, blank=True)
    organisation_confirmed = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("richiesta di un tema")
        verbose_name_plural = _("richieste di un tema")
        indexes = [
            models.Index(fields=["topic", "asked_on", "id"], name="foia_membership_window"),
            models.Index(fields=["topic", "person", "-asked_on"], name="foia_membership_person"),
            models.Index(fields=["topic", "person_key"], name="foia_membership_key"),
            models.Index(
                fields=["topic", "organisation_key", "asked_on"],
                condition=~Q(organisation_key=""),
                name="foia_membership_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} ← {self.request_id}"


class TopicIdentity(models.Model):
    """One row for each distinct key in a topic, however often it asked: which identifiers it has shown, whom it is.

    Without it a new request would read every membership that shares an identifier with it, and a person with ten
    thousand requests would cost ten thousand rows each time.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="identities")
    person_key = models.CharField(max_length=80)
    aliases = ArrayField(models.CharField(max_length=80), default=list)
    person = models.CharField(
        max_length=80, help_text="The key that stands for this person, as on memberships"
    )

    class Meta:
        verbose_name = _("persona di un tema")
        verbose_name_plural = _("persone di un tema")
        constraints = [models.UniqueConstraint(fields=["topic", "person_key"], name="foia_identity_once")]
        indexes = [
            models.Index(fields=["topic", "person"], name="foia_identity_person"),
            models.Index(fields=["person_key"], name="foia_identity_key"),
            GinIndex(fields=["aliases"], name="foia_identity_aliases", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.person_key[:12]}"


class PersonStatement(models.Model):
    """What staff know of two keys, wherever they appear: one person, or two. The later word replaces the former.

    Who said what before stays in the trail.
    """

    one = models.CharField(max_length=80)
    other = models.CharField(max_length=80)
    same = models.BooleanField()
    why = models.TextField(_("perché"), blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dichiarazione su due persone")
        verbose_name_plural = _("dichiarazioni su due persone")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="foia_statement_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="foia_statement_of_two"),
        ]
        indexes = [models.Index(fields=["other"], name="foia_statement_other")]

    def __str__(self) -> str:
        return f"{self.one[:12]} {'=' if self.same else '≠'} {self.other[:12]}"


class TopicAsker(models.Model):
    """From which day to which a person (or confirmed organisation, or bare name) asked, never pausing over a year.

    What the count reads instead of the requests: before a flag at most three persons count in any year, however often
    each of them asked.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("persona")
        SUBJECT = "subject", _("persona o organizzazione")
        UNPROVEN = "unproven", _("solo un nome")

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="askers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        verbose_name = _("chi ha chiesto")
        verbose_name_plural = _("chi ha chiesto")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "key", "first_on"], name="foia_asker_stretch_once"
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="foia_asker_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "kind", "-last_on"], name="foia_asker_latest"),
            models.Index(fields=["topic", "kind", "first_on", "id"], name="foia_asker_earliest"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.kind} {self.first_on} – {self.last_on}"


class TopicAct(models.Model):
    """A join, split or merge as it was done, so that it can be undone: which request moved from where to where."""

    class Verb(models.TextChoices):
        START = "start", _("aperto")
        JOIN = "join", _("aggiunte")
        LEAVE = "leave", _("tolte")
        SPLIT = "split", _("diviso")
        MERGE = "merge", _("unito")

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="acts")
    other = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=5, choices=Verb.choices)
    moved = models.JSONField(
        default=list, help_text="[[request id, from topic id or null, to topic id or null], …]"
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("modifica di un tema")
        verbose_name_plural = _("modifiche di un tema")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["topic", "-id"], condition=Q(undone_at__isnull=True), name="foia_act_latest")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.verb}"


class TopicChange(models.Model):
    """Each time the flag moved: from what, to what, with effect from which day, and why."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="changes")
    before = models.CharField(max_length=4, choices=Topic.Flag.choices)
    after = models.CharField(max_length=4, choices=Topic.Flag.choices)
    on = models.DateField(null=True, blank=True)
    persons = models.IntegerField(default=0)
    requests = models.IntegerField(default=0)
    because = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cambio di segnalazione")
        verbose_name_plural = _("cambi di segnalazione")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.before} → {self.after}"


class TopicRecount(models.Model):
    """All topics counted again after the coordinator changed how one counts: how far it is, and what moved.

    The terms it counts with are its own: what a worker remembers of the settings may be a minute old.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("in corso")
        DONE = "done", _("finito")
        REPLACED = "replaced", _("sostituito da uno più recente")

    threshold = models.PositiveSmallIntegerField()
    strict = models.BooleanField()
    soft_shown = models.BooleanField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    last_topic = models.BigIntegerField(default=0, help_text="Topics up to this id were counted")
    topics = models.IntegerField(default=0, help_text="How many there were to count")
    counted = models.IntegerField(default=0)
    raised = models.IntegerField(default=0, help_text="Flags raised, or made harder")
    lowered = models.IntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("riconteggio dei temi")
        verbose_name_plural = _("riconteggi dei temi")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="foia_recount_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.counted}/{self.topics} ({self.state})"

    @property
    def missing(self) -> int:
        return max(self.topics - self.counted, 0)


class Suggestion(models.Model):
    """An earlier request the machine thinks is alike, with its reason; a person accepts or refuses it."""

    class Verdict(models.TextChoices):
        OPEN = "open", _("da valutare")
        ACCEPTED = "accepted", _("stessa cosa")
        REFUSED = "refused", _("cosa diversa")

    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="suggestions")
    earlier = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="suggested_by")
    score = models.FloatField()
    why = models.JSONField(default=dict, help_text="pasocial.likeness.Explanation as plain data")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.OPEN)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    together = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Judged with many others in one act: kept, but no measure of how good suggestions are",
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("richiesta simile proposta")
        verbose_name_plural = _("richieste simili proposte")
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["request", "earlier"], name="foia_suggestion_once")]
        indexes = [
            models.Index(fields=["-score", "-id"], condition=Q(verdict="open"), name="foia_suggestion_open"),
            models.Index(fields=["score"], condition=~Q(verdict="open"), name="foia_suggestion_judged"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} ~ {self.earlier_id} ({self.score:.2f})"


class ProposalThreshold(models.Model):
    """The likeness from which many requests may be proposed at once, as it was measured and adopted; the last holds.

    Without a row nothing is proposed at once: a guess is no measure.
    """

    score = models.FloatField()
    judged = models.IntegerField(help_text="Judged suggestions at or above the score")
    refused = models.IntegerField(help_text="Of those, the wrong ones")
    judged_in_all = models.IntegerField()
    upper = models.FloatField(help_text="Upper limit of the wrong share (rules.recurrence.quality)")
    found_share = models.FloatField(help_text="Of the right suggestions, the share at or above the score")
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    adopted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("soglia delle proposte")
        verbose_name_plural = _("soglie delle proposte")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gt=0, score__lte=1) & Q(refused__lte=F("judged")),
                name="foia_threshold_is_a_measure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.score:.2f} ({self.judged})"
