"""What an editor writes into a page is cleaned in every block of it."""

from wagtail import blocks
from wagtail.blocks import StreamBlock
from wagtail.rich_text import RichText

from pasocial.site.forms import cleaned_value

DIRTY = "uno\u202e\x00due\u200b"


def test_every_text_of_a_page_is_cleaned() -> None:
    body = StreamBlock(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("figure", blocks.StructBlock([("caption", blocks.CharBlock())])),
            ("list", blocks.ListBlock(blocks.CharBlock())),
        ]
    )
    value = body.to_python(
        [
            {"type": "heading", "value": DIRTY},
            {"type": "paragraph", "value": f"<p>{DIRTY}</p>"},
            {"type": "figure", "value": {"caption": DIRTY}},
            {"type": "list", "value": [DIRTY]},
        ]
    )
    heading, paragraph, figure, items = (child.value for child in cleaned_value(value))
    assert heading == "unodue"
    assert isinstance(paragraph, RichText)
    assert paragraph.source == "<p>unodue</p>"
    assert (figure["caption"], list(items)) == ("unodue", ["unodue"])
    assert value.get_prep_value()[0]["value"] == "unodue"
