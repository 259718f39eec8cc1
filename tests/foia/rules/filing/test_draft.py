"""A draft without declared kind is FOIA, and cleaning reaches each of its texts."""

from datetime import date

from foia.rules.filing import ApplicantDetails, Filing, cleaned
from foia.rules.filing.draft import filing_from
from foia.rules.kinds import AccessKind


def test_draft_without_kind_is_foia() -> None:
    assert Filing("Verbali dei sopralluoghi", "Chiedo i verbali del 2025").kind is AccessKind.GENERALISED


def test_cleaned_draft_has_usual_codes_and_clean_texts() -> None:
    draft = cleaned(
        Filing(
            "  Verbali \x00 dei\nsopralluoghi ",
            "Chiedo\r\ni verbali\u202e ",
            applicant=ApplicantDetails(
                name=" Ada  Rossi\x00",
                email=" Ada@Example.IT ",
                pec="ADA@PEC.EXAMPLE.IT",
                codice_fiscale="rss mra 85t10 a562s",
            ),
            made_public_url=" https://social.example/1 ",
        )
    )
    assert (draft.subject, draft.body) == ("Verbali dei sopralluoghi", "Chiedo\ni verbali")
    assert draft.applicant == ApplicantDetails(
        name="Ada Rossi",
        email="ada@example.it",
        pec="ada@pec.example.it",
        codice_fiscale="RSSMRA85T10A562S",
    )
    assert draft.made_public_url == "https://social.example/1"


def test_plain_values_become_a_filing_with_the_day_of_birth() -> None:
    day = date(1980, 5, 1)
    filing = filing_from({"subject": "Verbali", "name": "Ada Rossi", "birth_date": day, "channel": "counter"})
    assert (filing.subject, filing.applicant.name, filing.applicant.birth_date) == (
        "Verbali",
        "Ada Rossi",
        day,
    )
