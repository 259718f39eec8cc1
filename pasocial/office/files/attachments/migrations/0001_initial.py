import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CleanCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "senza metadati"),
                            ("needless", "di un tipo che non ne porta"),
                            ("refused", "non si è potuta fare"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "why",
                    models.CharField(blank=True, help_text="Code of cleaning.making.REFUSED", max_length=20),
                ),
                ("content", models.FileField(blank=True, max_length=120, upload_to="")),
                ("size", models.BigIntegerField(default=0, verbose_name="dimensione in byte")),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "verbose_name": "copia senza metadati",
                "verbose_name_plural": "copie senza metadati",
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "da guardare"),
                            ("clear", "niente di personale"),
                            ("replaced", "sostituito da una copia oscurata"),
                            ("left_out", "lasciato fuori"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="perché")),
                ("by_eye", models.BooleanField(default=False, verbose_name="guardato a occhio")),
                ("gathered_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "file da pubblicare",
                "verbose_name_plural": "file da pubblicare",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Of the suspect, or `by_eye` for what no machine could read", max_length=60
                    ),
                ),
                ("excerpt", models.CharField(blank=True, max_length=300, verbose_name="che cosa")),
                ("reason", models.TextField(verbose_name="perché")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "conferma",
                "verbose_name_plural": "conferme",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "in lettura"),
                            ("read", "letto"),
                            ("unreadable", "non si può leggere"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("abouts", models.JSONField(default=list)),
                ("names_mark", models.CharField(blank=True, max_length=64)),
                (
                    "reader",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Version of the reader, see inspecting.READER"
                    ),
                ),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="pagine")),
                (
                    "suspects",
                    models.JSONField(
                        default=list,
                        help_text="One row per different text: key, datum, excerpt, pages from 1 (0: the file's name)",
                    ),
                ),
                (
                    "beyond",
                    models.PositiveIntegerField(
                        default=0, help_text="How many more texts were found than are kept"
                    ),
                ),
                (
                    "unread",
                    models.JSONField(
                        default=list,
                        help_text="Parts nobody could read, as codes of inspecting.UNREAD; pages as numbers from 1",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "lettura di un file",
                "verbose_name_plural": "letture di file",
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_hand", models.BooleanField(default=False, verbose_name="oscurata fuori da qui")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="pagine")),
                (
                    "removed",
                    models.JSONField(
                        default=list,
                        help_text="One row per stretch: page from 1, kind of datum, legal ground; no text",
                    ),
                ),
                (
                    "stripped",
                    models.JSONField(
                        default=list, help_text="Hidden things taken out: see redaction.reading.HIDDEN"
                    ),
                ),
                (
                    "by_eye",
                    models.JSONField(
                        default=list, help_text="Pages without text, from 1, that a person looked at"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "oscuramento",
                "verbose_name_plural": "oscuramenti",
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("about", models.CharField(db_index=True, max_length=80)),
                ("purpose", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=255, verbose_name="nome")),
                (
                    "inside",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Name of the file that a signature wraps",
                        max_length=255,
                        verbose_name="firmato",
                    ),
                ),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField(verbose_name="dimensione in byte")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.FileField(max_length=120, upload_to="")),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("private", "solo l'ufficio"),
                            ("requester", "chi ha fatto la richiesta"),
                            ("public", "chiunque"),
                        ],
                        default="private",
                        max_length=10,
                        verbose_name="chi può aprirlo",
                    ),
                ),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("off", "controllo non attivo"),
                            ("waiting", "in attesa di controllo"),
                            ("clean", "controllato"),
                            ("infected", "bloccato: contiene software dannoso"),
                        ],
                        default="off",
                        max_length=10,
                    ),
                ),
                ("stored_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "file",
            },
        ),
    ]
