"""The name a file is kept under: whole, harmless, and true to its kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.office.files.attachments.intake.kinds import ACCEPT_ATTRIBUTE, ACCEPTED, EXTENSIONS
from pasocial.office.files.attachments.intake.names import clean_name, inner_name, suffix_of


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\delibera.pdf", "delibera.pdf"),
        ("delibera\u202efdp.exe", "deliberafdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("\x00.pdf", "pdf.pdf"),
        ("....", "file.pdf"),
        ("", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("è" * 300 + ".pdf", "è" * 125 + ".pdf"),
        ("perché città.PDF", "perché città.pdf"),
        ("Nota dott. Rossi", "Nota dott. Rossi.pdf"),
        ("Nota dott. Rossi.pdf", "Nota dott. Rossi.pdf"),
        ("12.03.2025", "12.03.2025.pdf"),
        ("Delibera 12.03.2025.pdf", "Delibera 12.03.2025.pdf"),
        ("con.pdf", "_con.pdf"),
        ("Aux", "_Aux.pdf"),
        ("LPT1.atti.pdf", "_LPT1.atti.pdf"),
        ("contratto.pdf", "contratto.pdf"),
        ("nota. . .pdf", "nota.pdf"),
        ("nota.pdf. .", "nota.pdf"),
        ("due  spazi\u00a0e\ttab.pdf", "due spazi e tab.pdf"),
        ("王小明.pdf", "王小明.pdf"),
    ],
)
def test_name_is_cleaned_and_kept_whole(written: str, kept: str) -> None:
    assert clean_name(written, "application/pdf") == kept


@pytest.mark.parametrize(
    ("written", "kept", "inside"),
    [
        ("contratto.pdf.p7m", "contratto.pdf.p7m", "contratto.pdf"),
        ("contratto.pdf", "contratto.pdf.p7m", "contratto.pdf"),
        ("contratto", "contratto.p7m", "contratto"),
        ("contratto.pdf.p7m.p7m", "contratto.pdf.p7m.p7m", "contratto.pdf.p7m"),
        ("x" * 300 + ".pdf.p7m", "x" * 247 + ".pdf.p7m", "x" * 300 + ".pdf"),
    ],
)
def test_signature_keeps_the_name_of_what_it_signs(written: str, kept: str, inside: str) -> None:
    assert clean_name(written, "application/pkcs7-mime") == kept
    assert inner_name(written) == inside


@settings(max_examples=200)
@given(written=st.text(max_size=400), media_type=st.sampled_from(sorted(ACCEPTED)))
def test_any_name_becomes_one_that_every_system_bears(written: str, media_type: str) -> None:
    kept = clean_name(written, media_type)
    assert suffix_of(kept) in ACCEPTED[media_type]
    assert len(kept.encode()) <= 255
    assert not set(kept) & set('<>:"/\\|?*%;\r\n\0\u202e')
    assert clean_name(kept, media_type) == kept


def test_page_names_every_extension_that_is_accepted() -> None:
    assert set(ACCEPT_ATTRIBUTE.split(",")) == EXTENSIONS
