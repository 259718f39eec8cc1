import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desk", models.CharField(max_length=30, verbose_name="redazione")),
                ("kind", models.CharField(max_length=40, verbose_name="tipo")),
                ("about", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=250, verbose_name="titolo")),
                ("why", models.TextField(blank=True, verbose_name="perché")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "da prendere"), ("taken", "in lavorazione"), ("done", "fatta")],
                        default="open",
                        max_length=6,
                        verbose_name="stato",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="scadenza")),
                ("priority", models.SmallIntegerField(default=0, verbose_name="priorità")),
                ("opened_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("handed_from", models.CharField(blank=True, max_length=30)),
                ("outcome", models.CharField(blank=True, max_length=250, verbose_name="esito")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "attività",
                "verbose_name_plural": "attività",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=["desk", "due_on", "id"],
                        name="work_item_queue",
                    ),
                    models.Index(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=["assignee", "due_on"],
                        name="work_item_mine",
                    ),
                    models.Index(fields=["about"], name="work_item_about"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "done"), _negated=True),
                        fields=("desk", "kind", "about"),
                        name="work_item_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("done_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="work_item_done_has_its_moment",
                    ),
                ],
            },
        ),
    ]
