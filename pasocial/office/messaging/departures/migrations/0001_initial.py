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
            name="Departure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("desk", models.CharField(max_length=30)),
                ("thing", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=250, verbose_name="che cosa parte")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("leaving", "in partenza"),
                            ("sent", "partita"),
                            ("recalled", "annullata"),
                            ("held", "non partita"),
                        ],
                        default="leaving",
                        max_length=8,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("leaves_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, help_text="When it left, was called back or was held", null=True
                    ),
                ),
                (
                    "attempts",
                    models.PositiveIntegerField(
                        default=0, help_text="How often it tried to leave and could not"
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True, help_text="Code of the reason it did not leave", max_length=40
                    ),
                ),
                ("trouble_words", models.CharField(blank=True, max_length=500)),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "partenza",
                "verbose_name_plural": "partenze",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "leaving")),
                        fields=["leaves_at"],
                        name="departure_leaving",
                    ),
                    models.Index(fields=["about"], name="departure_about"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "leaving")),
                        fields=("kind", "thing"),
                        name="departure_one_leaving",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "leaving")),
                            models.Q(
                                models.Q(("state", "leaving"), _negated=True), ("ended_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="departure_ended_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Freeze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desk", models.CharField(blank=True, max_length=30, verbose_name="redazione")),
                ("about", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(verbose_name="perché")),
                ("frozen_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
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
                "verbose_name": "fermo delle partenze",
                "verbose_name_plural": "fermi delle partenze",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("desk", "about"),
                        name="freeze_once",
                    )
                ],
            },
        ),
    ]
