"""Staff look at what was gathered, file by file, and make redacted copies: without a script, and never by accident."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from foia.models import AccessRequest
from foia.operations import topics
from pasocial.office.files.attachments import clearing, queries
from pasocial.office.files.attachments.models import Clearance, Inspection, Redaction, StoredFile
from pasocial.office.files.attachments.operations import store_file
from pasocial.office.record.trail.actor import Actor
from tests.fixtures import NOW, signed_in_client, user_with
from tests.foia.conftest import filed_request
from tests.office.files.attachments.redaction import papers

__all__ = ["filed_request"]
pytestmark = pytest.mark.django_db
BY = Actor.system("test")
Filed = Callable[..., AccessRequest]


@pytest.fixture
def case(filed_request: Filed) -> AccessRequest:
    return filed_request(name=papers.NAME)


def kept(case: AccessRequest, content: bytes, name: str = "delibera.pdf") -> StoredFile:
    return store_file(content=BytesIO(content), name=name, about=case.about, purpose="release", by=BY, at=NOW)


def gathered(case: AccessRequest, stored: StoredFile) -> str:
    topic = topics.start_topic(request_ids=[case.pk], title="Luminarie", by=BY, at=NOW)
    clearing.gather(about=topic.about, public_ids=[stored.public_id], by=BY, at=NOW)
    return topic.about


@pytest.fixture
def editor() -> Client:
    return signed_in_client(user_with("foia", "editor"))


def sent_back(answer: object) -> dict[str, object]:
    """What the form of the page sends: every box ticked as it came."""
    context = answer.context  # type: ignore[attr-defined]
    return {
        "shown": context["shown"],
        "mark": context["mark"],
        "remove": [box.key for page in context["pages"] for box in page.boxes if box.ticked],
        "words": "",
        "ground": "personal_data",
        "name": "delibera-oscurata.pdf",
    }


def test_findings_stand_page_by_page_ticked_and_what_stays_ticked_goes(
    case: AccessRequest, editor: Client
) -> None:
    stored = kept(case, papers.letter())
    address = reverse("office:redact", args=[stored.public_id])
    page = editor.get(address)
    shown = [(each.number, [box.excerpt for box in each.boxes]) for each in page.context["pages"]]
    assert shown == [
        (
            1,
            [
                "Mario Rossi",
                "a Torino il 12/03/1970",
                "via Garibaldi 12",
                papers.CODE,
                papers.MAIL,
                papers.IBAN,
            ],
        ),
        (2, ["Mario Rossi"]),
    ]
    assert all(box.ticked for each in page.context["pages"] for box in each.boxes)
    answer = editor.post(address, {**sent_back(page), "make": "1"})
    copy = Redaction.objects.get().copy
    assert answer["Location"] == reverse("office:redaction", args=[copy.public_id])
    assert (copy.name, copy.access, copy.about) == ("delibera-oscurata.pdf", "private", case.about)
    with queries.opened(copy) as content:
        assert b"Mario" not in papers.everything_in(content.read())
    report = editor.get(answer["Location"])
    assert [(row["datum"], row["times"], row["pages"]) for row in report.context["rows"]][-1] == (
        "nome di una persona della pratica",
        2,
        "1, 2",
    )
    assert papers.NAME not in report.content.decode()


def test_words_are_looked_for_first_and_unticked_boxes_stay_so(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.plain("Di Mario Rossi e della ditta Alfa"))
    address = reverse("office:redact", args=[stored.public_id])
    data = {**sent_back(editor.get(address)), "remove": [], "words": "ditta alfa\nmai detto"}
    # A machine that sends the copy at once is shown what is new before anything is made.
    page = editor.post(address, {**data, "make": "1"})
    boxes = {box.excerpt: box.ticked for each in page.context["pages"] for box in each.boxes}
    assert (boxes, page.context["missing"], Redaction.objects.count()) == (
        {"Mario Rossi": False, "ditta Alfa": True},
        ["mai detto"],
        0,
    )
    editor.post(
        address,
        {**data, **sent_back(page), "words": "ditta alfa", "ground": "economic_interests", "make": "1"},
    )
    assert Redaction.objects.get().removed == [{"page": 1, "datum": "word", "ground": "economic_interests"}]


def test_copy_is_not_made_while_a_word_to_remove_is_not_in_the_text(
    case: AccessRequest, editor: Client
) -> None:
    stored = kept(case, papers.plain("Di Mario Rossi e della ditta Alfa"))
    address = reverse("office:redact", args=[stored.public_id])
    data = {**sent_back(editor.get(address)), "words": "mai detto", "make": "1"}

    page = editor.post(address, data)

    assert (page.status_code, page.context["form"].errors["words"], Redaction.objects.count()) == (
        422,
        ["Nel testo non c'è: «mai detto». Correggi o cancella, poi crea la copia."],
        0,
    )


def test_a_telephone_in_the_file_is_not_the_word_that_was_asked_for(
    case: AccessRequest, editor: Client
) -> None:
    """What else was found in the file never counts as the word."""
    stored = kept(case, papers.plain("Telefono 0131 555123, posta anna@posta.example"))
    address = reverse("office:redact", args=[stored.public_id])
    page = editor.get(address)
    assert [box.excerpt for each in page.context["pages"] for box in each.boxes] != []

    page = editor.post(address, {**sent_back(page), "words": "mai detto", "make": "1"})

    assert (page.status_code, Redaction.objects.count()) == (422, 0)
    assert page.context["form"].errors["words"] == [
        "Nel testo non c'è: «mai detto». Correggi o cancella, poi crea la copia."
    ]


def test_word_that_overlaps_a_finding_never_shrinks_what_goes(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.plain("Abita in via Garibaldi 12 da anni"))
    address = reverse("office:redact", args=[stored.public_id])
    page = editor.post(address, {**sent_back(editor.get(address)), "words": "via Garibaldi", "look": "1"})
    editor.post(address, {**sent_back(page), "words": "via Garibaldi", "make": "1"})
    with queries.opened(Redaction.objects.get().copy) as content:
        left = papers.read_by_engine(content.read())
    assert ("Garibaldi" in left, "12" in left, "da anni" in left) == (False, False, True)


def test_page_is_drawn_before_the_copy_is_made(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.plain("Di Mario Rossi si parla", "Una seconda pagina"))
    address = reverse("office:redact", args=[stored.public_id])
    first = editor.post(address, {**sent_back(editor.get(address)), "name": "", "preview": "1"})
    shown = first.context["preview"]
    assert (first.status_code, shown.page, shown.pages, shown.goes, shown.before, shown.after) == (
        200,
        1,
        2,
        1,
        "",
        "2",
    )
    assert shown.image.startswith("data:image/png;base64,")
    assert shown.image in first.content.decode()
    for asked, page in (("2", 2), ("99", 2), ("²", 1), ("0", 1), ("9" * 5000, 1)):
        again = editor.post(address, {**sent_back(first), "preview": asked})
        assert (again.context["preview"].page, Redaction.objects.count()) == (page, 0)


def test_properties_are_shown_before_and_after(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.with_author(papers.plain("Una spesa di quattro euro"), "Giulia Neri"))
    address = reverse("office:redact", args=[stored.public_id])
    page = editor.get(address)
    assert ("autore", "Giulia Neri") in page.context["properties"]
    answer = editor.post(address, {**sent_back(page), "make": "1"})
    report = editor.get(answer["Location"])
    assert report.context["properties"] == [("titolo", "delibera-oscurata.pdf")]


def test_pictures_stay_only_when_somebody_looked_at_them(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.scanned())
    address = reverse("office:redact", args=[stored.public_id])
    page = editor.get(address)
    assert page.context["picture_pages"] == [1]
    refused = editor.post(address, {**sent_back(page), "make": "1"})
    assert (refused.status_code, "by_eye" in refused.context["form"].errors) == (422, True)
    editor.post(address, {**sent_back(page), "by_eye": "on", "make": "1"})
    assert Redaction.objects.get().by_eye == [1]


def test_copy_made_for_a_topic_takes_the_place_of_its_original(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.letter())
    about = gathered(case, stored)
    address = reverse("office:redact", args=[stored.public_id]) + f"?per={about}"
    editor.post(address, {**sent_back(editor.get(address)), "make": "1"})
    held = Clearance.objects.get()
    assert (held.state, held.copy) == ("replaced", Redaction.objects.get().copy)


def test_unreadable_file_says_what_to_do(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.locked())
    answer = editor.get(reverse("office:redact", args=[stored.public_id]))
    assert (answer.status_code, "protetto da una password" in answer.content.decode()) == (422, True)


def test_scan_is_not_cleared_by_a_machine(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.scanned())
    about = gathered(case, stored)
    held = Clearance.objects.get()
    address = reverse("office:material_decide", args=[about, stored.public_id, "libera"])
    answer = editor.post(address)
    assert answer.status_code == 422
    assert "non si può leggere per intero in automatico" in answer.content.decode()
    assert "la pagina 1, senza testo" in answer.content.decode()
    editor.post(address, {f"f{held.pk}-libera-by_eye": "on"})
    held.refresh_from_db()
    assert (held.state, held.by_eye) == ("clear", True)


def test_file_with_findings_wants_a_reason_and_keeps_what_was_typed(
    case: AccessRequest, editor: Client
) -> None:
    stored = kept(case, papers.plain(f"IBAN {papers.IBAN}"))
    about = gathered(case, stored)
    held = Clearance.objects.get()
    address = reverse("office:material_decide", args=[about, stored.public_id, "libera"])
    answer = editor.post(address, {f"f{held.pk}-libera-reason": "breve"})
    assert (answer.status_code, ">breve</textarea>" in answer.content.decode().replace("\n", "")) == (
        422,
        True,
    )
    general = editor.post(address, {f"f{held.pk}-libera-reason": "È l'IBAN del Comune."})
    assert (general.status_code, papers.IBAN in general.content.decode()) == (422, True)
    (key,) = (one["key"] for one in Inspection.objects.get().suspects)
    editor.post(
        address, {f"f{held.pk}-libera-keys": key, f"f{held.pk}-libera-reason": "È l'IBAN del Comune."}
    )
    held.refresh_from_db()
    assert (held.state, held.reason) == ("clear", "È l'IBAN del Comune.")
    editor.post(reverse("office:material_decide", args=[about, stored.public_id, "riapri"]))
    held.refresh_from_db()
    assert (held.state, held.decided_at) == ("open", None)


def test_copy_made_elsewhere_replaces_too(case: AccessRequest, editor: Client) -> None:
    stored = kept(case, papers.letter())
    about = gathered(case, stored)
    held = Clearance.objects.get()
    given = BytesIO(papers.plain("Una determina senza nomi di nessuno"))
    given.name = "fatta-da-me.pdf"
    prefix = f"f{held.pk}-sostituisci"
    editor.post(
        reverse("office:material_decide", args=[about, stored.public_id, "sostituisci"]),
        {f"{prefix}-content": given, f"{prefix}-name": "determina.pdf"},
    )
    held.refresh_from_db()
    assert held.copy is not None
    assert (held.state, held.copy.name, held.copy.redaction.by_hand) == ("replaced", "determina.pdf", True)


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 302)])
def test_deciding_belongs_to_who_works_the_case(case: AccessRequest, role: str, status: int) -> None:
    stored = kept(case, papers.plain("Una spesa di quattro euro"))
    about = gathered(case, stored)
    address = reverse("office:material_decide", args=[about, stored.public_id, "libera"])
    assert signed_in_client(user_with("foia", role)).post(address).status_code == status
    assert signed_in_client(user_with("newsroom", "head")).post(address).status_code == 403
    assert Client().post(address)["Location"].startswith("/account/login/")
    assert (Clearance.objects.get().state == "clear") == (status == 302)


def test_newsroom_reads_a_file_once_it_was_cleared_and_not_before(case: AccessRequest) -> None:
    stored = kept(case, papers.plain("Una spesa di quattro euro"))
    about = gathered(case, stored)
    writer = signed_in_client(user_with("newsroom", "editor"))
    address = reverse("office:file", args=[stored.public_id])
    assert writer.get(address).status_code == 403
    editor = signed_in_client(user_with("foia", "editor"))
    editor.post(reverse("office:material_decide", args=[about, stored.public_id, "libera"]))
    assert writer.get(address).status_code == 200


def test_letters_may_be_left_out_together_and_documents_not(case: AccessRequest, editor: Client) -> None:
    document = kept(case, papers.plain("Una spesa di quattro euro"))
    about = gathered(case, document)
    letters = [
        store_file(
            content=BytesIO(papers.plain("Gentile")),
            name="l.pdf",
            about=case.about,
            purpose="letter",
            by=BY,
            at=NOW,
        )
        for _letter in range(2)
    ]
    clearing.gather(about=about, public_ids=[one.public_id for one in letters], by=BY, at=NOW)
    address = reverse("office:material_letters", args=[about])
    assert editor.get(reverse("office:material", args=[about])).context["letters"] == 2
    assert editor.post(address, {"letter-reason": "no"}).status_code == 422
    assert signed_in_client(user_with("foia", "viewer")).post(address).status_code == 403
    editor.post(address, {"letter-reason": "È scritta a una persona sola."})
    assert [one.state for one in queries.clearances(about)] == ["open", "left_out", "left_out"]
