"""A notice says its kind and its thing, each member chooses how she is told each kind, and a digest is owed by mail."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office_notices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("now", "subito, anche per posta"),
                            ("digest", "nel riepilogo del mattino"),
                            ("inside", "solo qui"),
                        ],
                        max_length=6,
                    ),
                ),
            ],
            options={
                "verbose_name": "preferenza sugli avvisi",
                "verbose_name_plural": "preferenze sugli avvisi",
            },
        ),
        migrations.RemoveField(
            model_name="preference",
            name="user",
        ),
        migrations.AddField(
            model_name="notice",
            name="about",
            field=models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="name",
            field=models.CharField(default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="needs_me",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="notice",
            name="owed_by_mail",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="notice",
            name="title",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AlterField(
            model_name="notice",
            name="words",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["user", "about"], name="notices_of_thing"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["about", "kind"],
                name="notices_unread_about",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("owed_by_mail", True), ("read_at__isnull", True)),
                fields=["user", "kind"],
                name="notices_for_digest",
            ),
        ),
        migrations.AddField(
            model_name="noticechoice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notice_choices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.DeleteModel(
            name="Preference",
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.UniqueConstraint(fields=("user", "kind"), name="notices_choice_once"),
        ),
    ]
