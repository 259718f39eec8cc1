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
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=160, unique=True)),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("kind", models.CharField(max_length=60)),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(default="it", max_length=2)),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("attachments", models.JSONField(default=list, help_text="Public ids of stored files")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "in partenza"),
                            ("sent", "partita"),
                            ("refused", "rifiutata"),
                            ("failed", "non partita"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("attempts", models.IntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "messaggio in uscita",
                "verbose_name_plural": "messaggi in uscita",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")), fields=["due_at"], name="notices_mail_owed"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mail_when_assigned",
                    models.BooleanField(
                        default=True, verbose_name="una mail quando mi assegnano un'attività"
                    ),
                ),
                (
                    "mail_when_due",
                    models.BooleanField(default=True, verbose_name="una mail quando una scadenza è vicina"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "preferenze degli avvisi",
                "verbose_name_plural": "preferenze degli avvisi",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=160)),
                ("words", models.CharField(max_length=250)),
                ("url", models.CharField(blank=True, max_length=250)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "avviso",
                "verbose_name_plural": "avvisi",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user", "-id"],
                        name="notices_unread",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="notices_notice_once")],
            },
        ),
    ]
