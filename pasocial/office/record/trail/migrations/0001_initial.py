import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField(unique=True)),
                ("entries", models.IntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sigillo",
                "verbose_name_plural": "sigilli",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=80)),
                ("about", models.CharField(help_text="Reference such as desk.thing:42", max_length=80)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_ref", models.CharField(blank=True, max_length=60)),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
                ("happened_at", models.DateTimeField(help_text="The moment the edge read from the clock")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "note",
                    models.JSONField(
                        default=dict, help_text="References, verbs and numbers; no personal data"
                    ),
                ),
            ],
            options={
                "verbose_name": "voce della traccia",
                "verbose_name_plural": "voci della traccia",
                "indexes": [
                    models.Index(fields=["about", "id"], name="trail_entry_about"),
                    models.Index(fields=["event", "id"], name="trail_entry_event"),
                    models.Index(fields=["user_id", "id"], name="trail_entry_user"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reaction", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "da fare"), ("done", "fatta"), ("failed", "da guardare")],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("attempts", models.IntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="office_trail.entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "consegna",
                "verbose_name_plural": "consegne",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["due_at"],
                        name="trail_delivery_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "reaction"), name="trail_delivery_once_per_reaction"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("done_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="trail_delivery_done_has_its_moment",
                    ),
                ],
            },
        ),
    ]
