from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        help_text="What asked for it, such as foia.topic:7", max_length=80, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titolo")),
                ("brief", models.TextField(blank=True, verbose_name="che cosa serve")),
                ("redact_first", models.BooleanField(default=False, verbose_name="prima oscurare")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "da prendere"),
                            ("writing", "in scrittura"),
                            ("submitted", "da approvare"),
                            ("published", "pubblicata"),
                            ("dropped", "lasciata"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("page_id", models.IntegerField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True, verbose_name="perché torna indietro")),
            ],
            options={
                "verbose_name": "pagina da scrivere",
                "verbose_name_plural": "pagine da scrivere",
                "ordering": ["-id"],
            },
        ),
    ]
