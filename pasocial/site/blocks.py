"""The blocks an editor writes a page with."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

BODY_BLOCKS = [
    (
        "heading",
        blocks.CharBlock(
            label=_("titolo"),
            max_length=150,
            form_classname="title",
            icon="title",
            template="site/blocks/heading.html",
        ),
    ),
    (
        "paragraph",
        blocks.RichTextBlock(
            label=_("testo"),
            features=["h3", "bold", "italic", "ol", "ul", "link"],
            template="site/blocks/paragraph.html",
        ),
    ),
    (
        "callout",
        blocks.TextBlock(label=_("riquadro"), icon="info-circle", template="site/blocks/callout.html"),
    ),
    (
        "figure",
        blocks.StructBlock(
            [
                ("image", ImageChooserBlock(label=_("immagine"))),
                (
                    "alt",
                    blocks.CharBlock(
                        label=_("testo alternativo"),
                        help_text=_("Descrivi ciò che si vede; vuoto se è solo ornamento."),
                        required=False,
                    ),
                ),
                ("caption", blocks.CharBlock(label=_("didascalia"), required=False)),
            ],
            label=_("figura"),
            icon="image",
            template="site/blocks/figure.html",
        ),
    ),
    (
        "table",
        blocks.StructBlock(
            [
                ("caption", blocks.CharBlock(label=_("titolo della tabella"))),
                ("header", blocks.CharBlock(label=_("intestazioni, separate da |"))),
                ("rows", blocks.TextBlock(label=_("righe, una per linea, celle separate da |"))),
            ],
            label=_("tabella"),
            icon="table",
            template="site/blocks/table.html",
        ),
    ),
]
