import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office", "0001_italian_search"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=600, verbose_name="in breve")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("heading", 0), ("paragraph", 1), ("callout", 2), ("figure", 6), ("table", 10)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "form_classname": "title",
                                    "icon": "title",
                                    "label": "titolo",
                                    "max_length": 150,
                                    "template": "site/blocks/heading.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["h3", "bold", "italic", "ol", "ul", "link"],
                                    "label": "testo",
                                    "template": "site/blocks/paragraph.html",
                                },
                            ),
                            2: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "icon": "info-circle",
                                    "label": "riquadro",
                                    "template": "site/blocks/callout.html",
                                },
                            ),
                            3: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "immagine"}),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Descrivi ciò che si vede; vuoto se è solo ornamento.",
                                    "label": "testo alternativo",
                                    "required": False,
                                },
                            ),
                            5: ("wagtail.blocks.CharBlock", (), {"label": "didascalia", "required": False}),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 3), ("alt", 4), ("caption", 5)]],
                                {"icon": "image", "label": "figura", "template": "site/blocks/figure.html"},
                            ),
                            7: ("wagtail.blocks.CharBlock", (), {"label": "titolo della tabella"}),
                            8: ("wagtail.blocks.CharBlock", (), {"label": "intestazioni, separate da |"}),
                            9: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "righe, una per linea, celle separate da |"},
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [[("caption", 7), ("header", 8), ("rows", 9)]],
                                {"icon": "table", "label": "tabella", "template": "site/blocks/table.html"},
                            ),
                        },
                        verbose_name="testo",
                    ),
                ),
                (
                    "files",
                    models.JSONField(
                        blank=True, default=list, help_text="Public ids of files released to everyone"
                    ),
                ),
                (
                    "owner_desk",
                    models.CharField(default="foia", max_length=30, verbose_name="redazione responsabile"),
                ),
                ("fresh_until", models.DateField(blank=True, null=True, verbose_name="da aggiornare entro")),
            ],
            options={
                "verbose_name": "risposta pubblicata",
                "verbose_name_plural": "risposte pubblicate",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="AnswersIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "elenco delle risposte pubblicate",
                "verbose_name_plural": "elenchi delle risposte pubblicate",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="AvoidedRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer_page_id", models.IntegerField(blank=True, null=True)),
                ("day", models.DateField()),
                ("shown", models.IntegerField(default=0)),
                ("chosen", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "richiesta evitata",
                "verbose_name_plural": "richieste evitate",
            },
        ),
        migrations.CreateModel(
            name="ClockRecount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("patron_day", models.JSONField(help_text="Month and day, null when none counts", null=True)),
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
                    "phase",
                    models.CharField(
                        choices=[
                            ("owed", "richieste in attesa di risposta"),
                            ("rest", "tutte le altre"),
                            ("again", "ultimo controllo"),
                        ],
                        default="owed",
                        max_length=5,
                    ),
                ),
                (
                    "last_request",
                    models.BigIntegerField(
                        default=0, help_text="Requests up to this id were read in this phase"
                    ),
                ),
                ("requests", models.IntegerField(default=0, help_text="How many there were to read")),
                ("counted", models.IntegerField(default=0)),
                ("moved", models.IntegerField(default=0, help_text="Requests with another day than before")),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "ricalcolo delle scadenze",
                "verbose_name_plural": "ricalcoli delle scadenze",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(verbose_name="che cosa serve")),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="entro il")),
                ("reply", models.TextField(blank=True, verbose_name="risposta")),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "richiesta a un altro ufficio",
                "verbose_name_plural": "richieste ad altri uffici",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="numero")),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        help_text="Why the case was decided again, see rules.facts.Basis",
                        max_length=12,
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replaces", "sostituisce la decisione precedente"),
                            ("extends", "integra la decisione precedente"),
                        ],
                        max_length=8,
                        verbose_name="rispetto alla precedente",
                    ),
                ),
                ("outcome", models.CharField(max_length=16, verbose_name="esito")),
                ("reasons", models.TextField(blank=True, verbose_name="motivazione")),
                (
                    "answer_text",
                    models.TextField(blank=True, verbose_name="informazioni date nella risposta"),
                ),
                (
                    "publication_url",
                    models.CharField(blank=True, max_length=500, verbose_name="dove sono pubblicati"),
                ),
                ("transience", models.TextField(blank=True, verbose_name="perché il danno è temporaneo")),
                (
                    "earlier_request",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="richiesta precedente già soddisfatta"
                    ),
                ),
                (
                    "review_office",
                    models.CharField(blank=True, max_length=200, verbose_name="chi decide il riesame"),
                ),
                ("deferred_until", models.DateField(blank=True, null=True, verbose_name="differita fino al")),
                (
                    "deferred_event",
                    models.CharField(blank=True, max_length=250, verbose_name="differita fino a"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "in preparazione"),
                            ("submitted", "da approvare"),
                            ("leaving", "in partenza"),
                            ("sent", "inviata"),
                            ("returned", "da rivedere"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True, verbose_name="perché torna indietro")),
                (
                    "returned_as",
                    models.JSONField(
                        blank=True,
                        help_text="What it said when the head last sent it back, see queries.decisions",
                        null=True,
                    ),
                ),
                ("leaves_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("letter", models.UUIDField(blank=True, help_text="Public id of the stored PDF", null=True)),
                ("version", models.IntegerField(default=1)),
            ],
            options={
                "verbose_name": "decisione",
                "verbose_name_plural": "decisioni",
                "ordering": ["request", "number"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("fields", models.JSONField(default=dict)),
                ("step", models.CharField(default="kind", max_length=20)),
                ("created_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "bozza di richiesta",
                "verbose_name_plural": "bozze di richiesta",
            },
        ),
        migrations.CreateModel(
            name="RecordedFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("on", models.DateField(help_text="The day of legal effect, Europe/Rome")),
                ("detail", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "fatto",
                "verbose_name_plural": "fatti",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "dal richiedente"), ("out", "al richiedente")], max_length=3
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        default="message", help_text="message, identification, clarification …", max_length=24
                    ),
                ),
                ("body", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "messaggio",
                "verbose_name_plural": "messaggi",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "nota interna",
                "verbose_name_plural": "note interne",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                ("year", models.IntegerField(primary_key=True, serialize=False)),
                ("last", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "numerazione",
                "verbose_name_plural": "numerazioni",
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nome")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail o PEC")),
                ("postal_address", models.CharField(blank=True, max_length=250, verbose_name="indirizzo")),
                (
                    "language",
                    models.CharField(
                        choices=[("it", "italiano"), ("en", "inglese")],
                        default="it",
                        max_length=2,
                        verbose_name="lingua",
                    ),
                ),
                (
                    "interest",
                    models.CharField(max_length=40, verbose_name="interesse protetto (art. 5-bis c. 2)"),
                ),
                ("notified_on", models.DateField(blank=True, null=True, verbose_name="avviso inviato il")),
                (
                    "notice_received_on",
                    models.DateField(blank=True, null=True, verbose_name="avviso ricevuto il"),
                ),
                ("opposed_on", models.DateField(blank=True, null=True, verbose_name="opposizione il")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="consenso il")),
                ("opposition", models.TextField(blank=True, verbose_name="motivi dell'opposizione")),
                (
                    "grant_received_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="ha ricevuto la comunicazione di accoglimento il"
                    ),
                ),
            ],
            options={
                "verbose_name": "controinteressato",
                "verbose_name_plural": "controinteressati",
                "ordering": ["id"],
            },
        ),
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
            ],
            options={
                "verbose_name": "avviso al controinteressato",
                "verbose_name_plural": "avvisi ai controinteressati",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PersonStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one", models.CharField(max_length=80)),
                ("other", models.CharField(max_length=80)),
                ("same", models.BooleanField()),
                ("why", models.TextField(blank=True, verbose_name="perché")),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "dichiarazione su due persone",
                "verbose_name_plural": "dichiarazioni su due persone",
            },
        ),
        migrations.CreateModel(
            name="ProposalThreshold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.FloatField()),
                ("judged", models.IntegerField(help_text="Judged suggestions at or above the score")),
                ("refused", models.IntegerField(help_text="Of those, the wrong ones")),
                ("judged_in_all", models.IntegerField()),
                (
                    "upper",
                    models.FloatField(help_text="Upper limit of the wrong share (rules.recurrence.quality)"),
                ),
                (
                    "found_share",
                    models.FloatField(help_text="Of the right suggestions, the share at or above the score"),
                ),
                ("adopted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "soglia delle proposte",
                "verbose_name_plural": "soglie delle proposte",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "face",
                    models.SmallIntegerField(
                        choices=[(1, "insoddisfatto"), (2, "così così"), (3, "soddisfatto")]
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("rated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "valutazione",
                "verbose_name_plural": "valutazioni",
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=40, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("simple_civic", "accesso civico semplice"),
                            ("generalised", "accesso civico generalizzato (FOIA)"),
                            ("documentary", "accesso documentale"),
                            ("environmental", "accesso ambientale"),
                        ],
                        max_length=16,
                    ),
                ),
                ("public_subject", models.CharField(max_length=250, verbose_name="oggetto pubblico")),
                ("public_reason", models.TextField(blank=True, verbose_name="sintesi della motivazione")),
                ("received_on", models.DateField()),
                ("outcome", models.CharField(max_length=16)),
                ("decided_on", models.DateField()),
                ("with_parties", models.BooleanField(default=False, verbose_name="con controinteressati")),
                ("review_outcome", models.CharField(blank=True, max_length=8)),
                ("review_decided_on", models.DateField(blank=True, null=True)),
                ("court_outcome", models.CharField(blank=True, max_length=8)),
                ("court_notified_on", models.DateField(blank=True, null=True)),
                (
                    "version",
                    models.IntegerField(
                        default=1, help_text="Optimistic lock: every change of the line adds one"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "da approvare"),
                            ("approved", "pubblicata"),
                            ("hidden", "tolta"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("public_subject"),
                            models.F("public_reason"),
                            function="italian_document",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "voce del registro",
                "verbose_name_plural": "voci del registro",
            },
        ),
        migrations.CreateModel(
            name="ReleaseItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="documento o gruppo di documenti")),
                ("file", models.UUIDField(blank=True, help_text="Public id of the stored file", null=True)),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("private", "non rilasciato"),
                            ("requester", "rilasciato a chi l'ha chiesto"),
                            ("public", "rilasciato a tutti"),
                        ],
                        default="private",
                        max_length=10,
                    ),
                ),
                ("partial", models.BooleanField(default=False, verbose_name="con parti oscurate")),
                ("ground", models.CharField(blank=True, max_length=40, verbose_name="motivo di legge")),
                ("reason", models.TextField(blank=True, verbose_name="perché, in concreto")),
            ],
            options={
                "verbose_name": "documento della decisione",
                "verbose_name_plural": "documenti della decisione",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grounds", models.TextField(verbose_name="perché chiede il riesame")),
                ("filed_on", models.DateField(verbose_name="presentato il")),
                ("filed_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="scadenza")),
                (
                    "late_filing",
                    models.BooleanField(default=False, verbose_name="presentato oltre 30 giorni"),
                ),
                (
                    "garante_asked_on",
                    models.DateField(blank=True, null=True, verbose_name="parere chiesto al Garante il"),
                ),
                (
                    "garante_opinion_on",
                    models.DateField(blank=True, null=True, verbose_name="parere del Garante ricevuto il"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "accolto"),
                            ("partly", "accolto in parte"),
                            ("refused", "respinto"),
                        ],
                        max_length=8,
                        verbose_name="esito",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="motivazione")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "riesame",
                "verbose_name_plural": "riesami",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nome")),
                ("query", models.CharField(max_length=500)),
                ("shared", models.BooleanField(default=False, verbose_name="visibile a tutta la redazione")),
            ],
            options={
                "verbose_name": "filtro salvato",
                "verbose_name_plural": "filtri salvati",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.FloatField()),
                (
                    "why",
                    models.JSONField(default=dict, help_text="pasocial.likeness.Explanation as plain data"),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("open", "da valutare"),
                            ("accepted", "stessa cosa"),
                            ("refused", "cosa diversa"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "together",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Judged with many others in one act: kept, but no measure of how good suggestions are",
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "richiesta simile proposta",
                "verbose_name_plural": "richieste simili proposte",
                "ordering": ["-score", "id"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tema")),
                ("summary", models.TextField(blank=True, verbose_name="che cosa si chiede")),
                (
                    "flag",
                    models.CharField(
                        choices=[
                            ("none", "nessuna segnalazione"),
                            ("soft", "da osservare"),
                            ("hard", "da valutare per la pubblicazione"),
                        ],
                        default="none",
                        max_length=4,
                        verbose_name="segnalazione",
                    ),
                ),
                (
                    "flagged_on",
                    models.DateField(blank=True, null=True, verbose_name="segnalato con effetto dal"),
                ),
                ("flagged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hard_on",
                    models.DateField(
                        blank=True, help_text="First hard day: rules.recurrence.Standing", null=True
                    ),
                ),
                (
                    "soft_on",
                    models.DateField(
                        blank=True, help_text="First soft day: rules.recurrence.Standing", null=True
                    ),
                ),
                ("window_from", models.DateField(blank=True, null=True)),
                ("window_to", models.DateField(blank=True, null=True)),
                ("persons_in_window", models.IntegerField(default=0)),
                ("requests_in_window", models.IntegerField(default=0)),
                ("requests_total", models.IntegerField(default=0)),
                ("last_asked_on", models.DateField(blank=True, null=True)),
                ("decide_by", models.DateField(blank=True, null=True, verbose_name="da decidere entro")),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("publish", "pubblicare"),
                            ("redact", "oscurare e pubblicare"),
                            ("not", "non pubblicare"),
                        ],
                        max_length=8,
                        verbose_name="decisione",
                    ),
                ),
                ("choice_reason", models.TextField(blank=True, verbose_name="motivo della decisione")),
                ("chosen_at", models.DateTimeField(blank=True, null=True)),
                ("look_again_on", models.DateField(blank=True, null=True, verbose_name="da riguardare il")),
                ("created_at", models.DateTimeField()),
                (
                    "version",
                    models.IntegerField(
                        db_default=1, default=1, help_text="Grows with each operation: who saw what"
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("title"),
                            models.F("summary"),
                            function="italian_document",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "tema ricorrente",
                "verbose_name_plural": "temi ricorrenti",
            },
        ),
        migrations.CreateModel(
            name="TopicAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("start", "aperto"),
                            ("join", "aggiunte"),
                            ("leave", "tolte"),
                            ("split", "diviso"),
                            ("merge", "unito"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "moved",
                    models.JSONField(
                        default=list,
                        help_text="[[request id, from topic id or null, to topic id or null], …]",
                    ),
                ),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "modifica di un tema",
                "verbose_name_plural": "modifiche di un tema",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TopicAsker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "persona"),
                            ("subject", "persona o organizzazione"),
                            ("unproven", "solo un nome"),
                        ],
                        max_length=8,
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
            ],
            options={
                "verbose_name": "chi ha chiesto",
                "verbose_name_plural": "chi ha chiesto",
            },
        ),
        migrations.CreateModel(
            name="TopicChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("none", "nessuna segnalazione"),
                            ("soft", "da osservare"),
                            ("hard", "da valutare per la pubblicazione"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("none", "nessuna segnalazione"),
                            ("soft", "da osservare"),
                            ("hard", "da valutare per la pubblicazione"),
                        ],
                        max_length=4,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True)),
                ("persons", models.IntegerField(default=0)),
                ("requests", models.IntegerField(default=0)),
                ("because", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "cambio di segnalazione",
                "verbose_name_plural": "cambi di segnalazione",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TopicFollower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "richiedente avvisato",
                "verbose_name_plural": "richiedenti avvisati",
            },
        ),
        migrations.CreateModel(
            name="TopicIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_key", models.CharField(max_length=80)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        help_text="The key that stands for this person, as on memberships", max_length=80
                    ),
                ),
            ],
            options={
                "verbose_name": "persona di un tema",
                "verbose_name_plural": "persone di un tema",
            },
        ),
        migrations.CreateModel(
            name="TopicMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_on",
                    models.DateField(
                        help_text="Copy of the day of presentation, so that a window is one index read"
                    ),
                ),
                ("person_key", models.CharField(blank=True, max_length=80)),
                (
                    "person_aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        blank=True,
                        help_text="The key that stands for this person in this topic",
                        max_length=80,
                    ),
                ),
                ("proven", models.BooleanField(default=False)),
                ("organisation_key", models.CharField(blank=True, max_length=80)),
                ("organisation_confirmed", models.BooleanField(default=False)),
                ("counts", models.BooleanField(default=True)),
                ("confirmed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "richiesta di un tema",
                "verbose_name_plural": "richieste di un tema",
            },
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
            ],
            options={
                "verbose_name": "riconteggio dei temi",
                "verbose_name_plural": "riconteggi dei temi",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="nome e cognome")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="data di nascita")),
                (
                    "birth_place",
                    models.CharField(blank=True, max_length=200, verbose_name="luogo di nascita"),
                ),
                (
                    "codice_fiscale",
                    models.CharField(blank=True, max_length=16, verbose_name="codice fiscale"),
                ),
                ("eidas_id", models.CharField(blank=True, max_length=200)),
                (
                    "pec",
                    models.EmailField(blank=True, max_length=254, verbose_name="domicilio digitale (PEC)"),
                ),
                ("phone", models.CharField(blank=True, max_length=200, verbose_name="telefono")),
                ("postal_address", models.CharField(blank=True, max_length=250, verbose_name="indirizzo")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organizzazione")),
                (
                    "identified_by",
                    models.CharField(blank=True, max_length=20, verbose_name="come è identificata"),
                ),
                ("language", models.CharField(default="it", max_length=2, verbose_name="lingua")),
                (
                    "consents_electronic",
                    models.BooleanField(default=True, verbose_name="accetta comunicazioni elettroniche"),
                ),
                (
                    "agrees_to_be_told",
                    models.BooleanField(
                        default=False, verbose_name="vuole sapere se la risposta sarà pubblicata"
                    ),
                ),
            ],
            options={
                "verbose_name": "richiedente",
                "verbose_name_plural": "richiedenti",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(models.F("name"), function="folded"), "gin_trgm_ops"
                        ),
                        fastupdate=False,
                        name="foia_applicant_name_folded",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.Func(models.F("organisation"), function="folded"), "gin_trgm_ops"
                        ),
                        fastupdate=False,
                        name="foia_applicant_org_folded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Random, 60 bits, opens the case with the e-mail",
                        max_length=20,
                        unique=True,
                        verbose_name="codice",
                    ),
                ),
                ("year", models.IntegerField()),
                ("sequence", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("simple_civic", "accesso civico semplice"),
                            ("generalised", "accesso civico generalizzato (FOIA)"),
                            ("documentary", "accesso documentale"),
                            ("environmental", "accesso ambientale"),
                        ],
                        default="generalised",
                        max_length=16,
                        verbose_name="tipo di accesso",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("portal", "portale"),
                            ("api", "altro programma"),
                            ("email", "e-mail"),
                            ("pec", "PEC"),
                            ("post", "posta"),
                            ("fax", "fax"),
                            ("counter", "sportello"),
                            ("social", "social media"),
                            ("import", "importazione"),
                        ],
                        default="portal",
                        max_length=10,
                        verbose_name="canale",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="oggetto")),
                ("body", models.TextField(verbose_name="richiesta")),
                ("language", models.CharField(default="it", max_length=2)),
                ("purpose", models.CharField(blank=True, max_length=20, verbose_name="scopo dichiarato")),
                ("motive", models.TextField(blank=True, verbose_name="interesse diretto")),
                (
                    "sector",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="ufficio o materia, per chi chiede"
                    ),
                ),
                (
                    "delivery",
                    models.CharField(default="email", max_length=20, verbose_name="come vuole i documenti"),
                ),
                (
                    "made_public_url",
                    models.URLField(blank=True, max_length=500, verbose_name="dove è stata resa pubblica"),
                ),
                ("made_public_on", models.DateField(blank=True, null=True, verbose_name="resa pubblica il")),
                ("state", models.CharField(default="received", max_length=24, verbose_name="stato")),
                ("visibility", models.CharField(default="private", max_length=12, verbose_name="visibilità")),
                ("holder", models.CharField(blank=True, max_length=150, verbose_name="ufficio che detiene")),
                ("priority", models.SmallIntegerField(default=0, verbose_name="priorità")),
                ("is_test", models.BooleanField(default=False, verbose_name="di prova")),
                ("received_at", models.DateTimeField(verbose_name="ricevuta il")),
                ("received_on", models.DateField(verbose_name="giorno di ricezione")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="scadenza")),
                ("target_on", models.DateField(blank=True, null=True, verbose_name="obiettivo interno")),
                ("decide_not_before", models.DateField(blank=True, null=True)),
                ("send_not_before", models.DateField(blank=True, null=True)),
                ("clock_alert", models.CharField(blank=True, max_length=40)),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="risposta il")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=16, verbose_name="esito")),
                (
                    "first_due_on",
                    models.DateField(blank=True, null=True, verbose_name="scadenza della prima risposta"),
                ),
                (
                    "first_outcome",
                    models.CharField(blank=True, max_length=16, verbose_name="esito della prima risposta"),
                ),
                (
                    "person_key",
                    models.CharField(
                        blank=True,
                        help_text="Keyed digest with its kind, see rules.recurrence",
                        max_length=80,
                    ),
                ),
                (
                    "person_aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Keys of her other identifiers, see rules.recurrence.resolve_persons",
                    ),
                ),
                ("organisation_key", models.CharField(blank=True, max_length=80)),
                ("identified_on", models.DateField(blank=True, null=True)),
                ("counts_for_recurrence", models.BooleanField(default=True)),
                ("idempotency_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                (
                    "source_ref",
                    models.CharField(
                        blank=True,
                        help_text="Identifier in an imported file",
                        max_length=120,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "version",
                    models.IntegerField(
                        default=1, help_text="Optimistic lock: every operation on the case adds one"
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("subject"),
                            models.F("body"),
                            function="italian_document",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "applicant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="foia.applicant",
                    ),
                ),
            ],
            options={
                "verbose_name": "richiesta di accesso",
                "verbose_name_plural": "richieste di accesso",
                "permissions": [("follow_request", "Can follow one shared request")],
            },
        ),
    ]
