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
            name="DeskMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desk", models.CharField(max_length=30, verbose_name="redazione")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "responsabile"),
                            ("editor", "redattrice o redattore"),
                            ("viewer", "sola lettura"),
                        ],
                        max_length=10,
                        verbose_name="ruolo",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "appartenenza a una redazione",
                "verbose_name_plural": "appartenenze alle redazioni",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "desk"), name="members_one_role_per_desk"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["head", "editor", "viewer"])),
                        name="members_desk_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeRoleHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "coordinamento"),
                            ("rpct", "responsabile della trasparenza (RPCT)"),
                            ("top", "vertice politico e amministrativo"),
                            ("office_contact", "referente di un altro ufficio"),
                        ],
                        max_length=16,
                        verbose_name="ruolo",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="office_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ruolo d'ufficio",
                "verbose_name_plural": "ruoli d'ufficio",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "role"), name="members_office_role_once"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["coordinator", "rpct", "top", "office_contact"])),
                        name="members_office_role_known",
                    ),
                ],
            },
        ),
    ]
