"""Work items: what is to be done, by which desk, by whom, by when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Item(models.Model):
    """One thing a desk has to do. `about` refers to the thing it concerns, such as desk.thing:42."""

    class State(models.TextChoices):
        OPEN = "open", _("da prendere")
        TAKEN = "taken", _("in lavorazione")
        DONE = "done", _("fatta")

    desk = models.CharField(_("redazione"), max_length=30)
    kind = models.CharField(_("tipo"), max_length=40)
    about = models.CharField(max_length=80)
    title = models.CharField(_("titolo"), max_length=250)
    why = models.TextField(_("perché"), blank=True)
    state = models.CharField(_("stato"), max_length=6, choices=State.choices, default=State.OPEN)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="work_items"
    )
    # Who was meant, while she is away and the assignee stands in for her.
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whose people may take it, whatever their desk.
    group = models.ForeignKey(
        "office_members.WorkGroup",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="work_items",
    )
    due_on = models.DateField(_("scadenza"), null=True, blank=True)
    priority = models.SmallIntegerField(_("priorità"), default=0)
    opened_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    handed_from = models.CharField(max_length=30, blank=True)
    outcome = models.CharField(_("esito"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("attività")
        verbose_name_plural = _("attività")
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "kind", "about"],
                condition=~models.Q(state="done"),
                name="work_item_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at__isnull=True)),
                name="work_item_done_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "due_on", "id"], condition=~models.Q(state="done"), name="work_item_queue"
            ),
            models.Index(
                fields=["assignee", "due_on"], condition=~models.Q(state="done"), name="work_item_mine"
            ),
            models.Index(fields=["about"], name="work_item_about"),
        ]

    def __str__(self) -> str:
        return self.title
