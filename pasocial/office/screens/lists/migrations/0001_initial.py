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
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list", models.CharField(max_length=60, verbose_name="elenco")),
                ("name", models.CharField(max_length=60, verbose_name="nome")),
                ("query", models.CharField(max_length=500)),
                ("shared", models.BooleanField(default=False, verbose_name="visibile a tutta la redazione")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vista salvata",
                "verbose_name_plural": "viste salvate",
                "ordering": ["name", "pk"],
                "indexes": [models.Index(fields=["list", "shared"], name="office_saved_view_shared")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "list", "name"), name="office_saved_view_name_once"
                    )
                ],
            },
        ),
    ]
