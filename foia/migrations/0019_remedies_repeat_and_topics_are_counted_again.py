"""A later decision may be reviewed in its turn, appeals that ended are found, and how far a recount of topics is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0018_common_names_cost_little"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="review",
            options={"ordering": ["id"], "verbose_name": "riesame", "verbose_name_plural": "riesami"},
        ),
        migrations.AlterField(
            model_name="review",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="foia.request"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)),
                fields=("request",),
                name="foia_review_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(
                    (
                        "kind__in",
                        (
                            "reopened_by_court",
                            "reopened_by_ombudsman",
                            "rejected_by_court",
                            "rejected_by_ombudsman",
                        ),
                    )
                ),
                fields=["request"],
                name="foia_fact_appeals_ended",
            ),
        ),
        migrations.CreateModel(
            name="TopicRecount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("threshold", models.PositiveSmallIntegerField()),
                ("strict", models.BooleanField()),
                ("soft_shown", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "in corso"),
                            ("done", "finito"),
                            ("replaced", "sostituito da uno più recente"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                (
                    "last_topic",
                    models.BigIntegerField(default=0, help_text="Topics up to this id were counted"),
                ),
                ("topics", models.IntegerField(default=0, help_text="How many there were to count")),
                ("counted", models.IntegerField(default=0)),
                ("raised", models.IntegerField(default=0, help_text="Flags raised, or made harder")),
                ("lowered", models.IntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "riconteggio dei temi",
                "verbose_name_plural": "riconteggi dei temi",
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="topicrecount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("state",),
                name="foia_recount_one_at_a_time",
            ),
        ),
    ]
