from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="chiave")),
                ("value", models.JSONField(null=True, verbose_name="valore")),
                ("changed_at", models.DateTimeField(verbose_name="cambiata")),
                ("user_id", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "impostazione",
                "verbose_name_plural": "impostazioni",
                "ordering": ["key"],
            },
        ),
    ]
