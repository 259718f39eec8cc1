import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
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
                ("introduction", models.TextField(blank=True, verbose_name="introduzione")),
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
            ],
            options={
                "verbose_name": "pagina iniziale",
                "verbose_name_plural": "pagine iniziali",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="SectionPage",
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
                ("introduction", models.TextField(blank=True, verbose_name="introduzione")),
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
                    "body_en",
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
                        verbose_name="testo in inglese",
                    ),
                ),
                ("show_in_footer", models.BooleanField(default=False, verbose_name="nel piè di pagina")),
            ],
            options={
                "verbose_name": "pagina di sezione",
                "verbose_name_plural": "pagine di sezione",
            },
            bases=("wagtailcore.page",),
        ),
    ]
