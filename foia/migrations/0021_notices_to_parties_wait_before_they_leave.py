"""A notice to a third party waits fifteen seconds before it leaves, and keeps the words that were seen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foia", "0020_a_review_may_be_entrusted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.JSONField(help_text="The parts of the letter, see foia.letters.party")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("leaving", "in partenza"),
                            ("sent", "inviato"),
                            ("recalled", "annullato"),
                            ("held", "non partito"),
                        ],
                        default="leaving",
                        max_length=8,
                    ),
                ),
                ("pressed_at", models.DateTimeField()),
                ("leaves_at", models.DateTimeField()),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, help_text="When it left, was called back or was held", null=True
                    ),
                ),
                (
                    "held_why",
                    models.CharField(
                        blank=True, help_text="Code of the reason it could not leave", max_length=40
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="foia.party"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "avviso al controinteressato",
                "verbose_name_plural": "avvisi ai controinteressati",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "leaving")),
                        fields=["leaves_at"],
                        name="foia_notice_leaving",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "leaving")),
                        fields=("party",),
                        name="foia_notice_one_leaving",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "leaving"), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="foia_notice_ended_has_its_moment",
                    ),
                ],
            },
        ),
    ]
